import type { Clients } from '../aws/clients';
import type { InEffect, LambdaCount } from '../journal/fault-record';
import { messageOf } from '../message-of';
import { metricQuery, MetricsUnread, readMetrics, type Series, type Window } from './metrics';
import { isTransient } from '../aws/transient-errors';
import { judgeEffect, type Measured } from './judge-effect';

/** What the extension counts, and where (functions/chaos-extension/measure.ts). */
export const INJECTED = { namespace: 'chaos-extension', name: 'InjectedInvocations' };

/** Lambda has a value a minute (Lambda developer guide, "Viewing metrics"), and so has the count. */
const PERIOD_MS = 60_000;

/** What {@link readInEffect} works with. */
export interface InEffectProps {
  readonly cloudwatch: ReturnType<Clients['cloudwatch']>;
  readonly targets: readonly string[];
  readonly alias: string;
  /** From the first customers until nothing of the experiment was left. */
  readonly span: Window;
  /** When the experiment was asked for, in milliseconds since 1970. */
  readonly startedAt: number;
  /** Whether all metrics of that time can have come in; else none counted is no zero yet. */
  readonly isComplete: boolean;
  /** How long an invocation of a target takes at least that the fault strikes, in seconds; null where that is not known. */
  readonly struckSeconds: (functionName: string) => number | null;
}

/**
 * Finds out by two measurements whether the fault struck in each target: by what the extension has counted, and by Lambda's own metrics of
 * the alias, both of the minutes from the start of the experiment to its end. What CloudWatch refuses is said in its place.
 */
export async function readInEffect(props: InEffectProps): Promise<readonly InEffect[]> {
  return Promise.all(props.targets.map((functionName) => readTarget(props, functionName)));
}

async function readTarget(props: InEffectProps, functionName: string): Promise<InEffect> {
  const { alias, struckSeconds } = props;
  const dimensions = { FunctionName: functionName, Resource: `${functionName}:${alias}` };
  const [injected, own] = await Promise.all([
    measured(async () => {
      const [counts] = await readMinutes(props, [[{ ...INJECTED, dimensions }, 'Sum']]);
      return certain(props, sumOf(counts.during));
    }),
    measured(async () => {
      const ofLambda = (name: string) => ({ namespace: 'AWS/Lambda', name, dimensions });
      const [invocations, errors, durations] = await readMinutes(props, [
        [ofLambda('Invocations'), 'Sum'],
        [ofLambda('Errors'), 'Sum'],
        [ofLambda('Duration'), 'Maximum'],
      ]);
      return {
        during: {
          invocations: certain(props, sumOf(invocations.during)),
          errors: sumOf(errors.during),
          longestSeconds: longestOf(durations.during) ?? 0,
        },
        longestBefore: longestOf(durations.before),
      };
    }),
  ]);
  const lambda: Measured<LambdaCount> = own.value === null ? own : { value: own.value.during };
  const longestBefore = own.value === null ? null : own.value.longestBefore;
  return {
    functionName,
    alias,
    ...judgeEffect({ injected, lambda, longestBefore, struckSeconds: struckSeconds(functionName) }),
    injected: injected.value,
    lambda: lambda.value,
  };
}

/** What is measured; where CloudWatch did not give it, may not, or was not reached for all the patience there is: why. */
async function measured<T>(look: () => Promise<T>): Promise<Measured<T>> {
  try {
    return { value: await look() };
  } catch (error) {
    // AccessDenied or AccessDeniedException, by the protocol (CloudWatch API reference, "Common errors").
    const isDenied = error instanceof Error && error.name.startsWith('AccessDenied');
    // The region is the one that was made to fail: what it does not answer must not cost what the others do.
    const isExpected = isDenied || error instanceof MetricsUnread || isTransient(error);
    if (!isExpected) throw error;
    return { value: null, why: messageOf(error) };
  }
}

/** The minutes of a metric until the one in which the experiment was asked for, and from that one on. */
interface Minutes {
  readonly before: Series;
  readonly during: Series;
}

type Asked = readonly [metric: Parameters<typeof metricQuery>[1], statistic: string];

async function readMinutes<const A extends readonly Asked[]>(
  { cloudwatch, span, startedAt }: InEffectProps,
  asked: A,
): Promise<{ readonly [Index in keyof A]: Minutes }> {
  const queries = asked.map(([metric, statistic], index) =>
    metricQuery(`m${index}`, metric, PERIOD_MS / 1000, statistic),
  );
  const start = minuteOf(startedAt);
  const window = { from: minuteOf(span.from), to: minuteOf(span.to) + PERIOD_MS };
  const found = await readMetrics(cloudwatch, queries, window);
  const minutes = asked.map((_asked, index): Minutes => {
    const series = found.get(`m${index}`) ?? [];
    return { before: series.filter(([at]) => at < start), during: series.filter(([at]) => at >= start) };
  });
  return minutes as { readonly [Index in keyof A]: Minutes };
}

/** @throws MetricsUnread for none, where there may be some to come */
function certain({ isComplete }: InEffectProps, count: number): number {
  if (count > 0 || isComplete) return count;
  throw new MetricsUnread('the metrics of the last minutes had not come in');
}

function sumOf(series: Series): number {
  return series.reduce((sum, [, value]) => sum + value, 0);
}

/** In seconds; null where there is none. Lambda has it in milliseconds. */
function longestOf(series: Series): number | null {
  return series.length === 0 ? null : Math.max(...series.map(([, value]) => value)) / 1000;
}

function minuteOf(moment: number): number {
  return Math.floor(moment / PERIOD_MS) * PERIOD_MS;
}
