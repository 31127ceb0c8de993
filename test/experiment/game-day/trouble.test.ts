import type { Journal } from '../../../experiment/journal/journal';
import { awsError } from '../support/fake-aws';
import { TARGETS } from '../support/fake-lab';
import { prepareGameDay as prepare } from '../support/game-day';

const eventsOf = ({ timeline }: Journal): string[] => timeline.map(({ event }) => event);

describe('an experiment that FIS ends otherwise', () => {
  it('has failed, with the traceback of the automation in the reason', async () => {
    const { run, lab } = prepare({ ending: { status: 'failed', reason: 'S00 failed' } });
    lab.failsWith('Traceback (most recent call last): ValueError: five layers already');

    const journal = await run();

    expect(journal.status).toBe('failed');
    expect(journal.reason).toBe(
      'S00 failed\nTraceback (most recent call last): ValueError: five layers already',
    );
    expect(journal.verdict).not.toBe('held');
    expect(journal.restored.proven).toBe(true);
  });

  it('has failed for the reason of FIS even where Systems Manager does not say why', async () => {
    const { run, lab } = prepare({ ending: { status: 'failed', reason: 'S00 failed' } });
    lab.refusesFrom(0, 'DescribeAutomationExecutions');
    const journal = await run();
    expect(journal.status).toBe('failed');
    expect(journal.reason).toBe(
      'S00 failed\nSystems Manager does not say why: not authorized: DescribeAutomationExecutions',
    );
  });

  it('is not proven to be over where it is not known what still runs, and the fault is detached all the same', async () => {
    const { run, lab } = prepare({ ending: { status: 'failed', reason: 'S00 failed' }, leavesFault: true });
    lab.refusesFrom(0, 'DescribeAutomationExecutions');
    const journal = await run();
    expect(new Set(lab.detached)).toEqual(new Set(TARGETS));
    expect(journal.restored).toEqual({
      proven: false,
      differences: [
        'could not be proven: it is not known whether something runs that could attach the fault again: not authorized: DescribeAutomationExecutions; to go on, run `npm run restore`',
      ],
    });
    expect(journal.checks.find(({ name }) => name.startsWith('the functions are'))?.held).toBeNull();
  });

  it('leaves functions that are known to differ, where the document may not be run: that is measured, and said', async () => {
    const { run, lab } = prepare({ ending: { status: 'failed', reason: 'S00 failed' }, leavesFault: true });
    lab.refusesFrom(0, 'StartAutomationExecution');
    const { restored, checks } = await run();
    expect(restored.proven).toBe(false);
    expect(restored.differences.length).toBeGreaterThan(1);
    expect(restored.differences.at(-1)).toMatch(
      /^could not be proven: .*not authorized: StartAutomationExecution/,
    );
    const asBefore = checks.find(({ name }) => name.startsWith('the functions are'));
    expect(asBefore).toMatchObject({ held: false, measured: restored.differences.length - 1 });
  });

  it.each(['stopped', 'cancelled'])(
    'was stopped when FIS says %s; its fault is taken away',
    async (status) => {
      const { run, lab } = prepare({ ending: { status, reason: 'Stop condition met.' }, leavesFault: true });
      const journal = await run();
      expect(journal).toMatchObject({
        status: 'stopped',
        reason: 'Stop condition met.',
        restored: { proven: true },
      });
      expect(journal.verdict).not.toBe('held');
      expect(lab.detached).toEqual(TARGETS);
    },
  );
});

describe('an error of AWS in the middle', () => {
  it('ends the game day: the experiment is stopped, the functions are restored', async () => {
    const { run, lab, clock } = prepare();
    lab.refusesFrom(400, 'GetHealthCheckStatus');

    const journal = await run();

    expect(journal).toMatchObject({
      status: 'failed',
      reason: 'not authorized: GetHealthCheckStatus',
      restored: { proven: true, differences: [] },
    });
    expect(journal.verdict).not.toBe('held');
    expect(lab.aws.sent('StopExperiment')).toEqual([{ id: 'EXP1' }]);
    expect(lab.detached).toEqual(TARGETS);
    const events = eventsOf(journal);
    expect(events.indexOf('experiment.stopped')).toBeLessThan(events.indexOf('restore.started'));
    expect(clock.asleep).toBe(0);
  });

  it('is no obstacle to restoring, even where FIS cannot be asked any more', async () => {
    const { run, lab } = prepare();
    lab.refusesFrom(400, 'GetExperiment');
    lab.refusesFrom(400, 'StopExperiment');

    const journal = await run();

    expect(journal).toMatchObject({ status: 'failed', restored: { proven: true } });
    expect(lab.aws.sent('StopExperiment')).toEqual([{ id: 'EXP1' }]);
    expect(lab.detached).toEqual(TARGETS);
    expect(eventsOf(journal)).toContain('experiment.unstopped');
  });

  it('stops nothing and detaches nothing before the experiment has begun', async () => {
    const { run, lab } = prepare();
    lab.refusesFrom(0, 'GetAlias');
    const journal = await run();
    expect(journal).toMatchObject({ status: 'failed', reason: 'not authorized: GetAlias' });
    expect(lab.aws.sent('StartExperiment')).toEqual([]);
    expect(lab.aws.sent('StopExperiment')).toEqual([]);
    expect(lab.detached).toEqual([]);
  });

  it('leaves the restoration unproven where the functions cannot be read', async () => {
    const { run, lab } = prepare({ leavesFault: true });
    lab.refusesFrom(600, 'GetAlias');
    const journal = await run();
    expect(journal).toMatchObject({ status: 'failed', restored: { proven: false } });
    expect(journal.restored.differences).toEqual(['could not be proven: not authorized: GetAlias']);
    expect(journal.checks.find(({ name }) => name.startsWith('the functions are'))?.held).toBeNull();
  });

  it('leaves the restoration unproven where the document cannot be started', async () => {
    const { run, lab } = prepare({ leavesFault: true });
    lab.refusesFrom(0, 'StartAutomationExecution');
    const journal = await run();
    expect(journal).toMatchObject({ status: 'failed', restored: { proven: false } });
    expect(journal.reason).toContain('not authorized: StartAutomationExecution');
  });

  it('is the reason for a journal without metrics', async () => {
    const { run, lab } = prepare();
    lab.refusesFrom(1200, 'GetMetricData');
    const journal = await run();
    expect(journal).toMatchObject({
      status: 'failed',
      verdict: 'inconclusive',
      reason: 'the metrics could not be read: not authorized: GetMetricData',
      dashboard: null,
    });
  });

  it.each([
    ['is not there', awsError('DashboardNotFoundError', 'no such dashboard'), 'no such dashboard'],
    ['may not be read', awsError('AccessDenied', 'not allowed'), 'not allowed'],
  ])('costs the dashboard, and no check, where only that %s', async (_what, error, words) => {
    const { run, lab } = prepare();
    lab.aws.on('GetDashboard', () => {
      throw error;
    });
    const journal = await run();
    expect(journal).toMatchObject({ status: 'completed', verdict: 'held', dashboard: null });
    expect(journal.timeline).toContainEqual(
      expect.objectContaining({
        event: 'metrics.unread',
        detail: `the dashboard could not be read: ${words}`,
      }),
    );
  });

  it.each([
    ['what Lambda refused', 'AWS/Lambda', 'what Lambda refused in us-east-1'],
    ['what the simulators sent late', '"dropped"', 'what the simulators sent late'],
  ])(
    'costs the diagnosis %s, and nothing else, where only that cannot be read',
    async (_what, query, words) => {
      const { run, lab } = prepare();
      const answer = lab.aws.answerOf('GetMetricData');
      lab.aws.on('GetMetricData', (input, call) => {
        const isRefused = query !== 'AWS/Lambda' || call.region === 'us-east-1';
        if (isRefused && JSON.stringify(input).includes(query))
          throw awsError('AccessDeniedException', 'not here');
        return answer(input, call);
      });
      const journal = await run();
      expect(journal).toMatchObject({ status: 'completed', verdict: 'held' });
      const unread = journal.timeline.filter(({ event }) => event === 'metrics.unread');
      expect(new Set(unread.map(({ detail }) => detail))).toEqual(
        new Set([`${words} is not known: not here`]),
      );
    },
  );

  it('in the load is told, and the game day goes on: the minutes without customers are judged as missing', async () => {
    const { run, lab } = prepare();
    lab.refusesFrom(400, 'Invoke');
    const journal = await run();
    expect(journal).toMatchObject({ status: 'completed', restored: { proven: true } });
    const missed = journal.timeline.filter(({ event }) => event === 'load.missed');
    expect(missed.map(({ detail }) => detail)).toEqual([
      'us-east-1: 16 invocations of its customers, a minute each, did not get through: not authorized: Invoke',
      'eu-west-1: 16 invocations of its customers, a minute each, did not get through: not authorized: Invoke',
    ]);
  });
});

describe('what AWS denies', () => {
  it('is listed, wherever in the game day it was passed over', async () => {
    const { run, lab } = prepare();
    lab.refusesFrom(0, 'DescribeAlarms');
    const { status, verdict, denied } = await run({ pulseSeconds: 60 });
    // A pulse that cannot be read is left out, and nothing else says so.
    expect([status, verdict]).toEqual(['completed', 'held']);
    expect(denied).toMatchObject([
      {
        who: 'runner',
        call: 'cloudwatch:DescribeAlarms',
        region: 'us-east-1',
        reason: 'not authorized: DescribeAlarms',
      },
    ]);
    expect(denied?.[0]?.times).toBeGreaterThan(5);
  });

  it('is listed together with what its services tell of others, and kept where the game day is resumed', async () => {
    const { run, lab } = prepare({ ending: { status: 'failed', reason: 'S00 failed' } });
    lab.failsWith('An error occurred (AccessDeniedException) when calling the UpdateAlias operation: no');
    const kept: Journal[] = [];
    lab.refusesFrom(0, 'DescribeAlarms');
    const { denied } = await run({ pulseSeconds: 60, save: (journal) => kept.push(journal) });
    expect(denied?.map(({ who }) => who)).toEqual(['runner', 'lab-chaos-extension']);
    const last = kept.findLast(({ status }) => status === 'running');
    expect(last?.denied?.map(({ who }) => who)).toEqual(['runner']);
    const again = prepare();
    const resumed = await again.run({ resume: last });
    expect(resumed.denied?.[0]).toMatchObject({ who: 'runner', times: denied?.[0]?.times });
  });

  it('is an empty list where it denies nothing', async () => {
    expect((await prepare().run()).denied).toEqual([]);
  });
});

describe('somebody who ends the game day', () => {
  const aborted = async (seconds: number) => {
    const { run, lab, clock } = prepare();
    const controller = new AbortController();
    clock.after(seconds, () => controller.abort(new Error('interrupted by the user')));
    const begun = clock.now();
    const journal = await run({ signal: controller.signal });
    return { journal, lab, seconds: (clock.now() - begun) / 1000 };
  };

  it('while the fault is live, has the experiment stopped and the functions restored, at once', async () => {
    const { journal, lab, seconds } = await aborted(400);
    expect(journal).toMatchObject({
      status: 'interrupted',
      reason: 'interrupted by the user',
      restored: { proven: true },
    });
    expect(journal.verdict).not.toBe('held');
    expect(lab.aws.sent('StopExperiment')).toEqual([{ id: 'EXP1' }]);
    expect(lab.detached).toEqual(TARGETS);
    expect(seconds).toBeLessThan(420);
  });

  it('before the experiment, has nothing started', async () => {
    const { journal, lab, seconds } = await aborted(60);
    expect(journal).toMatchObject({
      status: 'interrupted',
      verdict: 'inconclusive',
      experiment: { id: null },
    });
    expect(lab.aws.sent('StartExperiment')).toEqual([]);
    expect(seconds).toBe(60);
  });

  it('after the functions were proven to be back, has nothing stopped and nothing detached', async () => {
    const { journal, lab } = await aborted(1000);
    expect(journal).toMatchObject({ status: 'interrupted', restored: { proven: true } });
    expect(lab.aws.sent('StopExperiment')).toEqual([]);
    expect(lab.detached).toEqual([]);
  });
});
