import type { ExperimentAction } from '@aws-sdk/client-fis';
import { automationFailures } from '../aws/automation-failures';
import type { Clients } from '../aws/clients';
import type { FisExperiment } from '../aws/fis-experiment';
import type { DeployedRegion, Deployment } from '../deployment/deployment';
import type { Timeline } from '../journal/timeline';
import type { Clock } from '../time/clock';
import type { Denial } from '../journal/journal';
import { messageOf } from '../message-of';
import { metricQuery, readMetrics, type Window } from '../measure/metrics';
import { answerWithin } from '../aws/transient-errors';
import { deniedIn } from './denied-in';
import { Denials } from './denials';

/** EventBridge and the simulator are read by the minute. */
const PERIOD_SECONDS = 60;

/** It is asked once and without patience: the game day is over, and what it has found is worth more. */
const LONGEST_MS = 60_000;

/** The game day of which it is gathered. */
export interface DenialsProps {
  /** Ask once. */
  readonly unretried: Clients;
  readonly clock: Clock;
  readonly deployment: Deployment;
  /** The region that was made to fail. */
  readonly region: DeployedRegion;
  /** The region whose CloudWatch is asked first. */
  readonly watcher: string;
  readonly timeline: Timeline;
  readonly record: { readonly begunAt: number; readonly fisExperiment: FisExperiment | null };
}

/** Whoever tells of denied calls other than the runner's own. */
type Source = (day: DenialsProps, denials: Denials, span: Window) => Promise<void> | void;

const SOURCES: Readonly<Record<string, Source>> = {
  'of the experiment': ofExperiment,
  'of the document': ofDocument,
  'of the simulators': ofSimulators,
  'of the safety net': ofSafetyNet,
};

/**
 * What AWS denied to others than the runner, as far as its services tell: FIS in its actions' reasons, Systems Manager in its executions'
 * failures, EventBridge and the simulator in their metrics. What cannot be read is told, and costs nothing else.
 */
export async function gatherDenials(day: DenialsProps): Promise<readonly Denial[]> {
  const { clock, record, timeline } = day;
  const denials = new Denials(clock);
  const span = { from: record.begunAt, to: clock.now() };
  for (const [whose, gather] of Object.entries(SOURCES)) {
    try {
      await answerWithin(clock, LONGEST_MS, async () => gather(day, denials, span));
    } catch (error) {
      timeline.add('denials.unread', `which calls ${whose} were denied is not known: ${messageOf(error)}`);
    }
  }
  return denials.entries;
}

function ofExperiment({ record, region }: DenialsProps, denials: Denials): void {
  for (const { state, actionId, endTime } of Object.values(record.fisExperiment?.latest?.actions ?? {})) {
    const reason = state?.reason ?? '';
    if (state?.status !== 'failed' || !/not authorized|access ?denied|permission/i.test(reason)) continue;
    const { who, call } = deniedIn(reason) ?? {
      who: null,
      call: CALLED_BY[actionId ?? ''] ?? actionId ?? '',
    };
    denials.note({ who: who ?? 'FIS', call, region: region.region, reason }, 1, momentOf(endTime));
  }
}

/** What FIS calls for its actions (FIS actions reference). */
const CALLED_BY: Readonly<Record<string, string>> = {
  'aws:ssm:start-automation-execution': 'ssm:StartAutomationExecution',
};

function momentOf(date: ExperimentAction['endTime']): number | null {
  return date?.getTime() ?? null;
}

async function ofDocument({ unretried, region, record }: DenialsProps, denials: Denials): Promise<void> {
  const failures = await automationFailures(unretried.ssm(region.region), region, record.begunAt);
  for (const denied of failures.map(deniedIn)) {
    if (denied === null) continue;
    const { who, call, reason } = denied;
    denials.note({ who: who ?? region.documentName, call, region: region.region, reason }, 1, null);
  }
}

/** The simulator counts where it may not put its metrics, and puts that count wherever it may: `denied_us-east-1`. */
async function ofSimulators(
  { unretried, deployment, watcher }: DenialsProps,
  denials: Denials,
  span: Window,
): Promise<void> {
  for (const { region: client, loadFunction } of deployment.regions) {
    const dimensions = { api: deployment.apiUrl, client_region: client };
    const queries = deployment.regions.map(({ region }, index) =>
      metricQuery(
        `m${index}`,
        { namespace: deployment.metricNamespace, name: `denied_${region}`, dimensions },
        PERIOD_SECONDS,
        'Sum',
      ),
    );
    // The region that does not take the metrics does not take this one either; the others are asked one after the other.
    for (const { region: asked } of [{ region: watcher }, ...deployment.regions]) {
      const found = await readMetrics(unretried.cloudwatch(asked), queries, span);
      const counts = deployment.regions.flatMap(({ region }, index) =>
        totalOf(found.get(`m${index}`) ?? []).map(({ times, at }) => ({ region, times, at })),
      );
      if (counts.length === 0) continue;
      for (const { region, times, at } of counts) {
        const reason = 'counted by the simulator, whose log has the words';
        const who = `${loadFunction} in ${client}`;
        denials.note({ who, call: 'cloudwatch:PutMetricData', region, reason }, times, at);
      }
      break;
    }
  }
}

/** EventBridge counts what its rules could not start, and does not say why (EventBridge user guide, metrics, `FailedInvocations`). */
async function ofSafetyNet(
  { unretried, deployment }: DenialsProps,
  denials: Denials,
  span: Window,
): Promise<void> {
  for (const { region, safetyNetRule: rule } of deployment.regions) {
    if (rule === undefined) continue;
    const metric = { namespace: 'AWS/Events', name: 'FailedInvocations', dimensions: { RuleName: rule } };
    const query = metricQuery('m0', metric, PERIOD_SECONDS, 'Sum');
    const found = await readMetrics(unretried.cloudwatch(region), [query], span);
    for (const { times, at } of totalOf(found.get('m0') ?? [])) {
      const reason = 'counted by EventBridge, which does not say why it failed';
      denials.note({ who: rule, call: 'ssm:StartAutomationExecution', region, reason }, times, at);
    }
  }
}

/** The sum of a metric and the minute in which it began; nothing where it is zero. */
function totalOf(
  series: readonly (readonly [number, number])[],
): { readonly times: number; readonly at: number }[] {
  const counted = series.filter(([, value]) => value > 0);
  const [first] = counted;
  return first === undefined
    ? []
    : [{ at: first[0], times: counted.reduce((sum, [, value]) => sum + value, 0) }];
}
