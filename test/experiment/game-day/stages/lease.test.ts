import { extendToFault, releaseLease, takeForBaseline } from '../../../../experiment/game-day/stages/lease';
import { startExperiment } from '../../../../experiment/game-day/stages/run-experiment';
import { takeSnapshot } from '../../../../experiment/fault/snapshot';
import { prepareContext } from '../../support/context';
import { awsError } from '../../support/fake-aws';
import { TARGETS } from '../../support/fake-lab';
import { prepareGameDay } from '../../support/game-day';
import { deployment } from '../../support/lab';

const ID = '88888888-8888-4888-8888-888888888888';

/** Somebody else's lease, until a time of 2026-01-01. */
const theirs = (until: string) => ({
  url: { S: 'https://example.mydomain.com/api/hello' },
  region: { S: 'eu-west-1' },
  holder: { S: 'game day theirs' },
  who: { S: 'arn:aws:iam::123456789012:user/bob' },
  since: { S: '2026-01-01T11:00:00Z' },
  until: { S: `2026-01-01T${until}Z` },
  version: { S: 'theirs' },
});

describe('a game day', () => {
  it('is refused before anything happens where somebody else holds the API, and says who, where, until when', async () => {
    const { run, lab } = prepareGameDay();
    lab.lease = theirs('13:00:00');
    const journal = await run();
    expect(journal).toMatchObject({
      status: 'failed',
      verdict: 'inconclusive',
      experiment: { id: null, clientToken: null },
      restored: { proven: null },
    });
    expect(journal.reason).toMatch(
      /is held for eu-west-1 until 2026-01-01T13:00:00Z, by game day theirs \(arn:aws:iam::123456789012:user\/bob\); .*npm run restore -- --region eu-west-1/,
    );
    for (const operation of ['Invoke', 'StartExperiment', 'PutItem', 'DeleteItem']) {
      expect(lab.aws.sent(operation)).toEqual([]);
    }
  });

  it('starts nothing where the lab has no table of leases', async () => {
    const { run, lab } = prepareGameDay();
    const journal = await run({ deployment: { ...deployment, leaseTableArn: undefined } });
    expect(journal).toMatchObject({ status: 'failed', experiment: { clientToken: null } });
    expect(journal.reason).toMatch(/name no table of leases \(lease_table_arn\).*deploy the lab again/);
    expect(lab.aws.sent('StartExperiment')).toEqual([]);
  });

  it('starts nothing where the table cannot be reached', async () => {
    const { run, lab } = prepareGameDay();
    lab.refusesFrom(0, 'GetItem');
    await expect(run()).resolves.toMatchObject({ status: 'failed', reason: 'not authorized: GetItem' });
    expect(lab.aws.sent('StartExperiment')).toEqual([]);
  });

  it('starts nothing where somebody has taken the API since, and leaves theirs alone', async () => {
    const { run, lab, clock } = prepareGameDay();
    clock.after(200, () => (lab.lease = theirs('13:00:00')));
    const journal = await run();
    expect(journal).toMatchObject({ status: 'failed', experiment: { clientToken: null } });
    expect(journal.reason).toContain('is held for eu-west-1');
    expect(lab.lease).toEqual(theirs('13:00:00'));
  });

  it('holds the API from before the baseline to the end of its recovery, and no longer', async () => {
    const { run, lab, messages } = prepareGameDay();
    const journal = await run();
    expect(journal).toMatchObject({ status: 'completed', verdict: 'held' });
    expect(lab.lease).toBeUndefined();
    const events = messages.flatMap((message) => (message.kind === 'event' ? [message.entry.event] : []));
    expect(events[0]).toBe('lease.taken');
    expect(events.indexOf('lease.extended')).toBe(events.indexOf('experiment.started') - 1);
    expect(events.indexOf('lease.released')).toBeGreaterThan(events.indexOf('recovery.ended'));
  });

  it('releases it where the system is not steady', async () => {
    const { run, lab } = prepareGameDay({ unsteady: true });
    await expect(run()).resolves.toMatchObject({ status: 'aborted' });
    expect(lab.lease).toBeUndefined();
  });

  it('releases it where somebody ends the game day', async () => {
    const { begin, clock, lab } = prepareGameDay();
    const controller = new AbortController();
    clock.after(400, () => controller.abort(new Error('interrupted by the user')));
    const journal = await clock.run(begin({ signal: controller.signal }));
    expect(journal).toMatchObject({ status: 'interrupted', restored: { proven: true } });
    expect(lab.lease).toBeUndefined();
  });

  it('keeps it until the fault has expired where it is not proven that the functions were restored, and says so', async () => {
    const { run, lab } = prepareGameDay({ leavesFault: true });
    lab.refusesFrom(0, 'StartAutomationExecution');
    const journal = await run();
    expect(journal.restored.proven).toBe(false);
    expect(lab.lease).toMatchObject({ holder: { S: `game day ${ID}` } });
    const [kept] = journal.timeline.filter(({ event }) => event === 'lease.kept');
    expect(kept?.detail).toMatch(
      /stays held for us-east-1 until 2026-01-01T12:45:00Z: it is not proven that the functions were restored/,
    );
  });
});

describe('the lease', () => {
  it('is taken for the baseline and what may come before the start', async () => {
    const { day, clock, lab } = prepareContext();
    await clock.run(takeForBaseline(day));
    expect(lab.lease).toMatchObject({
      region: { S: 'us-east-1' },
      holder: { S: `game day ${ID}` },
      who: { S: 'arn:aws:iam::123456789012:user/ann' },
      until: { S: '2026-01-01T12:18:00Z' },
    });
  });

  const target = { functionName: 'f', latencySeconds: 60, probability: 1, timeoutSeconds: 10 };
  it.each([
    ['the longest expiry of its targets', [25, 40], '12:55:00'],
    ['the longest that there is, where one is not known', [25, null], '2026-01-02T01:15:00Z'],
    ['the longest that there is, where nothing is known', [], '2026-01-02T01:15:00Z'],
  ])('is extended to the expiry of the fault: %s', async (_which, minutes, until) => {
    const { day, clock, lab } = prepareContext();
    const targets = minutes.map((expiresAfterMinutes) => ({ ...target, expiresAfterMinutes }));
    day.record.deployedFault = { ...day.record.deployedFault, targets };
    await clock.run(extendToFault(day));
    expect(lab.lease?.until?.S).toContain(until);
  });

  /** A game day that has its lease, and whose experiment was carried out and restored. */
  async function restored() {
    const prepared = prepareContext();
    const { day, clock, lab } = prepared;
    const lambda = lab.aws.clients.lambda('us-east-1');
    await clock.run(takeForBaseline(day));
    day.record.snapshots = await Promise.all(
      TARGETS.map((each) => takeSnapshot(lambda, each, 'live', 'salt')),
    );
    await startExperiment(day);
    await clock.pass(700);
    day.record.restored = { proven: true, differences: [] };
    return prepared;
  }

  it('is released once it is proven, again, that nothing is left', async () => {
    const { day, clock, lab, details } = await restored();
    await clock.run(releaseLease(day));
    expect(lab.lease).toBeUndefined();
    expect(details('lease.released')).toEqual(['https://example.mydomain.com/api/hello is free']);
  });

  it('stays where something has begun meanwhile that could attach the fault again', async () => {
    const { day, clock, lab, details } = await restored();
    lab.aws.on('ListExperiments', () => ({
      experiments: [{ id: 'EXP2', experimentTemplateId: 'EXTus', state: { status: 'running' } }],
    }));
    await clock.run(releaseLease(day));
    expect(lab.lease).toBeDefined();
    expect(details('lease.kept')[0]).toMatch(/experiment EXP2, under way, could attach the fault again$/);
  });

  it('stays where somebody attaches under it while it is being proven', async () => {
    const { day, clock, lab, details } = await restored();
    lab.aws.before('GetAlias', () => {
      lab.lease = { ...lab.lease, version: { S: 'execution 1' } };
    });
    await clock.run(releaseLease(day));
    expect(lab.lease).toBeDefined();
    expect(details('lease.kept')[0]).toMatch(/somebody attaches the fault under it$/);
  });

  it('of a newer holder is never released', async () => {
    const { day, clock, lab, details } = await restored();
    lab.lease = theirs('13:00:00');
    await clock.run(releaseLease(day));
    expect(lab.lease).toEqual(theirs('13:00:00'));
    expect([...details('lease.kept'), ...details('lease.released')]).toEqual([]);
  });

  it('that cannot be released costs the game day nothing, and the timeline says so', async () => {
    const { day, clock, lab, details } = await restored();
    lab.aws.on('DeleteItem', () => {
      throw awsError('AccessDeniedException', 'not authorized: dynamodb:DeleteItem');
    });
    await clock.run(releaseLease(day));
    expect(details('lease.kept')).toEqual([
      'the lease of https://example.mydomain.com/api/hello could not be released: not authorized: dynamodb:DeleteItem',
    ]);
  });
});
