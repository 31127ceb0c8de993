import { conclude } from '../../../../experiment/game-day/stages/judging';
import { isSteady } from '../../../../experiment/game-day/stages/steady-state';
import { prepareContext } from '../../support/context';

/** Concludes a game day that has seen its steady state, with a diagnosis of its own. */
async function concludeWith(look: NonNullable<Parameters<typeof conclude>[1]>) {
  const { day, clock, lab } = prepareContext();
  await clock.run(isSteady(day));
  const run = async () => day.journal.over(await clock.run(conclude(day, look)));
  return { day, lab, run };
}

it('asks once what the evidence points at, and writes down the answer', async () => {
  const found = { finding: 'f', evidence: 'e', advice: 'a' };
  let asked = 0;
  const { run } = await concludeWith(() => {
    asked += 1;
    return [found];
  });
  expect((await run()).diagnosis).toEqual([found]);
  expect(asked).toBe(1);
});

it('loses no journal by a diagnosis that throws: it says so in its place', async () => {
  const { run } = await concludeWith(() => {
    throw new RangeError('Invalid time value');
  });
  const journal = await run();
  expect(journal).toMatchObject({ status: 'completed', dashboard: { name: 'lab' } });
  expect(journal).not.toHaveProperty('reason');
  expect(journal.checks.length).toBeGreaterThan(0);
  expect(journal.diagnosis).toEqual([
    {
      finding: 'what the evidence points at could not be worked out',
      evidence: 'the diagnosis ended with an error: Invalid time value',
      advice: expect.stringContaining('report the error') as string,
    },
  ]);
});

it('asks without evidence where the metrics could not be read', async () => {
  const { lab, run } = await concludeWith(({ evidence }) => {
    expect(evidence).toBeNull();
    return [];
  });
  lab.refusesFrom(0, 'GetMetricData');
  expect(await run()).toMatchObject({
    status: 'failed',
    reason: 'the metrics could not be read: not authorized: GetMetricData',
    diagnosis: [],
  });
});
