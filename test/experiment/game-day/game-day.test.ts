import { readDeployment } from '../../../experiment/deployment/deployment';
import { TARGETS } from '../support/fake-lab';
import { hypothesis, prepareGameDay as prepare } from '../support/game-day';
import { labOutputs } from '../support/lab';

describe('a game day that goes as hoped', () => {
  it('is completed, the hypothesis held, and the functions are proven to be as they were', async () => {
    const { run, lab } = prepare();

    const journal = await run();

    expect(journal).toMatchObject({
      world: 'aws',
      status: 'completed',
      verdict: 'held',
      experiment: { id: 'EXP1', templateId: 'EXTus', region: 'us-east-1', faultMinutes: 10 },
      times: { secondsToDetect: 40, secondsToReroute: 81 },
      restored: { proven: true, differences: [] },
    });
    expect(journal).not.toHaveProperty('reason');
    expect(journal.checks.map(({ name, held }) => [name, held])).toEqual(
      hypothesis.checks.map(({ name }) => [name, true]),
    );
    expect(lab.detached).toEqual([]);
    expect(lab.aws.sent('StopExperiment')).toEqual([]);
  });

  it('says what the fault was, from AWS and before it is started, also while it still goes on', async () => {
    const { run, lab } = prepare();
    const kept: unknown[] = [];
    lab.aws.before('StartExperiment', () => kept.push('started'));
    const { fault } = await run({ save: (journal) => kept.push(journal.fault) });
    expect(fault).toMatchObject({ kind: 'latency', latencySeconds: 60, probability: 1 });
    expect(kept[0]).toMatchObject({ latencySeconds: null, source: 'not known: it has not been read' });
    expect(kept[kept.indexOf('started') - 1]).toEqual(fault);
  });

  it('goes on where nobody may read what the fault is, and says why it is not known', async () => {
    const { run, lab } = prepare();
    lab.refusesFrom(0, 'GetExperimentTemplate');
    const { verdict, fault } = await run();
    expect(verdict).toBe('held');
    expect(fault?.source).toBe('not known: AccessDeniedException: not authorized: GetExperimentTemplate');
  });

  it('tells its stages and its moments in their order, the reroute where it belongs', async () => {
    const { run, messages } = prepare();
    const { timeline } = await run();
    expect(messages.flatMap((message) => (message.kind === 'phase' ? [message.phase] : []))).toEqual([
      'baseline',
      'experiment',
      'restore',
      'recovery',
      'judging',
    ]);
    expect(timeline.map(({ event }) => event)).toEqual([
      'lease.taken',
      'baseline.started',
      'metrics.awaited',
      'lease.extended',
      'experiment.started',
      'experiment.initiating',
      'experiment.running',
      'fault.started',
      'fault.live',
      'health.unhealthy',
      'customers.rerouted',
      'experiment.completed',
      'fault.gone',
      'restore.proven',
      'recovery.ended',
      'metrics.awaited',
      'lease.released',
    ]);
  });

  it('reports every check as it is judged', async () => {
    const { run, messages } = prepare();
    const { checks } = await run();
    expect(messages.flatMap((message) => (message.kind === 'check' ? [message.check] : []))).toEqual(checks);
  });

  it('starts the experiment with its own id, a UUID from the random source, as client token and as tag', async () => {
    const { run, lab } = prepare();
    const { id } = await run();
    expect(id).toBe('88888888-8888-4888-8888-888888888888');
    expect(lab.aws.sent('StartExperiment')).toEqual([
      { clientToken: id, experimentTemplateId: 'EXTus', tags: { GameDay: id } },
    ]);
  });

  it('keeps the token with which FIS is asked, whatever chance says next', async () => {
    const { run, lab } = prepare();
    let drawn = 0;
    const journal = await run({ random: () => (drawn = (drawn + 0.1) % 1) });
    const [started] = lab.aws.sent('StartExperiment');
    expect(journal.experiment.clientToken).toBe(started?.clientToken);
  });

  it('asks the metrics of the customers from a region that is not made to fail', async () => {
    const { run, lab } = prepare();
    await run();
    const asked = lab.aws.calls.filter(
      ({ operation, input }) => operation === 'GetMetricData' && JSON.stringify(input).includes('status_2xx'),
    );
    expect(new Set(asked.map(({ region }) => region))).toEqual(new Set(['eu-west-1']));
  });

  it('lets the customers call until it ends, and not longer', async () => {
    const { run, lab, clock } = prepare();
    await run();
    const invocations = lab.aws.sent('Invoke').length;
    await clock.pass(600);
    expect(lab.aws.sent('Invoke')).toHaveLength(invocations);
    // 3 min of baseline, 10 of fault, 5 of recovery, twice 2 of waiting for metrics; two regions.
    expect(invocations).toBeGreaterThanOrEqual(2 * 22);
  });
});

it('breaks the region that is asked for, by its label', async () => {
  const { run, lab } = prepare();
  const journal = await run({ region: 'eu' });
  expect(journal.experiment.region).toBe('eu-west-1');
  expect(lab.aws.sent('StartExperiment')).toMatchObject([{ experimentTemplateId: 'EXTeu' }]);
  const read = lab.aws.calls.filter(({ operation }) => operation === 'GetAlias');
  expect(new Set(read.map((call) => call.region))).toEqual(new Set(['eu-west-1']));
});

it('refuses a region that the lab does not have, before anything else', async () => {
  const { run, lab } = prepare();
  await expect(run({ region: 'asia' })).rejects.toThrow('the lab has no region asia');
  expect(lab.aws.calls).toEqual([]);
});

describe('an unsteady system', () => {
  it('is not experimented on: the game day is aborted, and refutes nothing', async () => {
    const { run, lab } = prepare({ unsteady: true });

    const journal = await run();

    expect(lab.aws.sent('StartExperiment')).toEqual([]);
    expect(lab.aws.sent('StartAutomationExecution')).toEqual([]);
    expect(journal).toMatchObject({
      status: 'aborted',
      verdict: 'inconclusive',
      reason: 'the system was not steady: nothing was started',
      experiment: { id: null },
      times: { startedAt: null, faultLiveAt: null },
    });
    expect(journal.checks.map(({ kind }) => kind)).toEqual(['steady-state', 'steady-state', 'steady-state']);
  });

  it('is one, too, whose metrics are missing', async () => {
    const { run, lab } = prepare({ silentFrom: 0 });
    const journal = await run();
    expect(lab.aws.sent('StartExperiment')).toEqual([]);
    expect(journal).toMatchObject({ status: 'aborted', verdict: 'inconclusive' });
    expect(journal.checks.map(({ held }) => held)).toEqual([null, null, null]);
  });

  it('is not what customers are who could not be made to call: that is a failure of the tool', async () => {
    const { run, lab } = prepare({ silentFrom: 0 });
    lab.refusesFrom(0, 'Invoke');
    const journal = await run();
    expect(journal).toMatchObject({
      status: 'failed',
      verdict: 'inconclusive',
      reason: 'the load could not be driven: not authorized: Invoke',
    });
  });
});

it('is inconclusive, and never held, when the metrics end with the steady state', async () => {
  const { run } = prepare({ silentFrom: 300 });
  const journal = await run();
  expect(journal).toMatchObject({ status: 'completed', verdict: 'inconclusive' });
  expect(journal.checks.filter(({ held }) => held === null)).not.toHaveLength(0);
});

it('restores the functions that differ after the experiment, and says so', async () => {
  const { run, lab } = prepare({ leavesFault: true });

  const journal = await run();

  expect(lab.detached).toEqual(TARGETS);
  const [started] = lab.aws.sent('StartAutomationExecution');
  expect(started).toEqual({
    DocumentName: 'lab-chaos-extension',
    Parameters: {
      FunctionName: ['lab-hello'],
      AliasName: ['live'],
      LayerArn: ['arn:aws:lambda:us-east-1:123456789012:layer:lab-chaos-extension:1'],
      AutomationAssumeRole: ['arn:aws:iam::123456789012:role/lab-us-east-1-automation'],
      ChaosMode: ['DISABLED'],
    },
  });
  expect(journal.restored).toEqual({ proven: true, differences: [] });
  const events = journal.timeline.map(({ event }) => event);
  expect(events.slice(events.indexOf('experiment.completed'))).toEqual([
    'experiment.completed',
    'fault.left',
    'restore.started',
    'restore.detached',
    'restore.detached',
    'fault.gone',
    'restore.proven',
    'recovery.ended',
    'metrics.awaited',
    'lease.released',
  ]);
});

it('leaves it to the safety net to restore the functions, as long as that has time', async () => {
  const { run, lab } = prepare({ leavesFault: true });
  // Three minutes of baseline and two for its metrics, ten seconds until the fault, ten minutes of it, and one more.
  lab.isRestoredAfter(180 + 120 + 10 + 600 + 60);
  const journal = await run();
  expect(journal).toMatchObject({ status: 'completed', restored: { proven: true } });
  expect(lab.detached).toEqual([]);
});

it('works for a lab of more than two regions', async () => {
  const { run } = prepare();
  const outputs = labOutputs();
  const regions = outputs.regions as Record<string, unknown>[];
  regions.push({ ...regions[1], region: 'ap-southeast-2', label: 'au', health_check_id: 'check-au' });
  const journal = await run({ deployment: readDeployment(outputs) });
  expect(journal).toMatchObject({ status: 'completed', verdict: 'held' });
  expect(Object.keys(journal.customers)).toEqual(['us-east-1', 'eu-west-1', 'ap-southeast-2']);
});
