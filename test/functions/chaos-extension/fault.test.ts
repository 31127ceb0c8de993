import fc from 'fast-check';

import { decideFault, hasExpired } from '../../../functions/chaos-extension/fault';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const LATENCY = {
  CHAOS_EXTENSION__LAMBDA__ENABLE_LATENCY: 'true',
  CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE: '60',
  CHAOS_EXTENSION__LAMBDA__LATENCY_PROBABILITY: '1',
};
const RESPONSE = {
  CHAOS_EXTENSION__RESPONSE__ENABLE_CHANGE_RESPONSE_BODY: 'true',
  CHAOS_EXTENSION__RESPONSE__DEFAULT_RESPONSE: '{"statusCode":503}',
  CHAOS_EXTENSION__RESPONSE__CHANGE_RESPONSE_PROBABILITY: '1',
};
const NO_FAULT = { latencySeconds: 0, responseBody: null, problems: [] };

/** Chance that gives these numbers in turn, and fails when asked once more. */
function chance(...numbers: number[]): () => number {
  return () => {
    const next = numbers.shift();
    if (next === undefined) throw new Error('chance was asked once too often');
    return next;
  };
}

describe('the decision about one invocation', () => {
  it('is to do nothing where nothing is set, and asks chance nothing', () => {
    expect(decideFault({}, NOW, chance())).toEqual(NO_FAULT);
  });

  it('is to hold the invocation back for the seconds that are set', () => {
    expect(decideFault(LATENCY, NOW, chance(0.999))).toEqual({ ...NO_FAULT, latencySeconds: 60 });
  });

  it('is to replace the answer, as it stands', () => {
    expect(decideFault(RESPONSE, NOW, chance(0.999))).toEqual({
      ...NO_FAULT,
      responseBody: '{"statusCode":503}',
    });
  });

  it('is made for latency and answer separately', () => {
    const halves = {
      ...LATENCY,
      ...RESPONSE,
      CHAOS_EXTENSION__LAMBDA__LATENCY_PROBABILITY: '0.5',
      CHAOS_EXTENSION__RESPONSE__CHANGE_RESPONSE_PROBABILITY: '0.5',
    };

    expect(decideFault(halves, NOW, chance(0.4, 0.5))).toEqual({ ...NO_FAULT, latencySeconds: 60 });
    expect(decideFault(halves, NOW, chance(0.5, 0.4))).toEqual({
      ...NO_FAULT,
      responseBody: '{"statusCode":503}',
    });
  });

  it('takes what is not set as the public extension does: 900 s, and nine invocations in ten', () => {
    const environment = {
      CHAOS_EXTENSION__LAMBDA__ENABLE_LATENCY: 'true',
      CHAOS_EXTENSION__RESPONSE__ENABLE_CHANGE_RESPONSE_BODY: 'true',
    };

    expect(decideFault(environment, NOW, chance(0.89, 0.89))).toEqual({
      latencySeconds: 900,
      responseBody: '{"statusCode":500,"body":"hello, Chaos!!!"}',
      problems: [],
    });
    expect(decideFault(environment, NOW, chance(0.9, 0.9))).toEqual(NO_FAULT);
  });

  it('never injects at probability 0 and always at 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (drawn) => {
        const never = { ...LATENCY, CHAOS_EXTENSION__LAMBDA__LATENCY_PROBABILITY: '0' };
        expect(decideFault(never, NOW, () => drawn).latencySeconds).toBe(0);
        expect(decideFault(LATENCY, NOW, () => drawn).latencySeconds).toBe(60);
      }),
    );
  });

  it.each([
    ['CHAOS_EXTENSION__LAMBDA__ENABLE_LATENCY', 'yes', 'true or false'],
    ['CHAOS_EXTENSION__LAMBDA__ENABLE_LATENCY', 'TRUE', 'true or false'],
    ['CHAOS_EXTENSION__LAMBDA__ENABLE_LATENCY', 'constructor', 'true or false'],
    ['CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE', '', 'a number of seconds from 0 to 900'],
    ['CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE', '60s', 'a number of seconds from 0 to 900'],
    ['CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE', '-1', 'a number of seconds from 0 to 900'],
    ['CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE', '60000', 'a number of seconds from 0 to 900'],
    ['CHAOS_EXTENSION__LAMBDA__LATENCY_PROBABILITY', '1.1', 'a number from 0 to 1'],
    ['CHAOS_EXTENSION__LAMBDA__LATENCY_PROBABILITY', '50%', 'a number from 0 to 1'],
    ['CHAOS_EXTENSION__EXPIRES_AT', '2026-11-20 13:00:00', 'a moment in UTC like 2026-11-20T12:00:00Z'],
    ['CHAOS_EXTENSION__EXPIRES_AT', '2026-11-20T13:00:00+01:00', 'a moment in UTC like 2026-11-20T12:00:00Z'],
    ['CHAOS_EXTENSION__EXPIRES_AT', '2026-11-20T13:00:00', 'a moment in UTC like 2026-11-20T12:00:00Z'],
    ['CHAOS_EXTENSION__EXPIRES_AT', '2027-02-30T13:00:00Z', 'a moment in UTC like 2026-11-20T12:00:00Z'],
    ['CHAOS_EXTENSION__EXPIRES_AT', '1795176000', 'a moment in UTC like 2026-11-20T12:00:00Z'],
  ])('is to do nothing, and to say why, where %s is %j', (name, value, valid) => {
    expect(decideFault({ ...LATENCY, [name]: value }, NOW, chance())).toEqual({
      ...NO_FAULT,
      problems: [`${name} must be ${valid}, not ${JSON.stringify(value)}: nothing is injected`],
    });
  });

  it.each([
    ['CHAOS_EXTENSION__RESPONSE__ENABLE_CHANGE_RESPONSE_BODY', '1'],
    ['CHAOS_EXTENSION__RESPONSE__DEFAULT_RESPONSE', 'not JSON'],
    ['CHAOS_EXTENSION__RESPONSE__CHANGE_RESPONSE_PROBABILITY', 'often'],
  ])('leaves the latency alone where only the answer cannot be read (%s is %j)', (name, value) => {
    const fault = decideFault({ ...LATENCY, ...RESPONSE, [name]: value }, NOW, chance(0));

    expect(fault).toMatchObject({ latencySeconds: 60, responseBody: null });
    expect(fault.problems).toHaveLength(1);
  });

  it('never throws, whatever the variables hold', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.constantFrom('true', '1', '60', '__proto__')), {
      nil: undefined,
    });
    const names = [...Object.keys(LATENCY), ...Object.keys(RESPONSE), 'CHAOS_EXTENSION__EXPIRES_AT'];
    const environments = fc.record(Object.fromEntries(names.map((name) => [name, text])));
    fc.assert(
      fc.property(environments, (environment) => {
        const { latencySeconds } = decideFault(environment, NOW, () => 0);
        expect(latencySeconds).toBeGreaterThanOrEqual(0);
        expect(latencySeconds).toBeLessThanOrEqual(900);
      }),
    );
  });
});

describe('the expiry of a fault', () => {
  const environment = { ...LATENCY, ...RESPONSE, CHAOS_EXTENSION__EXPIRES_AT: '2026-11-20T12:00:00Z' };

  it('ends it at its moment, not a millisecond earlier or later', () => {
    expect(decideFault(environment, NOW - 1, chance(0, 0)).latencySeconds).toBe(60);
    expect(decideFault(environment, NOW, chance())).toEqual(NO_FAULT);
    expect(decideFault(environment, NOW + 86_400_000, chance())).toEqual(NO_FAULT);
  });

  it('is told apart from a moment that is missing or cannot be read', () => {
    expect(hasExpired(environment, NOW)).toBe(true);
    expect(hasExpired(environment, NOW - 1)).toBe(false);
    expect(hasExpired({}, NOW)).toBe(false);
    expect(hasExpired({ CHAOS_EXTENSION__EXPIRES_AT: 'yesterday' }, NOW)).toBe(false);
  });
});
