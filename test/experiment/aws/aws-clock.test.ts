import fc from 'fast-check';
import { AwsClock } from '../../../experiment/aws/aws-clock';
import { ManualClock } from '../support/manual-clock';

const START = Date.UTC(2026, 0, 1, 12);

/** A machine whose clock is ahead of AWS', and that asks AWS. */
function prepare(aheadMs: number) {
  const aws = new ManualClock(START);
  const machine = { aheadMs };
  const clock = new AwsClock({
    now: () => aws.now() + machine.aheadMs,
    sleep: (milliseconds, signal) => aws.sleep(milliseconds, signal),
  });
  const steps: number[] = [];
  clock.skew.stepped = (milliseconds) => steps.push(milliseconds);
  /** Asks, and is answered after so many milliseconds there and back. */
  const ask = async (there = 50, back = 50): Promise<void> => {
    const answered = clock.asked();
    await aws.run(aws.sleep(there));
    const date = new Date(aws.now()).toUTCString();
    await aws.run(aws.sleep(back));
    answered(date);
  };
  const pass = (milliseconds: number): Promise<void> => aws.run(aws.sleep(milliseconds));
  /** By how much the corrected clock is off. */
  const error = (): number => clock.now() - aws.now();
  return { aws, machine, clock, steps, ask, pass, error };
}

describe('a clock that is right', () => {
  it('is left exactly as it is, however often AWS answers', async () => {
    const { clock, ask, pass, error } = prepare(0);
    for (let asked = 0; asked < 50; asked += 1) {
      await ask(10 * (asked % 7), 15 * (asked % 5));
      await pass(377);
      expect(error()).toBe(0);
    }
    expect(clock.skew.record()).toMatchObject({ samples: 50, aheadMs: 0 });
    expect(clock.skew.spreadMs).toBeLessThan(1_000);
  });

  it('is what it is before anybody has answered, and where nobody says the time', () => {
    const { clock, error } = prepare(5_000);
    clock.asked()(undefined);
    clock.asked()('yesterday');
    expect([error(), clock.skew.samples]).toEqual([5_000, 0]);
  });
});

describe('a clock that is off', () => {
  it.each([30_000, -30_000, 400, -120_000])(
    'is right to a second with the first answer: %d ms',
    async (ahead) => {
      const { ask, error } = prepare(ahead);
      await ask();
      expect(Math.abs(error())).toBeLessThanOrEqual(1_100);
    },
  );

  it.each([30_000, -30_000, 120_000])('is right to the round trip with some more: %d ms', async (ahead) => {
    const { ask, pass, error, steps } = prepare(ahead);
    for (let asked = 0; asked < 40; asked += 1) {
      await ask();
      await pass(277);
    }
    expect(Math.abs(error())).toBeLessThanOrEqual(150);
    expect(steps).toEqual([]);
  });

  it('is bounded by answers that took long, and never misled by them', async () => {
    const { ask, error } = prepare(30_000);
    await ask();
    const before = error();
    await ask(40_000, 100);
    await ask(100, 40_000);
    expect(Math.abs(error())).toBeLessThanOrEqual(Math.abs(before));
  });

  it('does not let time go back while it is measured better', async () => {
    const { clock, ask, pass } = prepare(30_000);
    await ask();
    let latest = clock.now();
    for (let asked = 0; asked < 40; asked += 1) {
      await ask();
      expect(clock.now()).toBeGreaterThanOrEqual(latest);
      latest = clock.now();
      await pass(277);
    }
  });
});

describe('a clock that steps', () => {
  it.each([-3_600_000, 90_000])('is right again with the next answer, and tells: by %d ms', async (step) => {
    const { clock, machine, ask, pass, error, steps } = prepare(0);
    await ask();
    await pass(5_000);
    machine.aheadMs += step;
    await ask();
    expect(Math.abs(error())).toBeLessThanOrEqual(1_100);
    expect(steps).toEqual([clock.skew.aheadMs]);
    expect(clock.skew.spreadMs).toBeGreaterThan(Math.abs(step) - 1_000);
  });

  it('drifts as much as a kernel lets it, without a step', async () => {
    const { machine, ask, pass, error, steps } = prepare(0);
    for (let minute = 0; minute < 60; minute += 1) {
      await pass(60_000);
      machine.aheadMs += 60_000 * 400e-6;
      await ask();
    }
    expect(steps).toEqual([]);
    expect(Math.abs(error())).toBeLessThanOrEqual(1_100);
  });
});

it('is never further off than an answer allows', async () => {
  const trips = fc.array(fc.tuple(fc.nat(3_000), fc.nat(3_000), fc.nat(20_000)), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -200_000, max: 200_000 }), trips, async (ahead, all) => {
      const { ask, pass, error } = prepare(ahead);
      for (const [there, back, pause] of all) {
        await ask(there, back);
        await pass(pause);
      }
      const shortest = Math.min(...all.map(([there, back]) => there + back));
      const drift = all.reduce((sum, [there, back, pause]) => sum + there + back + pause, 0) * 500e-6;
      expect(Math.abs(error())).toBeLessThanOrEqual(1_001 + shortest + drift);
    }),
    { numRuns: 60 },
  );
});
