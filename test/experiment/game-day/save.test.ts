import type { Journal } from '../../../experiment/journal/journal';
import { journalProblems } from '../../../experiment/journal/journal-problems';
import { prepareGameDay as prepare } from '../support/game-day';

/** Runs a game day that goes as hoped, and gives the journals as they were kept. */
async function keep() {
  const { run, lab, messages } = prepare();
  const kept: { readonly journal: Journal; readonly started: boolean }[] = [];
  const journal = await run({
    save: (saved) => {
      const started = lab.aws.sent('StartExperiment').length > 0;
      kept.push({ journal: JSON.parse(JSON.stringify(saved)) as Journal, started });
    },
  });
  return { kept, journal, messages };
}

it('keeps a journal for whatever happens, each of which can be read again, and the last is the one that is returned', async () => {
  const { kept, journal, messages } = await keep();
  expect(kept).toHaveLength(messages.length + 1);
  expect(kept.at(-1)?.journal).toEqual(journal);
  expect(kept.flatMap((each) => journalProblems(each.journal))).toEqual([]);
  const timelines = kept.map((each) => each.journal.timeline.length);
  expect(timelines).toEqual([...timelines].sort((a, b) => a - b));
});

it('says in every journal but the last that the game day is running, and that nothing is decided', async () => {
  const { kept } = await keep();
  const states = kept
    .slice(0, -1)
    .map((each) => [each.journal.status, each.journal.verdict, each.journal.dashboard]);
  expect(new Set(states.map((state) => JSON.stringify(state)))).toEqual(
    new Set([JSON.stringify(['running', 'inconclusive', null])]),
  );
});

it('keeps the token and the snapshots before FIS is asked to start', async () => {
  const { kept } = await keep();
  const before = kept.filter(({ started }) => !started).at(-1)?.journal;
  expect(before).toMatchObject({
    experiment: { id: null, clientToken: '88888888-8888-4888-8888-888888888888' },
    restored: { proven: false },
  });
  expect(before?.snapshots.map(({ functionName }) => functionName)).toEqual(['lab-hello', 'lab-health']);
});

it('has each moment in the same journal as its entry in the timeline', async () => {
  const { kept } = await keep();
  const moments = {
    'experiment.started': (journal: Journal) => journal.experiment.id,
    'fault.live': ({ times }: Journal) => times.faultLiveAt,
    'health.unhealthy': ({ times }: Journal) => times.detectedAt,
    'fault.gone': ({ times }: Journal) => times.restoredAt,
    'experiment.completed': ({ experiment }: Journal) =>
      experiment.status === 'completed' ? 'completed' : null,
    'restore.proven': ({ times, restored }: Journal) => (restored.proven === true ? times.endedAt : null),
    'recovery.ended': ({ times }: Journal) => times.recoveredAt,
  };
  const first = Object.keys(moments).map((name) =>
    kept.find(({ journal }) => journal.timeline.some(({ event }) => event === name)),
  );
  expect(Object.values(moments).map((momentIn, index) => momentIn(first[index]!.journal))).not.toContain(
    null,
  );
});

const noSpace = (): never => {
  throw new Error('no space left on device');
};

const unsavedOf = ({ timeline }: Journal): string[] =>
  timeline.filter(({ event }) => event === 'journal.unsaved').map(({ detail }) => detail);

it('starts nothing where the journal cannot be kept, and says so', async () => {
  const { run, lab } = prepare();
  const journal = await run({ save: noSpace });
  expect(journal).toMatchObject({
    status: 'aborted',
    verdict: 'inconclusive',
    reason: 'the journal could not be kept (no space left on device): nothing was started',
    experiment: { id: null, clientToken: null },
    times: { startedAt: null },
    restored: { proven: null },
  });
  expect(unsavedOf(journal)).toEqual(['the journal could not be kept: no space left on device']);
  expect(lab.aws.sent('StartExperiment')).toEqual([]);
});

it('is not ended by a journal that cannot be kept any more once it has started, and says so once', async () => {
  const { run, lab } = prepare();
  const journal = await run({
    save: () => {
      if (lab.aws.sent('StartExperiment').length > 0) noSpace();
    },
  });
  expect(journal).toMatchObject({ status: 'completed', verdict: 'held' });
  expect(unsavedOf(journal)).toEqual(['the journal could not be kept: no space left on device']);
});

it('starts where the journal can be kept again', async () => {
  const { run } = prepare();
  let saved = 0;
  const journal = await run({
    save: () => {
      saved += 1;
      if (saved === 2) noSpace();
    },
  });
  expect(journal).toMatchObject({ status: 'completed', verdict: 'held' });
});

it('notes what befalls the runner until the game day is over, and keeps no other journal after that one', async () => {
  const { run } = prepare();
  const kept: Journal[] = [];
  let befalls = (_event: string, _detail: string): void => undefined;
  const journal = await run({
    save: (saved) => kept.push(saved),
    listen: (add) => {
      befalls = add;
      add('terminal.lost', 'before the baseline');
    },
  });
  befalls('terminal.lost', 'after the end');
  const details = kept.at(-1)?.timeline.filter(({ event }) => event === 'terminal.lost');
  expect(details).toMatchObject([{ detail: 'before the baseline' }]);
  expect(kept.at(-1)).toBe(journal);
});

it('says of a game day that started nothing that nothing was to be restored', async () => {
  const { run } = prepare({ unsteady: true });
  expect((await run()).restored).toEqual({ proven: null, differences: [] });
});

it('writes down what it was given to write down', async () => {
  const { run } = prepare();
  const passed = {
    name: 'targets',
    passed: true,
    measured: '2 functions',
    advice: '',
    forced: false,
  } as const;
  const preflight = [passed];
  const expected = {
    source: 'reports/rehearsal',
    secondsToDetect: 35,
    secondsToReroute: 90,
    checks: {},
    customers: {},
  };
  expect(await run({ preflight, expected })).toMatchObject({ preflight, expected });
});
