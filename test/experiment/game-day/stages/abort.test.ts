import { abort } from '../../../../experiment/game-day/stages/abort';
import { startExperiment } from '../../../../experiment/game-day/stages/run-experiment';
import { prepareContext } from '../../support/context';
import { TARGETS } from '../../support/fake-lab';

/** A game day whose experiment was started so many seconds ago. */
async function prepare(seconds: number) {
  const prepared = prepareContext({}, { leavesFault: true });
  const { day, clock, lab } = prepared;
  const of = (functionName: string) => ({
    functionName,
    variables: {},
    layers: [],
    alias: 'live',
    aliasVersion: '1',
    aliasWeights: {},
    versions: ['$LATEST', '1'],
  });
  day.record.snapshots = TARGETS.map(of);
  await startExperiment(day);
  await clock.pass(seconds);
  const breakItOff = () => clock.run(abort(day, new Error('the disk is full')));
  return { ...prepared, lab, breakItOff };
}

it('stops an experiment that runs, and then restores the functions', async () => {
  const { day, lab, breakItOff } = await prepare(100);
  await breakItOff();
  expect(lab.aws.sent('StopExperiment')).toEqual([{ id: 'EXP1' }]);
  expect(lab.detached).toEqual(TARGETS);
  expect(day.record).toMatchObject({
    ending: 'failed',
    reason: 'the disk is full',
    restored: { proven: true },
  });
});

it('asks AWS nothing where it is proven already that the functions are as they were', async () => {
  const { day, lab, breakItOff } = await prepare(700);
  day.record.restored = { proven: true, differences: [] };
  const before = lab.aws.calls.length;
  await breakItOff();
  expect(lab.aws.calls).toHaveLength(before);
  expect(day.record).toMatchObject({ ending: 'failed', restored: { proven: true } });
});

it('does not ask FIS to stop an experiment that has ended, and restores the functions all the same', async () => {
  const { day, lab, breakItOff } = await prepare(700);
  await breakItOff();
  expect(lab.aws.sent('StopExperiment')).toEqual([]);
  expect(lab.detached).toEqual(TARGETS);
  expect(day.record.restored.proven).toBe(true);
});
