import { Chance } from '../../../../rehearsal/chance';
import { HealthCheck } from '../../../../rehearsal/services/route53/health-check';
import type { HealthCheckSettings } from '../../../../rehearsal/services/route53/health-checker';
import { VirtualClock } from '../../../../rehearsal/time/virtual-clock';
import { Endpoint, fine, settings } from '../../support/endpoint';

function checked(own: Partial<HealthCheckSettings> = {}, seed = 1) {
  const clock = new VirtualClock(0);
  const endpoint = new Endpoint(clock);
  const check = new HealthCheck(
    'hc',
    { ...settings, ...own },
    {
      clock,
      random: new Chance(seed).stream('health check'),
      connect: (host, from) => endpoint.connect(host, from),
    },
  );
  const after = (seconds: number): Promise<void> => clock.run(clock.sleep(seconds * 1000));
  return { clock, endpoint, check, after };
}

describe('a health check', () => {
  it('asks from two checkers in each of eight regions, of different addresses, at different times', async () => {
    const { check, endpoint, after } = checked();
    await after(10);
    const regions = check.checkers.map(({ region }) => region);
    expect(regions).toHaveLength(16);
    expect(new Set(regions).size).toBe(8);
    expect(new Set(check.checkers.map(({ ipAddress }) => ipAddress)).size).toBe(16);
    expect(new Set(endpoint.requests.slice(0, 16).map(({ at }) => at)).size).toBe(16);
  });

  it('is healthy when it is new, whatever it asks', () => {
    const { check, endpoint } = checked();
    endpoint.answer = { status: 500, body: '' };
    expect(check.healthy).toBe(true);
    expect(check.healthyForDns).toBe(true);
    expect(check.healthyShare()).toBe(1);
  });

  it.each([
    [3, true],
    [2, false],
  ])('with %i of 16 healthy checkers is healthy: %s', async (count, healthy) => {
    const { check, endpoint, after } = checked();
    // All answers take the same time, so the two checkers of a region ask in turn.
    const lucky =
      count === 3 ? (from: string, nth: number) => from === 'sa-east-1' && nth % 2 === 0 : () => false;
    endpoint.answer = (from, nth) =>
      from === 'us-east-1' || lucky(from, nth) ? fine : { status: 500, body: '' };
    await after(300);
    expect(check.checkers.filter((checker) => checker.healthy)).toHaveLength(count);
    expect(check.healthy).toBe(healthy);
    expect(check.healthyForDns).toBe(healthy);
  });

  it('lets DNS follow five seconds later', async () => {
    const { check, endpoint, clock } = checked();
    endpoint.answer = { status: 500, body: '' };
    const seen: (readonly [number, boolean])[] = [];
    const watch = async (): Promise<void> => {
      while (check.healthy) await clock.sleep(100);
      const from = clock.now();
      while (check.healthyForDns) await clock.sleep(100);
      seen.push([clock.now() - from, check.healthyForDns]);
    };
    await clock.run(watch());
    expect(seen[0]?.[0]).toBeGreaterThan(4_800);
    expect(seen[0]?.[0]).toBeLessThanOrEqual(5_000);
  });

  it('remembers a short failure until it is asked for the lowest status', async () => {
    const { check, endpoint, after } = checked({ failureThreshold: 1 });
    endpoint.answer = { status: 500, body: '' };
    await after(12);
    endpoint.answer = fine;
    await after(30);
    expect(check.healthy).toBe(true);
    expect(check.takeLowest()).toBe(0);
    expect(check.takeLowest()).toBe(1);
  });
});

/**
 * How long Route 53 takes, by its documented rules: 16 independent checkers that wait 2 s for an answer and then an interval. The
 * percentiles of the same rules in a Monte Carlo simulation of its own, in seconds.
 */
describe('the time that a health check takes', () => {
  it.each([
    [10, 3, [33, 35, 36], [21, 22, 24]],
    [30, 3, [86, 92, 95], [62, 66, 71]],
    [10, 1, [9, 11, 12], [1, 2, 4]],
  ])(
    'with %i s and threshold %i is that of the rules',
    async (intervalSeconds, failureThreshold, down, up) => {
      const times = { down: [] as number[], up: [] as number[] };
      for (let seed = 1; seed <= 50; seed += 1) {
        const { check, endpoint, clock, after } = checked({ intervalSeconds, failureThreshold }, seed);
        const became = async (healthy: boolean): Promise<number> => {
          const from = clock.now();
          while (check.healthy !== healthy) await clock.sleep(200);
          return (clock.now() - from) / 1000;
        };
        await after(intervalSeconds * 3 + seed / 7);
        endpoint.brokenFor = () => true;
        times.down.push(await clock.run(became(false)));
        // Any moment of the checkers' round, whenever the check fell.
        await after(intervalSeconds * (6 + (seed % 10) / 8));
        endpoint.brokenFor = () => false;
        times.up.push(await clock.run(became(true)));
      }
      for (const [found, expected] of [
        [times.down, down],
        [times.up, up],
      ] as const) {
        const sorted = found.sort((a, b) => a - b);
        // The tails of 50 runs scatter by more than their middle.
        [2, 25, 47].forEach((rank, index) => {
          const difference = (sorted[rank] ?? NaN) - (expected[index] ?? NaN);
          expect(Math.abs(difference)).toBeLessThanOrEqual(rank === 25 ? 1 : 2);
        });
      }
    },
  );
});
