import { durationSeconds } from '../duration';
import { cycleIn } from './start-order';
import type { Problem } from '../findings/rule';
import type { ExperimentRule } from './context';
import type { PlacedAction } from './placed-action';
import { startDocument, templates, wait } from './examples';

/** An experiment takes at most so many seconds (FIS user guide, quotas). */
const longestExperiment = 12 * 3600;

/** So many actions run at a time (FIS user guide, quotas). */
const mostParallel = 10;

const after = (name: string, before: string, duration: string) =>
  wait(duration).replace('Wait', name).replace(' }', ` }, "startAfter": ["${before}"]`);

/** Rules about how long actions take together, and how many run at a time. */
export const timeRules: readonly ExperimentRule[] = [
  {
    code: 'FIS103',
    severity: 'error',
    title: 'an experiment of over twelve hours',
    explanation:
      'FIS ends an experiment after twelve hours. The actions that wait for one another take longer together, so the last of them ' +
      'would not come to their end: often the very ones that put things right.',
    examples: templates(
      { actions: `${wait('PT7H')},\n    ${after('WaitOn', 'Wait', 'PT6H')}` },
      { actions: `${wait('PT7H')},\n    ${after('WaitOn', 'Wait', 'PT5H')}` },
    ),
    source: 'experimentQuotas',
    *check({ actions }) {
      yield* tooLong(actions, certainSeconds, '');
    },
  },
  {
    code: 'FIS104',
    severity: 'warning',
    title: 'an experiment that may take over twelve hours',
    explanation:
      '`maxDuration` is the most that an execution may take; it may well be shorter. If all take their time, FIS ends the experiment ' +
      'before its last action has.',
    examples: templates(
      { actions: `${startDocument('{}')},\n    ${after('Wait', 'Look', 'PT11H57M')}` },
      { actions: `${startDocument('{}')},\n    ${after('Wait', 'Look', 'PT11H')}` },
    ),
    source: 'experimentQuotas',
    *check({ actions }) {
      if ([...tooLong(actions, certainSeconds, '')].length > 0) return;
      yield* tooLong(actions, mostSeconds, 'up to ');
    },
  },
  {
    code: 'FIS105',
    severity: 'error',
    title: 'over ten actions at a time',
    explanation:
      'FIS runs at most ten actions of an experiment in parallel. Actions with the same `startAfter`, or none, start together; let ' +
      'some wait for others.',
    examples: templates(
      {
        actions: Array.from({ length: 11 }, (_, at) => wait('PT1M').replace('Wait', `Wait${at}`)).join(
          ',\n    ',
        ),
      },
      {
        actions: Array.from({ length: 10 }, (_, at) => wait('PT1M').replace('Wait', `Wait${at}`)).join(
          ',\n    ',
        ),
      },
    ),
    source: 'experimentQuotas',
    *check({ actions }) {
      const start = ({ startAfter }: PlacedAction) =>
        JSON.stringify([...new Set(startAfter.map(({ name }) => name))].sort());
      for (const moment of new Set(actions.map(start))) {
        const group = actions.filter((action) => start(action) === moment);
        const [first] = group;
        const surplus = group[mostParallel];
        if (first === undefined || surplus === undefined) continue;
        const message = `starts together with ${group.length - 1} others, such as "${first.name}"; at most ${mostParallel} actions run at a time`;
        yield { path: surplus.path, on: 'key', message };
      }
    },
  },
];

function certainSeconds({ parameters }: PlacedAction): number {
  const names = ['duration', 'durationBeforeInterruption', 'startInstancesAfterDuration'];
  return Math.max(0, ...names.map((name) => durationSeconds(parameters.get(name) ?? '') ?? 0));
}

function mostSeconds(action: PlacedAction): number {
  return Math.max(certainSeconds(action), durationSeconds(action.parameters.get('maxDuration') ?? '') ?? 0);
}

// The longest way through the actions, where it is too long; a circle is reported elsewhere.
function* tooLong(
  actions: readonly PlacedAction[],
  secondsOf: (action: PlacedAction) => number,
  atMost: string,
): Iterable<Problem> {
  const byName = new Map(actions.map((action) => [action.name, action]));
  const order = new Map(
    actions.map(({ name, startAfter }) => [name, startAfter.map((before) => before.name)]),
  );
  if (cycleIn(order).length > 0) return;
  const ways = new Map<string, Way>();
  const wayTo = (action: PlacedAction): Way => {
    const known = ways.get(action.name);
    if (known !== undefined) return known;
    const before = action.startAfter.flatMap(({ name }) => byName.get(name) ?? []).map(wayTo);
    const longest = before.reduce((a, b) => (b.seconds > a.seconds ? b : a), { seconds: 0, actions: [] });
    const own = secondsOf(action);
    const shown = own === 0 ? [] : [`${action.name} ${hours(own)}`];
    const way = { seconds: longest.seconds + own, actions: [...longest.actions, ...shown] };
    ways.set(action.name, way);
    return way;
  };
  for (const action of actions) {
    const { seconds, actions: shown } = wayTo(action);
    const own = secondsOf(action);
    // The first action with which it is too long, not all that follow; one that is too long by itself is reported as such.
    if (seconds <= longestExperiment || seconds - own > longestExperiment || own > longestExperiment)
      continue;
    const message = `ends after ${atMost}${hours(seconds)} (${shown.join(' + ')}); an experiment takes at most 12 h`;
    yield { path: action.path, on: 'key', message };
  }
}

interface Way {
  readonly seconds: number;
  readonly actions: readonly string[];
}

function hours(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, unit]) => `${number} ${unit}`)
    .join(' ');
}
