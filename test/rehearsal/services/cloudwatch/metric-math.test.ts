import { NotModelled } from '../../../../rehearsal/not-modelled';
import { evaluateMetricMath, idsIn } from '../../../../rehearsal/services/cloudwatch/metric-math';
import type { Series } from '../../../../rehearsal/services/cloudwatch/metrics';

const series: Readonly<Record<string, Series>> = {
  m1: [
    [0, 1],
    [60, 2],
    [120, 3],
  ],
  m2: [
    [60, 10],
    [120, 0],
    [180, 40],
  ],
  none: [],
};

function evaluate(text: string): Series {
  return evaluateMetricMath(text, (id) => series[id] ?? []);
}

describe('metric math', () => {
  it.each<[string, Series]>([
    ['m1', series.m1!],
    [
      'm1+m2',
      [
        [60, 12],
        [120, 3],
      ],
    ],
    [
      'm1-m2',
      [
        [60, -8],
        [120, 3],
      ],
    ],
    [
      'm1 * (m2 + 1)',
      [
        [60, 22],
        [120, 3],
      ],
    ],
    [
      '100*m1',
      [
        [0, 100],
        [60, 200],
        [120, 300],
      ],
    ],
    [
      'm1/2',
      [
        [0, 0.5],
        [60, 1],
        [120, 1.5],
      ],
    ],
    ['m1/m2', [[60, 0.2]]],
    ['m1+none', []],
    [
      'm1 + 2*3',
      [
        [0, 7],
        [60, 8],
        [120, 9],
      ],
    ],
  ])('gives %s a value wherever both sides have one', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  it.each(['SUM(METRICS())', 'FILL(m1, 0)', 'm1 == m2', '[m1, m2]', 'm1[0]'])('refuses %s', (text) => {
    expect(() => evaluate(text)).toThrow(new NotModelled(`the metric math ${text}`));
  });

  it('refuses what is no expression at all', () => {
    expect(() => evaluate('m1 +* m2')).toThrow(NotModelled);
    expect(() => evaluate('m1 +* m2')).toThrow(/^the rehearsal does not model the expression m1 \+\* m2$/);
  });

  it('refuses a plain number', () => {
    expect(() => evaluate('1 + 2')).toThrow('the metric math 1 + 2, which uses no metric');
  });

  it('names the ids that it uses', () => {
    expect(idsIn('m1-m2 * (m3/60)')).toEqual(['m1', 'm2', 'm3']);
  });
});
