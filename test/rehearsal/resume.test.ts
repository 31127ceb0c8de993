import { dirname, join } from 'node:path';
import type { Journal } from '../../experiment/journal/journal';
import { synthesize } from '../../modules/app';
import { leaveOut } from '../../rehearsal/omissions';
import { readConfiguration } from '../../terraform/configuration';
import { loadHypothesis } from '../../validation/hypothesis/hypothesis-file';
import { loadLabConfig } from '../../validation/lab-config/lab-config';
import { at, cutGameDay, type Cut, type CutGameDay, type CutProps, type Truth } from './support/cut';
import { checkOf } from './support/lab';
import { scratchFolder } from '../support/temporary-folder';
import { pythonPool } from './support/scripts';

const PROJECT = join(dirname(__dirname), '..');
const python = pythonPool(2);
const configuration = readConfiguration(
  synthesize(loadLabConfig(join(PROJECT, 'lab.config.json')), scratchFolder()),
);
const hypothesis = loadHypothesis(join(PROJECT, 'hypotheses', 'region-failure.json'));
const cut = (cuts: readonly Cut[], changes: Partial<CutProps> = {}): Promise<CutGameDay> =>
  cutGameDay({ configuration, hypothesis, python, cuts, ...changes });

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const eventsOf = ({ timeline }: Journal): string[] => timeline.map(({ event }) => event);
const count = (journal: Journal, event: string): number =>
  eventsOf(journal).filter((other) => other === event).length;

/** When the dead runner's journal ends, from the first minute to the last. */
const MOMENTS: readonly (readonly [string, Cut])[] = [
  ['in the baseline', { when: at('baseline.started'), laterMs: 40 * SECOND, awayMs: MINUTE }],
  [
    'while the metrics of the baseline come in',
    { when: at('metrics.awaited'), laterMs: SECOND, awayMs: MINUTE },
  ],
  ['before FIS is asked', { when: hasToken, awayMs: 10 * SECOND }],
  ['before FIS has answered', { when: hasToken, laterMs: 50, awayMs: 10 * SECOND }],
  ['when the experiment has been started', { when: at('experiment.started'), awayMs: 2 * SECOND }],
  [
    'while the fault is attached',
    { when: at('action.running', 'S00'), laterMs: 7 * SECOND, awayMs: 15 * SECOND },
  ],
  ['when the fault is live', { when: at('fault.live'), awayMs: 20 * SECOND }],
  ['before the fault is detected', { when: at('fault.live'), laterMs: 15 * SECOND, awayMs: 3 * MINUTE }],
  ['when the fault is detected', { when: at('health.unhealthy'), awayMs: 4 * MINUTE }],
  [
    'in the middle of the fault, until after it',
    { when: at('fault.live'), laterMs: 4 * MINUTE, awayMs: 15 * MINUTE },
  ],
  ['while the fault is detached', { when: at('action.running', 'S02'), awayMs: 10 * SECOND }],
  ['when the fault is gone', { when: at('fault.gone'), awayMs: MINUTE }],
  ['when the experiment has ended', { when: at('experiment.completed'), awayMs: 5 * SECOND }],
  ['when the restoration is proven', { when: at('restore.proven'), awayMs: MINUTE }],
  ['in the recovery', { when: at('restore.proven'), laterMs: 2 * MINUTE, awayMs: MINUTE }],
  [
    'in the recovery, until after it',
    { when: at('restore.proven'), laterMs: 2 * MINUTE, awayMs: 30 * MINUTE },
  ],
  [
    'while the last metrics come in',
    { when: at('recovery.ended'), laterMs: 30 * SECOND, awayMs: 5 * SECOND },
  ],
  ['in the middle of judging', { when: (journal) => journal.checks.length === 6, awayMs: 30 * SECOND }],
];

function hasToken(journal: Journal): boolean {
  return journal.experiment.clientToken !== null;
}

describe.each(MOMENTS)('a game day whose runner dies %s', (_when, death) => {
  let left: Journal;
  let journal: Journal;
  let truth: Truth;
  beforeAll(async () => {
    const outcome = await cut([death]);
    ({ journal, truth } = outcome);
    left = outcome.left[0]!;
  });

  it('leaves a journal behind that says that it is running', () => {
    expect(left).toMatchObject({ status: 'running', verdict: 'inconclusive', dashboard: null });
    expect(left).not.toHaveProperty('reason');
  });

  it('ends with the functions as they were before', () => {
    expect(truth.isAsBefore).toBe(true);
    expect(journal.restored).toEqual({
      proven: truth.experiments.length === 0 ? null : true,
      differences: [],
    });
  });

  it('has started at most one experiment, and tells what became of it', () => {
    const [experiment = { id: null, status: null }, ...others] = truth.experiments;
    expect(others).toEqual([]);
    expect(journal.experiment).toMatchObject({ id: experiment.id, status: experiment.status });
    expect(journal.status).toBe(experiment.status ?? 'aborted');
    expect(journal.reason).toBe(
      experiment.id === null ? 'the runner died before the experiment was started' : undefined,
    );
  });

  it('tells no moment that was not: what nobody saw is as FIS says, or unknown', () => {
    expect(isTold(journal.times.faultStartedAt ?? null, truth.startedAt, 6)).toBe(true);
    expect(isTold(journal.times.faultLiveAt, truth.liveAt, 6)).toBe(true);
    expect(isTold(journal.times.restoredAt, truth.goneAt, 30)).toBe(true);
    expect(isTold(journal.times.detectedAt, whenDetected(truth), 90)).toBe(true);
  });

  it('judges every check of an experiment once, and lets stand what was judged', () => {
    const names = hypothesis.checks.map(({ name }) => name);
    expect(journal.checks.map(({ name }) => name)).toEqual(
      truth.experiments.length === 0 ? left.checks.map(({ name }) => name) : names,
    );
    expect(journal.checks.slice(0, left.checks.length)).toEqual(left.checks);
  });

  it('goes on with the same timeline, in the order of time, and does nothing twice', () => {
    expect(journal.timeline).toEqual(expect.arrayContaining([...left.timeline]));
    const moments = journal.timeline.map((entry) => entry.at);
    expect(moments).toEqual([...moments].sort());
    expect(count(journal, 'gameday.resumed')).toBe(1);
    const once = [
      'experiment.started',
      'experiment.completed',
      'fault.started',
      'fault.live',
      'fault.gone',
      'restore.proven',
      'recovery.ended',
    ];
    for (const event of once) expect(count(journal, event)).toBeLessThanOrEqual(1);
    const { experiment, snapshots, hypothesis: kept } = left;
    expect(journal).toMatchObject({ snapshots, hypothesis: kept });
    expect(journal.experiment.clientToken).toBe(experiment.clientToken);
  });

  it('does not refute what held, and does not say held of what was not measured', () => {
    expect(journal.checks.map(({ held }) => held)).not.toContain(false);
    const complete = truth.experiments.length > 0 && journal.checks.every(({ held }) => held === true);
    expect(journal.verdict).toBe(complete ? 'held' : 'inconclusive');
  });
});

/** In this World the checkers mark the region unhealthy 30 to 50 s after the fault is live. */
function whenDetected({ liveAt }: Truth): number | null {
  return liveAt === null ? null : liveAt + 30 * SECOND;
}

/** Whether a moment is told as it was, some seconds late at most, or not at all. */
function isTold(told: string | null, was: number | null, mostSeconds: number): boolean {
  if (told === null) return true;
  const moment = Date.parse(told);
  return was !== null && moment >= was && moment <= was + mostSeconds * SECOND;
}

it('holds, where nobody missed anything: the customers went on calling, and all was seen', async () => {
  const { journal } = await cut([{ when: at('fault.live'), laterMs: 3 * MINUTE, awayMs: 10 * SECOND }]);
  expect(journal).toMatchObject({ status: 'completed', verdict: 'held' });
  expect(journal.times.secondsToDetect).toBeLessThan(60);
});

it('is inconclusive where the customers called nobody for minutes of the fault', async () => {
  const { journal } = await cut([{ when: at('fault.live'), laterMs: 15 * SECOND, awayMs: 3 * MINUTE }]);
  expect(journal).toMatchObject({ status: 'completed', verdict: 'inconclusive' });
  const detection = checkOf(journal, 'turns unhealthy');
  expect(detection).toMatchObject({ held: true });
  expect(detection.detail).toMatch(
    /^the checkers were not watched all through the fault: by CloudWatch's minutes, /,
  );
  expect(checkOf(journal, 'are served by another region').held).toBeNull();
  const resumed = journal.timeline.find(({ event }) => event === 'gameday.resumed');
  expect(resumed?.detail).toMatch(/^resumed; not observed for 3 min 15 s, since 2026-01-01T12:05:3\d/);
});

it('tells of an experiment that nobody saw at all by the times of FIS', async () => {
  const { journal, truth } = await cut([{ when: at('experiment.started'), awayMs: 40 * MINUTE }]);
  expect(journal).toMatchObject({ status: 'completed', verdict: 'inconclusive' });
  expect(isTold(journal.times.faultLiveAt, truth.liveAt, 6)).toBe(true);
  expect(isTold(journal.times.restoredAt, truth.goneAt, 30)).toBe(true);
  const live = journal.timeline.find(({ event }) => event === 'fault.live');
  expect(live).toMatchObject({ at: journal.times.faultLiveAt });
  expect(live?.detail).toContain('inferred from FIS');
});

describe('an experiment that is stopped while nobody watches', () => {
  const stop: NonNullable<Cut['meanwhile']> = async (world, { region }) => {
    const { experiments } = (await world.send('fis', region, 'ListExperiments', {})) as {
      readonly experiments: readonly { readonly id: string }[];
    };
    for (const { id } of experiments) await world.send('fis', region, 'StopExperiment', { id });
  };
  const death = { when: at('health.unhealthy'), awayMs: 3 * MINUTE, meanwhile: stop };

  it('is told as stopped; when the rule took the fault away nobody knows', async () => {
    const { journal, truth } = await cut([death]);
    expect(truth.isAsBefore).toBe(true);
    expect(journal).toMatchObject({
      ...{ status: 'stopped', reason: 'Experiment was stopped by user.', verdict: 'inconclusive' },
      restored: { proven: true },
      times: { restoredAt: null },
    });
    expect(journal.timeline.find(({ event }) => event === 'fault.gone')?.detail).toContain(
      'when is not known',
    );
    expect(eventsOf(journal)).not.toContain('restore.started');
  });

  it('is restored by whoever resumes it, where there is no safety net', async () => {
    const { journal, truth } = await cut([death], { configuration: leaveOut(configuration, 'safety-net') });
    expect(truth.isAsBefore).toBe(true);
    expect(journal).toMatchObject({ status: 'stopped', restored: { proven: true } });
    expect(eventsOf(journal)).toEqual(
      expect.arrayContaining(['fault.left', 'restore.started', 'fault.gone']),
    );
    expect(isTold(journal.times.restoredAt, truth.goneAt, 30)).toBe(true);
  });

  it.each(['restore.started', 'restore.detached'])(
    'is restored, too, when the second runner dies at %s',
    async (event) => {
      const second = { when: at(event), laterMs: 100, awayMs: 5 * SECOND };
      const { journal, truth } = await cut([death, second], {
        configuration: leaveOut(configuration, 'safety-net'),
      });
      expect(truth.isAsBefore).toBe(true);
      expect(journal).toMatchObject({ status: 'stopped', restored: { proven: true } });
      expect(count(journal, 'gameday.resumed')).toBe(2);
    },
  );
});

describe('a runner that dies while it breaks the game day off', () => {
  it.each(['gameday.interrupted', 'experiment.stop', 'restore.started'])('at %s', async (event) => {
    const { journal, truth } = await cut([{ when: at(event), laterMs: 100, awayMs: MINUTE }], {
      configuration: leaveOut(configuration, 'safety-net'),
      props: (world) => {
        const controller = new AbortController();
        world.clock.after(7 * MINUTE, () => controller.abort(new Error('interrupted by the user')));
        return { signal: controller.signal };
      },
    });
    expect(truth.isAsBefore).toBe(true);
    expect(truth.experiments).toMatchObject([{ status: 'stopped' }]);
    expect(journal).toMatchObject({
      ...{ status: 'interrupted', reason: 'interrupted by the user', verdict: 'inconclusive' },
      restored: { proven: true },
    });
    expect(eventsOf(journal)).not.toContain('recovery.ended');
  });
});

it('survives any number of deaths', async () => {
  const { journal, truth } = await cut([
    { when: at('fault.live'), awayMs: 20 * SECOND },
    { when: at('health.unhealthy'), laterMs: MINUTE, awayMs: 2 * MINUTE },
    { when: at('experiment.completed'), awayMs: 20 * SECOND },
    { when: at('restore.proven'), laterMs: MINUTE, awayMs: 20 * SECOND },
  ]);
  expect(truth.isAsBefore).toBe(true);
  expect(journal).toMatchObject({ status: 'completed', restored: { proven: true } });
  expect(count(journal, 'gameday.resumed')).toBe(4);
  for (const event of ['fault.live', 'fault.gone', 'restore.proven', 'recovery.ended'])
    expect(count(journal, event)).toBe(1);
});
