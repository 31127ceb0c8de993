import type { DeployedRegion } from '../../experiment/deployment/deployment';
import type { Journal } from '../../experiment/journal/journal';
import type { ReportContent } from '../content/report-content';
import type { Snapshot } from '../../experiment/fault/snapshot';
import { duration, durationBetween, moment, timeOfDay } from '../content/format';
import { code, facts, table, time, unbroken, type Section } from './elements';
import { html, joined, type Markup } from './markup';

/** All that somebody needs to run the same game day again, and to find it in AWS. */
export function configurationSection({ journal, summary }: ReportContent): Section {
  const parts = [
    html`<p>${summary.world.meaning} The journal beside this page has every value.</p>`,
    experimentFacts(journal, summary),
    regionsTable(journal),
    targetsTable(journal.snapshots),
    actionsTable(journal),
  ];
  return { id: 'configuration', heading: 'Configuration', content: joined(parts, '\n') };
}

function experimentFacts(
  { experiment, deployment, hypothesis, dashboard, writtenAt }: Journal,
  { status, fault }: ReportContent['summary'],
): Markup {
  const { baselineMinutes, recoveryMinutes } = hypothesis.windows;
  const end = experiment.status === null ? '' : ` FIS says: ${experiment.status}.`;
  return facts([
    ['Status', `${status.sentence}${end}`],
    ['Experiment', experiment.id === null ? 'never started' : code(experiment.id)],
    ['Template', code(experiment.templateId)],
    ['Fault', `for ${duration(experiment.faultMinutes * 60)} in ${experiment.region}: ${fault.description}`],
    ...(fault.source === null ? [] : [['Fault read from', fault.source] as const]),
    [
      'Windows',
      `${duration(baselineMinutes * 60)} of steady state before the fault, ${duration(recoveryMinutes * 60)} of recovery after it`,
    ],
    ['API', code(deployment.apiUrl)],
    ['Alias', code(deployment.alias)],
    ['Dashboard', dashboard?.name ?? deployment.dashboardName],
    ['Written', time(writtenAt)],
  ]);
}

function regionsTable({ deployment, experiment }: Journal): Markup {
  return table({
    caption: 'Regions',
    columns: [
      { title: 'Region', kind: 'name' },
      { title: 'Host' },
      { title: 'Health check' },
      { title: 'Stop alarms' },
      { title: 'Requests a minute' },
    ],
    groups: [
      {
        rows: deployment.regions.map((one) => ({
          cells: [
            html`${unbroken(one.region)} <span class="quiet">(${one.label}${one.region === experiment.region ? ', the failed region' : ''})</span>`,
            code(one.host),
            code(one.healthCheckId),
            listed(one.stopAlarmNames, ', ') ?? '–',
            loadOf(one),
          ],
        })),
      },
    ],
  });
}

/** Versions, layers and the names of variables; never a variable's value. */
function targetsTable(snapshots: readonly Snapshot[]): Markup | null {
  if (snapshots.length === 0) return null;
  return table({
    caption: 'The targets, as they were before the experiment',
    columns: [
      { title: 'Function', kind: 'name' },
      { title: 'Alias' },
      { title: 'Versions' },
      { title: 'Layers' },
      { title: 'Variables' },
    ],
    groups: [
      {
        rows: snapshots.map((one) => ({
          cells: [
            one.functionName,
            aliasOf(one),
            one.versions.join(', ') || 'none',
            listed(one.layers, '<br>') ?? 'none',
            listed(Object.keys(one.variables).sort(), ', ') ?? 'none',
          ],
        })),
      },
    ],
  });
}

function actionsTable({ experiment: { actions } }: Journal): Markup | null {
  if (actions.length === 0) return null;
  const startedAt = actions.find((action) => action.startedAt !== null)?.startedAt;
  return table({
    caption: `The experiment's actions, as FIS tells them${startedAt == null ? '' : `; times in UTC, the first at ${moment(startedAt)}`}`,
    columns: [
      { title: 'Action', kind: 'name' },
      { title: 'Status' },
      { title: 'Began', kind: 'value' },
      { title: 'Ended', kind: 'value' },
      { title: 'Took', kind: 'value' },
    ],
    groups: [
      {
        rows: actions.map(({ name, status, startedAt: from, endedAt: to }) => ({
          cells: [
            code(name),
            status,
            from === null ? '–' : time(from, timeOfDay(from)),
            to === null ? '–' : time(to, timeOfDay(to)),
            durationBetween(from, to) ?? '–',
          ],
        })),
      },
    ],
  });
}

/** Names as code; null where there are none. */
function listed(names: readonly string[], between: string): Markup | null {
  return names.length === 0 ? null : joined(names.map(code), between);
}

function loadOf({ requestsPerMinute, workers }: DeployedRegion): string {
  return workers === 1
    ? String(requestsPerMinute)
    : `${workers} × ${requestsPerMinute} = ${workers * requestsPerMinute}`;
}

function aliasOf({ alias, aliasVersion, aliasWeights }: Snapshot): string {
  const weights = Object.entries(aliasWeights).map(
    ([version, weight]) => `${Number((weight * 100).toFixed(2))} % to ${version}`,
  );
  return [`${alias} → ${aliasVersion}`, ...weights].join(', ');
}
