import * as fc from 'fast-check';
import { findReroute } from '../../../experiment/measure/reroute';
import { bucket, lost, ORIGIN, served, span, tens } from '../support/evidence';
import { us } from '../support/lab';

const EU = 'eu-west-1';
const fault = span(300, 900);

it('finds the second after the last request that failed', () => {
  const customers = [...tens(300, 400).map(lost), ...tens(400, 900).map((second) => served(second, EU))];
  expect(findReroute(customers, fault, us)).toEqual({ kind: 'rerouted', at: ORIGIN + 391_000 });
});

it('is not deceived by requests that succeed in between', () => {
  const customers = [
    lost(300),
    served(310, EU),
    lost(500),
    ...tens(510, 900).map((second) => served(second, EU)),
  ];
  expect(findReroute(customers, fault, us)).toEqual({ kind: 'rerouted', at: ORIGIN + 501_000 });
});

it('counts a second in which some failed as one that failed', () => {
  const customers = [
    bucket(400, { [EU]: 9 }, { no_response: 1 }),
    ...tens(410, 900).map((second) => served(second, EU)),
  ];
  expect(findReroute(customers, fault, us)).toEqual({ kind: 'rerouted', at: ORIGIN + 401_000 });
});

it('says never when they failed until the end', () => {
  expect(findReroute(tens(300, 900).map(lost), fault, us)).toEqual({ kind: 'never' });
});

// The last request that failed is that of second 839 or 840.
it.each([
  [839, 'rerouted'],
  [840, 'never'],
])('asks for a clean minute at the end: with the last failure at second %i says %s', (second, kind) => {
  const customers = [lost(300), lost(second), ...[850, 880, 890].map((later) => served(later, EU))];
  expect(findReroute(customers, fault, us).kind).toBe(kind);
});

it('says unaffected when none failed', () => {
  expect(
    findReroute(
      tens(300, 900).map((second) => served(second, EU)),
      fault,
      us,
    ),
  ).toEqual({ kind: 'unaffected' });
});

it('sees it by who answered, where the fault made their region slow and none failed', () => {
  const customers = [
    ...tens(300, 400).map((second) => served(second, us.region)),
    ...tens(400, 900).map((second) => served(second, EU)),
  ];
  expect(findReroute(customers, fault, us)).toEqual({ kind: 'rerouted', at: ORIGIN + 391_000 });
});

it('does not take the end of failures for a rerouting while their own region answers them', () => {
  const customers = [
    ...tens(300, 400).map(lost),
    ...tens(400, 500).map((second) => served(second, EU)),
    ...tens(500, 900).map((second) => served(second, us.region)),
  ];
  expect(findReroute(customers, fault, us)).toEqual({ kind: 'never' });
});

it.each([
  ['their own region answered all of them', tens(300, 900).map((second) => served(second, us.region))],
  [
    'their own region went on answering some of them',
    tens(300, 900).map((second) => served(second, second % 20 === 0 ? us.region : EU)),
  ],
])('says unaffected when none failed, and %s', (_who, customers) => {
  expect(findReroute(customers, fault, us)).toEqual({ kind: 'unaffected' });
});

it.each([
  ['there are no requests', []],
  ['there is a single one', [lost(400)]],
  ['they were sent before the fault and after it', [lost(299), lost(200), served(900, EU), served(950, EU)]],
  ['nothing was asked in those seconds', [bucket(400, {}), bucket(500, {})]],
])('says unmeasured when %s', (_why, customers) => {
  expect(findReroute(customers, fault, us)).toEqual({ kind: 'unmeasured' });
});

describe('the moment is hidden', () => {
  const hidden = { kind: 'hidden', notBefore: ORIGIN + 391_000 };
  const failing = tens(300, 400).map(lost);
  const well = (from: number, to: number) => tens(from, to).map((second) => served(second, EU));

  it.each([
    ['nobody was counted any more after the last failure', []],
    ['nobody was counted for a minute right after the last failure', well(460, 900)],
    ['nobody was counted for a minute some time later', [...well(400, 600), ...well(660, 900)]],
    ['nobody was counted in the last minute', well(400, 840)],
  ])('where %s', (_why, later) => {
    expect(findReroute([...failing, ...later], fault, us)).toEqual(hidden);
  });

  it('but not by a minute in which nobody was counted while they still failed', () => {
    const customers = [...failing.filter(({ at }) => at < ORIGIN + 310_000), lost(390), ...well(400, 900)];
    expect(findReroute(customers, fault, us)).toEqual({ kind: 'rerouted', at: ORIGIN + 391_000 });
  });

  it('and not where so few ask that a minute without a request is nothing unusual', () => {
    const seldom = { region: us.region, requestsPerMinute: 1 };
    const customers = [
      lost(310),
      lost(370),
      ...[430, 490, 610, 670, 730, 790, 850].map((at) => served(at, EU)),
    ];
    expect(findReroute(customers, fault, seldom)).toEqual({ kind: 'rerouted', at: ORIGIN + 371_000 });
    // But a failure is never the last word.
    expect(findReroute([lost(310), lost(830)], fault, seldom)).toEqual({
      kind: 'hidden',
      notBefore: ORIGIN + 831_000,
    });
  });
});

it('never names a moment after which a request failed', () => {
  const outcomes = fc.array(fc.boolean(), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(outcomes, (failed) => {
      const customers = failed.map((fails, index) =>
        fails ? lost(300 + index * 10) : served(300 + index * 10, EU),
      );
      const found = findReroute(customers, fault, us);
      const at = found.kind === 'rerouted' ? found.at : Infinity;
      const after = customers.filter((one) => one.at >= at);
      expect(after.filter(({ outcomes: { status_5xx } }) => status_5xx > 0)).toEqual([]);
    }),
  );
});
