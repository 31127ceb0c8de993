import type { Journal } from '../../../experiment/journal/journal';
import type { AwsCall } from './aws-call';

/** What is to be seen when AWS is about to be asked for something. */
export interface Seen {
  readonly call: AwsCall;
  /** As it stands in its file; null where there is none yet. */
  readonly journal: Journal | null;
}

/** A moment at which a runner can die, and what it is to come to when it is resumed. */
export interface Moment {
  readonly name: string;
  /** It is the first at which this is true. */
  readonly isNow: (seen: Seen) => boolean;
  /** So long nobody watches. */
  readonly silenceSeconds: number;
  readonly comesTo: Outcome;
}

/** What becomes of a game day, with the command's exit code. */
export interface Outcome {
  readonly status: Journal['status'];
  readonly verdict: Journal['verdict'];
  readonly exitCode: number;
}

const NEVER_STARTED: Outcome = { status: 'aborted', verdict: 'inconclusive', exitCode: 4 };
const HELD: Outcome = { status: 'completed', verdict: 'held', exitCode: 0 };
/** Nobody drove the customers, so it is not known how they fared. */
const NOT_KNOWN: Outcome = { status: 'completed', verdict: 'inconclusive', exitCode: 3 };

/** So little that customers call all the time: those of the last minute still do. */
const SHORT = 10;
/** The customers of the last minute stop calling, and whole minutes pass without any. */
const LONG = 200;
/** The fault's four minutes pass, and all that comes after it. */
const ALL_OF_THE_FAULT = 420;

/** Ten moments of a game day, in their order. */
export const MOMENTS: readonly Moment[] = [
  {
    name: 'when the first customers call',
    isNow: ({ journal }) => has(journal, 'baseline.started'),
    silenceSeconds: SHORT,
    comesTo: NEVER_STARTED,
  },
  {
    name: 'while it reads whether the system is steady',
    isNow: ({ journal, call }) => has(journal, 'metrics.awaited') && readsHealth(call),
    silenceSeconds: SHORT,
    comesTo: NEVER_STARTED,
  },
  {
    name: 'when it has asked FIS to start, before the answer',
    isNow: ({ call: { service, method, path } }) =>
      service === 'fis' && method === 'POST' && path === '/experiments',
    silenceSeconds: SHORT,
    comesTo: HELD,
  },
  {
    name: 'while the document attaches the fault',
    isNow: ({ journal, call }) => has(journal, 'experiment.started') && changesFunction(call),
    silenceSeconds: SHORT,
    comesTo: HELD,
  },
  {
    name: 'when it has seen the fault, and the whole of it passes',
    isNow: ({ journal }) => has(journal, 'fault.live'),
    silenceSeconds: ALL_OF_THE_FAULT,
    comesTo: NOT_KNOWN,
  },
  {
    name: 'in the middle of the fault',
    isNow: ({ journal }) => has(journal, 'health.unhealthy'),
    silenceSeconds: LONG,
    comesTo: NOT_KNOWN,
  },
  {
    name: 'while the document detaches the fault',
    isNow: ({ journal, call }) => has(journal, 'fault.live') && changesFunction(call),
    silenceSeconds: SHORT,
    comesTo: HELD,
  },
  {
    name: 'when the experiment has ended, and the functions have not been compared',
    isNow: ({ journal }) => has(journal, 'experiment.completed'),
    silenceSeconds: SHORT,
    comesTo: HELD,
  },
  {
    name: 'while the customers are watched after the fault',
    isNow: ({ journal }) => has(journal, 'restore.proven'),
    silenceSeconds: LONG,
    comesTo: HELD,
  },
  {
    name: 'while it judges',
    isNow: ({ call }) => call.operation === 'GetDashboard',
    silenceSeconds: SHORT,
    comesTo: HELD,
  },
];

function has(journal: Journal | null, event: string): boolean {
  return journal?.timeline.some((entry) => entry.event === event) === true;
}

/** As nothing does that only shows how things stand. */
function readsHealth({ operation, body }: AwsCall): boolean {
  return operation === 'GetMetricData' && body.includes('HealthCheckStatus');
}

/** The document's Python, which is the only one that does. */
function changesFunction({ service, method, path }: AwsCall): boolean {
  return service === 'lambda' && method === 'PUT' && path.endsWith('/configuration');
}
