import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { faultOf, valuesOf } from '../../../../experiment/fault/fault-record';
import { DOCUMENT_DEFAULTS, KINDS } from '../../../../experiment/fault/kinds/kinds';
import { isSlow, mustStrike, struckSeconds, targetNamed } from '../../../../experiment/fault/struck';
import { faultBut } from '../../support/evidence';

/** A parameter of the document, as it is written. */
interface Parameter {
  readonly default: string;
  readonly allowedPattern: string;
}

const { parameters } = parse(readFileSync('documents/chaos-extension.yaml', 'utf8')) as {
  readonly parameters: Readonly<Record<string, Parameter>>;
};

const ofTarget = (...given: Parameters<typeof faultBut>) => targetNamed(faultBut(...given), 'lab-hello');

describe('the kinds of fault', () => {
  it('know what the document takes where it is handed nothing', () => {
    for (const [name, value] of Object.entries(DOCUMENT_DEFAULTS))
      expect([name, parameters[name]?.default]).toEqual([name, value]);
  });

  it.each(Object.values(KINDS).flatMap((kind) => Object.entries(kind.parameters)))(
    'know the shape of %s',
    (name, { shape, byDefault }) => {
      const whole = new RegExp(`^(?:${shape.source})$`);
      const taken = new RegExp(parameters[name]?.allowedPattern ?? '');
      const values = [byDefault, '0', '1.5', '900', '-1', '1e3', '', 'many'].filter((value) =>
        taken.test(value),
      );
      expect(values).toContain(byDefault);
      expect(values.filter((value) => !whole.test(value))).toEqual([]);
      expect('many').not.toMatch(whole);
    },
  );

  it('read what the document is handed, and nothing that it would not take', () => {
    const given = { LatencySeconds: '2.5', Probability: '0.3', ExpiresAfterMinutes: '25' };
    const read = { latencySeconds: 2.5, probability: 0.3, expiresAfterMinutes: 25 };
    expect(valuesOf(given)).toEqual(read);
    expect(valuesOf({ ...given, LatencySeconds: '1e3' })).toEqual({ ...read, latencySeconds: null });
    expect(valuesOf({})).toEqual({ latencySeconds: null, probability: null, expiresAfterMinutes: null });
  });

  it('stand in the record by what all targets share', () => {
    const [hello, health] = [faultBut({}, ['lab-hello']), faultBut({ latencySeconds: 3 }, ['lab-health'])];
    expect(faultOf([...hello.targets, ...health.targets], 'why')).toMatchObject({
      kind: 'latency',
      latencySeconds: null,
      probability: 1,
      expiresAfterMinutes: 25,
    });
    expect(faultOf([], 'why')).toMatchObject({ latencySeconds: null, probability: null });
  });
});

describe('an invocation that is struck', () => {
  it('takes as long as it is held back, or until the time-out', () => {
    expect(struckSeconds(ofTarget())).toBe(10);
    expect(struckSeconds(ofTarget({ latencySeconds: 3 }))).toBe(3);
    expect(struckSeconds(ofTarget({ timeoutSeconds: null }))).toBeNull();
    expect(struckSeconds(ofTarget({ latencySeconds: null }))).toBeNull();
    expect(struckSeconds(ofTarget({}, ['lab-health']))).toBeNull();
  });

  it('is slow where it is answered before the time-out', () => {
    expect(isSlow(ofTarget({ latencySeconds: 9.9 }))).toBe(true);
    expect(isSlow(ofTarget({ latencySeconds: 10 }))).toBe(false);
    expect(isSlow(ofTarget({ latencySeconds: 3, probability: 0 }))).toBe(false);
    expect(isSlow(ofTarget({ latencySeconds: null }))).toBe(false);
  });

  it('must be there among many, where it is known how often the fault strikes', () => {
    const seldom = ofTarget({ probability: 0.3 });
    expect(mustStrike(seldom, 10, 30)).toBe(false);
    expect(mustStrike(seldom, 10, 60)).toBe(true);
    expect(mustStrike(ofTarget({ latencySeconds: 3 }), 10, 60)).toBe(false);
    expect(mustStrike(ofTarget({ probability: null }), 10, 60)).toBe(false);
    expect(mustStrike(null, 10, 60)).toBe(false);
  });
});
