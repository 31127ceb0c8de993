import {
  HealthChecker,
  type HealthCheckSettings,
} from '../../../../rehearsal/services/route53/health-checker';
import { VirtualClock } from '../../../../rehearsal/time/virtual-clock';
import { Endpoint, fine, settings } from '../../support/endpoint';

function checking(own: Partial<HealthCheckSettings> = {}, start = 0) {
  const clock = new VirtualClock(0);
  const endpoint = new Endpoint(clock);
  const changed = jest.fn();
  const context = {
    clock,
    random: () => start,
    connect: (host: string, from: string) => endpoint.connect(host, from),
  };
  const checker = new HealthChecker('us-west-1', '192.0.2.1', { ...settings, ...own }, context, changed);
  const until = (seconds: number): Promise<void> => clock.run(clock.sleep(seconds * 1000 - clock.now()));
  return { clock, endpoint, checker, changed, until };
}

const text = (bytes: number): string => 'x'.repeat(bytes);

describe('a health checker', () => {
  it('takes a new endpoint for healthy, before it has asked', () => {
    const { checker } = checking();
    expect(checker.healthy).toBe(true);
    expect(checker.lastReport).toBeNull();
  });

  it('starts somewhere in the interval, and asks again an interval after each answer', async () => {
    const { endpoint, until } = checking({}, 0.5);
    await until(30);
    expect(endpoint.requests.map(({ at }) => at)).toEqual([5_000, 15_050, 25_100]);
    expect(endpoint.requests[0]).toMatchObject({
      url: 'https://example.us.mydomain.com/api/health',
      from: 'us-west-1',
    });
  });

  it('waits 2 s for an answer, and then the interval', async () => {
    const { endpoint, checker, until } = checking();
    endpoint.brokenFor = () => true;
    await until(25);
    expect(endpoint.requests.map(({ at }) => at)).toEqual([0, 12_000, 24_000]);
    expect(checker.lastReport?.at).toBe(14_000);
    expect(checker.lastReport?.text).toMatch(/^Failure: Connection timed out/);
  });

  it.each([
    [1_999, 'Success: HTTP Status Code 200, OK'],
    [2_001, 'Failure: Connection timed out'],
  ])('makes of an answer after %i ms: %s', async (answersAfterMs, report) => {
    const { endpoint, checker, until } = checking();
    endpoint.answersAfterMs = answersAfterMs;
    await until(9);
    expect(checker.lastReport?.text).toContain(report);
  });

  it('changes its opinion after so many results in a row, in both directions', async () => {
    const { endpoint, checker, changed, until } = checking();
    endpoint.answer = { status: 502, body: '' };
    await until(15);
    expect(checker.healthy).toBe(true);
    await until(21);
    expect(checker.healthy).toBe(false);
    endpoint.answer = fine;
    await until(45);
    expect(checker.healthy).toBe(false);
    await until(51);
    expect(checker.healthy).toBe(true);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('counts only results in a row', async () => {
    const { endpoint, checker, changed, until } = checking();
    // Every third request is answered in time.
    endpoint.brokenFor = (_from, index) => index % 3 !== 2;
    await until(300);
    expect(checker.healthy).toBe(true);
    expect(changed).not.toHaveBeenCalled();
  });

  it.each([
    [200, true],
    [204, true],
    [399, true],
    [199, false],
    [400, false],
    [403, false],
    [502, false],
  ])('takes the status %i for healthy: %s', async (status, healthy) => {
    const { endpoint, checker, until } = checking({ failureThreshold: 1 });
    endpoint.answer = { status, body: '' };
    await until(1);
    expect(checker.healthy).toBe(healthy);
    expect(checker.lastReport?.text).toMatch(
      healthy ? `Success: HTTP Status Code ${status}, OK` : `Failure: HTTP Status Code ${status}.`,
    );
  });

  it.each([
    ['anywhere', 'Region us-east-1 is healthy', true],
    ['nowhere', 'Region eu-west-1 is healthy', false],
    ['in other case', 'Region US-EAST-1 is healthy', false],
    ['at the end of the first 5,120 bytes', text(5_120 - 9) + 'us-east-1', true],
    ['across that end', text(5_120 - 8) + 'us-east-1', false],
    ['within 5,120 characters of more bytes', 'ä'.repeat(2_560) + 'us-east-1', false],
  ])('looks for its text: %s', async (_where, body, healthy) => {
    const { endpoint, checker, until } = checking({ failureThreshold: 1, searchString: 'us-east-1' });
    endpoint.answer = { status: 200, body };
    await until(1);
    expect(checker.healthy).toBe(healthy);
  });

  it('fails at a name without a record, and goes on asking', async () => {
    const { endpoint, checker, until } = checking();
    endpoint.answer = 'no record';
    await until(21);
    expect(checker.lastReport).toEqual({ at: 20_000, text: 'Failure: DNS resolution failed.' });
    expect(checker.healthy).toBe(false);
  });

  it('ends the run where the endpoint does something that is not modelled', async () => {
    const { endpoint, until } = checking();
    endpoint.connect = () => ({ roundTripMs: 0, get: () => Promise.reject(new Error('not modelled')) });
    await expect(until(5)).rejects.toThrow('not modelled');
  });
});
