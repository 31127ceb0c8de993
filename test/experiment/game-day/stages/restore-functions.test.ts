import { restoreFunctions } from '../../../../experiment/game-day/stages/restore-functions';
import { startExperiment } from '../../../../experiment/game-day/stages/run-experiment';
import { takeSnapshot } from '../../../../experiment/fault/snapshot';
import { prepareContext } from '../../support/context';
import { TARGETS } from '../../support/fake-lab';

/** A game day whose experiment has left the fault behind. */
async function prepare() {
  const prepared = prepareContext({}, { leavesFault: true });
  const { day, clock, lab } = prepared;
  const lambda = lab.aws.clients.lambda('us-east-1');
  day.record.snapshots = await Promise.all(
    TARGETS.map((target) => takeSnapshot(lambda, target, 'live', 'salt')),
  );
  await startExperiment(day);
  await clock.pass(700);
  day.record.fault = 'live';
  const begun = clock.now();
  const seconds = () => (clock.now() - begun) / 1000;
  const firstDetach = { after: NaN };
  lab.aws.before('StartAutomationExecution', () => {
    if (Number.isNaN(firstDetach.after)) firstDetach.after = seconds();
  });
  return { ...prepared, firstDetach, seconds };
}

it('lets the safety net restore the functions, where that has time', async () => {
  const { day, clock, lab, seconds } = await prepare();
  lab.isRestoredAfter(60);
  await clock.run(restoreFunctions(day, true));
  expect(day.record.restored).toEqual({ proven: true, differences: [] });
  expect(lab.detached).toEqual([]);
  expect(seconds()).toBe(60);
});

it('gives the safety net 90 s from the end of the experiment, and no more', async () => {
  const { day, clock, lab, firstDetach } = await prepare();
  day.record.fisExperiment!.latest = { endTime: new Date(clock.now() - 80_000) };
  await clock.run(restoreFunctions(day, true));
  expect(firstDetach.after).toBe(10);
  expect(lab.detached).toEqual(TARGETS);
  expect(day.record.restored.proven).toBe(true);
});

it('waits for nobody where the game day is aborted', async () => {
  const { day, clock, firstDetach } = await prepare();
  await clock.run(restoreFunctions(day, false));
  expect(firstDetach.after).toBe(0);
});

it('notes when the fault was gone that it took away', async () => {
  const { day, clock, details } = await prepare();
  await clock.run(restoreFunctions(day, false));
  expect(day.record.fault).toBe('gone');
  expect(day.record.moments.restoredAt).toBe(clock.now());
  expect(details('fault.gone')).toHaveLength(1);
  expect(details('restore.proven')).toEqual(['lab-hello and lab-health are as they were']);
});

it('compares again where AWS was silent after it had compared: somebody may have attached the fault meanwhile', async () => {
  const { day, clock, lab } = await prepare();
  lab.isRestoredAfter(0);
  await clock.pass(1);
  const read = () => lab.aws.sent('ListVersionsByFunction').length;
  const before = read();
  let isSilent = false;
  lab.aws.before('GetFunctionConfiguration', async () => {
    if (isSilent || read() < before + TARGETS.length) return;
    isSilent = true;
    lab.isAttachedAfter(60);
    await clock.sleep(14 * 60_000);
  });
  await clock.run(restoreFunctions(day, false));
  expect(isSilent).toBe(true);
  expect(lab.detached).toEqual(TARGETS);
  expect(day.record.restored.proven).toBe(true);
});

it('says of what somebody else has released that it stays', async () => {
  const { day, clock, details } = await prepare();
  const [from, to] = ['1', '3'].map((version) => ({ version, codeSha256: null }));
  const at = new Date(clock.now()).toISOString();
  day.record.releases.push({
    functionName: 'lab-hello',
    alias: 'live',
    at,
    from: from!,
    to: to!,
    withFault: true,
  });
  await clock.run(restoreFunctions(day, false));
  expect(details('restore.proven')).toEqual([
    'lab-hello and lab-health are as they were, but for what somebody else released of lab-hello, which stays, without the fault',
  ]);
});

it('says what still differs, and that it is not proven', async () => {
  const { day, clock, lab, details } = await prepare();
  lab.aws.on('GetAutomationExecution', () => ({
    AutomationExecution: { AutomationExecutionStatus: 'Success' },
  }));
  await clock.run(restoreFunctions(day, false));
  expect(day.record.restored.proven).toBe(false);
  expect(details('restore.unproven')[0]).toContain(
    'lab-hello: the version of alias live changed from 1 to 2',
  );
});
