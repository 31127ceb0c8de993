import fc from 'fast-check';
import { MetricStore, type MetricId } from '../../../../rehearsal/services/cloudwatch/metrics';

const metric: MetricId = { namespace: 'lab', name: 'requests', dimensions: { region: 'us', api: 'hello' } };
const MINUTE = 60_000;

const values = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 600_000 }), value: fc.integer({ min: -50, max: 50 }) }),
);

function filled(data: readonly { readonly at: number; readonly value: number }[]): MetricStore {
  const store = new MetricStore();
  for (const { at, value } of data) store.put(metric, at, value);
  return store;
}

describe('a metric store', () => {
  it.each([1_000, 10_000, MINUTE, 300_000])('loses and doubles nothing in periods of %i ms', (period) => {
    fc.assert(
      fc.property(values, (data) => {
        const store = filled(data);
        const total = (statistic: string): number =>
          (store.read(metric, period, statistic, 0, 700_000) ?? []).reduce(
            (sum, [, value]) => sum + value,
            0,
          );
        expect(total('Sum')).toBe(data.reduce((sum, { value }) => sum + value, 0));
        expect(total('SampleCount')).toBe(data.length);
      }),
    );
  });

  it('gives each period that holds data the statistics of its own values, ascending', () => {
    const ofPeriod: Readonly<Record<string, (numbers: readonly number[]) => number>> = {
      Sum: (numbers) => numbers.reduce((a, b) => a + b, 0),
      Minimum: (numbers) => Math.min(...numbers),
      Maximum: (numbers) => Math.max(...numbers),
      Average: (numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length,
      SampleCount: (numbers) => numbers.length,
    };
    fc.assert(
      fc.property(values, fc.constantFrom(...Object.keys(ofPeriod)), (data, statistic) => {
        const starts = [...new Set(data.map(({ at }) => at - (at % MINUTE)))].sort((a, b) => a - b);
        const expected = starts.map((start) => {
          const own = data.filter(({ at }) => at >= start && at < start + MINUTE).map(({ value }) => value);
          return [start, ofPeriod[statistic]?.(own)];
        });
        expect(filled(data).read(metric, MINUTE, statistic, 0, 700_000)).toEqual(expected);
      }),
    );
  });

  it('reads from the start on, and up to the end without it', () => {
    const store = filled([0, 1, 2, 3].map((minute) => ({ at: minute * MINUTE, value: minute })));
    const found = store.read(metric, MINUTE, 'Sum', MINUTE, 3 * MINUTE);
    expect(found).toEqual([
      [MINUTE, 1],
      [2 * MINUTE, 2],
    ]);
  });

  it('knows a metric by its name and all its dimensions, in whatever order they are given', () => {
    const store = filled([{ at: 0, value: 1 }]);
    const read = (id: Partial<MetricId>) => store.read({ ...metric, ...id }, MINUTE, 'Sum', 0, MINUTE);
    expect(read({ dimensions: { api: 'hello', region: 'us' } })).toEqual([[0, 1]]);
    expect(read({ dimensions: { region: 'us' } })).toEqual([]);
    expect(read({ name: 'failures' })).toEqual([]);
    expect(read({ namespace: 'other' })).toEqual([]);
  });

  it('knows no percentiles', () => {
    expect(filled([]).read(metric, MINUTE, 'p99', 0, MINUTE)).toBeUndefined();
  });
});
