import type { Journal } from '../../../experiment/journal/journal';
import { TARGETS } from '../support/fake-lab';
import { prepareGameDay as prepare } from '../support/game-day';
import { awsError } from '../support/fake-aws';

const eventsOf = ({ timeline }: Journal): string[] => timeline.map(({ event }) => event);
const detailsOf = ({ timeline }: Journal, event: string): string[] =>
  timeline.filter((entry) => entry.event === event).map(({ detail }) => detail);

describe('a silence of AWS while the experiment is followed', () => {
  it.each([
    ['GetExperiment', 'FIS in us-east-1'],
    ['GetFunctionConfiguration', 'Lambda in us-east-1'],
    ['GetHealthCheckStatus', 'Route 53'],
  ])('of %s is waited for, told once, and ends nothing', async (operation, whom) => {
    const { run, lab } = prepare();
    lab.throttles(operation, 500, 560);

    const journal = await run();

    expect(journal).toMatchObject({ status: 'completed', verdict: 'held', restored: { proven: true } });
    expect(detailsOf(journal, 'aws.unanswered')).toEqual([
      `${whom}: Rate exceeded; asked again for up to 10 min`,
    ]);
    expect(detailsOf(journal, 'aws.answers-again')).toHaveLength(1);
    expect(lab.aws.sent('StopExperiment')).toEqual([]);
  });

  it('of CloudWatch while the game day is judged is waited for, too', async () => {
    const { run, lab } = prepare();
    lab.throttles('GetMetricData', 1_000, 1_500);
    const journal = await run();
    expect(journal).toMatchObject({ status: 'completed', verdict: 'held' });
    expect(eventsOf(journal)).toContain('aws.answers-again');
  });

  it('of more than ten minutes ends the game day: the experiment is stopped, the functions are restored', async () => {
    const { run, lab } = prepare();
    lab.throttles('GetHealthCheckStatus', 400, 1_100);

    const journal = await run();

    expect(journal).toMatchObject({
      status: 'failed',
      reason: 'Route 53 has not answered for 10 minutes: Rate exceeded',
      restored: { proven: true },
    });
    expect(eventsOf(journal)).toContain('gameday.failed');
  });

  it('that does not end leaves the restoration unproven, and the game day ends all the same', async () => {
    const { run, lab, clock } = prepare();
    for (const operation of ['GetExperiment', 'StopExperiment', 'GetFunctionConfiguration', 'GetAlias']) {
      lab.throttles(operation, 400, Infinity);
    }
    const begun = clock.now();
    const journal = await run();
    expect(journal).toMatchObject({ status: 'failed', restored: { proven: false } });
    expect(journal.restored.differences).toEqual([
      'could not be proven: Lambda in us-east-1 has not answered for 10 minutes: Rate exceeded',
    ]);
    expect((clock.now() - begun) / 60_000).toBeLessThan(60);
  });

  it('does not keep somebody who ends the game day from ending it', async () => {
    const { run, lab, clock } = prepare();
    lab.throttles('GetExperiment', 400, 430);
    lab.throttles('GetAlias', 400, 430);
    const controller = new AbortController();
    clock.after(410, () => controller.abort(new Error('interrupted by the user')));
    const journal = await run({ signal: controller.signal });
    expect(journal).toMatchObject({ status: 'interrupted', restored: { proven: true } });
    expect(lab.detached).toEqual(TARGETS);
  });
});

describe('the start of the experiment', () => {
  it('is asked for again with the same token, so that there is one', async () => {
    const { run, lab } = prepare();
    let calls = 0;
    lab.aws.before('StartExperiment', () => {
      calls += 1;
      if (calls < 3) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    });
    const journal = await run();
    expect(journal).toMatchObject({ status: 'completed', verdict: 'held' });
    const tokens = lab.aws.sent('StartExperiment').map(({ clientToken }) => clientToken);
    expect(tokens).toHaveLength(3);
    expect(new Set(tokens)).toEqual(new Set([journal.experiment.clientToken]));
  });

  it('that nobody answers is looked for before anything is restored', async () => {
    const { run, lab, clock } = prepare();
    const begun = clock.now();
    const creationTime = new Date(begun + 301_000);
    lab.aws.on('ListExperiments', () => {
      // With the tag that it was started with.
      const [started] = lab.aws.sent('StartExperiment');
      const state = { status: 'stopped' };
      return {
        experiments: [
          { id: 'EXP1', experimentTemplateId: 'EXTus', creationTime, state, tags: started?.tags },
        ],
      };
    });
    // It reaches FIS, and the answer never reaches us.
    const start = { isOver: false };
    lab.aws.on('StartExperiment', () => {
      start.isOver = true;
      return new Promise(() => undefined);
    });
    lab.aws.on('GetExperiment', () => ({ experiment: { state: { status: 'stopped', reason: '' } } }));

    const journal = await run();

    expect(start.isOver).toBe(true);
    expect(journal).toMatchObject({
      status: 'failed',
      experiment: { id: 'EXP1', status: 'stopped' },
      restored: { proven: true },
    });
    expect(eventsOf(journal)).toContain('experiment.found');
  });

  it('that FIS refuses changes nothing, and that is proven', async () => {
    const { run, lab } = prepare();
    lab.aws.before('StartExperiment', () => {
      throw awsError('AccessDeniedException', 'not authorized: StartExperiment');
    });
    const journal = await run();
    expect(journal).toMatchObject({
      status: 'failed',
      reason: 'not authorized: StartExperiment',
      experiment: { id: null },
      restored: { proven: true, differences: [] },
    });
    expect(lab.detached).toEqual([]);
  });
});

it('stops an experiment that does not end an hour after it should have', async () => {
  const { run, lab, clock } = prepare();
  let stopped = false;
  lab.aws
    .on('GetExperiment', () => ({ experiment: { state: { status: stopped ? 'stopped' : 'dreaming' } } }))
    .on('StopExperiment', () => {
      stopped = true;
      return {};
    });
  const begun = clock.now();

  const journal = await run();

  expect(journal).toMatchObject({
    status: 'failed',
    reason: 'experiment EXP1 has not ended 1 h 10 min after its start',
    restored: { proven: true },
  });
  expect(detailsOf(journal, 'experiment.dreaming')).toEqual([
    'FIS says dreaming, a status that is not known here: taken as not finished',
  ]);
  expect((clock.now() - begun) / 60_000).toBeLessThan(80);
});
