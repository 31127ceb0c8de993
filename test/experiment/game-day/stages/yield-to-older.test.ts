import { startExperiment } from '../../../../experiment/game-day/stages/run-experiment';
import { yieldToOlder } from '../../../../experiment/game-day/stages/yield-to-older';
import { prepareContext } from '../../support/context';
import { prepareGameDay } from '../../support/game-day';
import { eu, us } from '../../support/lab';

/** When the game day's own experiment, EXP5, was made. */
const OWN = Date.UTC(2026, 0, 1, 12);
const seconds = (after: number) => new Date(OWN + after * 1000);

/** A game day whose experiment has just been started, and what FIS lists in eu-west-1. */
async function prepare(...experiments: object[]) {
  const prepared = prepareContext();
  const { day, lab } = prepared;
  const own = { id: 'EXP5', experimentTemplateId: us.experimentTemplateId, creationTime: seconds(0) };
  lab.aws
    .on('StartExperiment', () => ({ experiment: own }))
    .on('ListExperiments', (_input, { region }) => ({
      experiments: region === 'us-east-1' ? [{ ...own, state: { status: 'running' } }] : experiments,
    }));
  const experiment = await startExperiment(day);
  return { ...prepared, look: () => yieldToOlder(day, experiment!) };
}

const other = (change: object) => ({
  ...{ id: 'EXP7', experimentTemplateId: eu.experimentTemplateId, state: { status: 'running' } },
  ...change,
});

it.each([
  ['that was made before', other({ creationTime: seconds(-1) })],
  [
    'that was made at the same time, and whose id comes first',
    other({ id: 'EXP4', creationTime: seconds(0) }),
  ],
  ['of which nobody says when it was made', other({})],
  ['of its own region', other({ experimentTemplateId: us.experimentTemplateId, creationTime: seconds(-1) })],
])('an experiment yields to another one of the lab %s', async (_which, experiment) => {
  const { look } = await prepare(experiment);
  await expect(look()).rejects.toThrow(
    new RegExp(
      `^experiment ${experiment.id} of template EXT\\w+ in eu-west-1 was started before EXP5, which yields`,
    ),
  );
});

it.each([
  ['that was made after it', other({ creationTime: seconds(1) })],
  ['that was made at the same time, and whose id comes later', other({ creationTime: seconds(0) })],
])('does not yield to one %s, and says so', async (_which, experiment) => {
  const { look, details } = await prepare(experiment);
  await look();
  expect(details('experiment.another')).toEqual([
    'experiment EXP7 of template EXTeu in eu-west-1 was started after EXP5, and has to yield',
  ]);
});

it.each([
  ['that has ended', other({ creationTime: seconds(-1), state: { status: 'completed' } })],
  ['of a template that is not the lab’s', other({ creationTime: seconds(-1), experimentTemplateId: 'EXTa' })],
])('passes over one %s', async (_which, experiment) => {
  const { look, details } = await prepare(experiment);
  await look();
  expect(details('experiment.another')).toEqual([]);
});

it('stops its own experiment, and restores, where it yields', async () => {
  const { run, lab } = prepareGameDay();
  lab.aws.on('ListExperiments', (_input, { region }) => ({
    experiments: region === eu.region && lab.aws.sent('StartExperiment').length > 0 ? [other({})] : [],
  }));
  const journal = await run();
  expect(lab.aws.sent('StopExperiment')).toEqual([{ id: 'EXP1' }]);
  expect(journal).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining('experiment EXP7 of template EXTeu in eu-west-1') as string,
    restored: { proven: true },
  });
});
