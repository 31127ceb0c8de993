import type { DeployedRegion } from '../../experiment/deployment/deployment';
import type { Journal } from '../../experiment/journal/journal';
import type { Snapshot } from '../../experiment/fault/snapshot';
import { escape } from '../escape';
import { faultSource, faultWords } from '../content/fault-labels';
import { duration, durationBetween, moment, timeOfDay } from '../content/format';
import { code, facts, section, table, time } from './elements';
import { STATUSES, WORLDS } from '../content/labels';

/** All that somebody needs to run the same game day again, and to find it in AWS. */
export function configurationSection(journal: Journal): string {
  return section(
    'configuration',
    'Configuration',
    [
      `<p>${escape(WORLDS[journal.world].meaning)} The journal beside this page has every value.</p>`,
      experimentFacts(journal),
      regionsTable(journal),
      targetsTable(journal.snapshots),
      actionsTable(journal),
    ]
      .filter(Boolean)
      .join('\n'),
  );
}

function experimentFacts({
  status,
  experiment,
  deployment,
  hypothesis,
  fault,
  dashboard,
  writtenAt,
}: Journal): string {
  const { baselineMinutes, recoveryMinutes } = hypothesis.windows;
  const source = faultSource(fault);
  const end = experiment.status === null ? '' : ` FIS says: ${escape(experiment.status)}.`;
  return facts([
    ['Status', `${escape(STATUSES[status].sentence)}${end}`],
    ['Experiment', experiment.id === null ? 'never started' : code(experiment.id)],
    ['Template', code(experiment.templateId)],
    [
      'Fault',
      escape(`for ${duration(experiment.faultMinutes * 60)} in ${experiment.region}: ${faultWords(fault)}`),
    ],
    ...(source === null ? [] : [['Fault read from', escape(source)] as const]),
    [
      'Windows',
      escape(
        `${duration(baselineMinutes * 60)} of steady state before the fault, ${duration(recoveryMinutes * 60)} of recovery after it`,
      ),
    ],
    ['API', code(deployment.apiUrl)],
    ['Alias', code(deployment.alias)],
    ['Dashboard', escape(dashboard?.name ?? deployment.dashboardName)],
    ['Written', time(writtenAt)],
  ]);
}

function regionsTable({ deployment, experiment }: Journal): string {
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
            `${escape(one.region)} <span class="quiet">(${escape(one.label)}${one.region === experiment.region ? ', the failed region' : ''})</span>`,
            code(one.host),
            code(one.healthCheckId),
            one.stopAlarmNames.map(code).join(', ') || '–',
            escape(loadOf(one)),
          ],
        })),
      },
    ],
  });
}

/** Versions, layers and the names of variables; never a variable's value. */
function targetsTable(snapshots: readonly Snapshot[]): string {
  if (snapshots.length === 0) return '';
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
            escape(one.functionName),
            escape(aliasOf(one)),
            escape(one.versions.join(', ') || 'none'),
            one.layers.map(code).join('<br>') || 'none',
            Object.keys(one.variables).sort().map(code).join(', ') || 'none',
          ],
        })),
      },
    ],
  });
}

function actionsTable({ experiment: { actions } }: Journal): string {
  if (actions.length === 0) return '';
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
            escape(status),
            from === null ? '–' : time(from, timeOfDay(from)),
            to === null ? '–' : time(to, timeOfDay(to)),
            escape(durationBetween(from, to) ?? '–'),
          ],
        })),
      },
    ],
  });
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
