import type { Benchmark } from './benchmark';
import { processBenchmark } from './process-benchmark';

/** On two idle cores. */
const BUDGET_SECONDS = 120;

/** All unit tests. One run is long enough; the number of runs is not asked for. */
export const unitTestsBenchmark: Benchmark = {
  measure: () =>
    processBenchmark({
      what: 'the unit tests',
      args: ['--import', 'tsx', 'scripts/test.ts', '--project', 'unit'],
      budgetSeconds: BUDGET_SECONDS,
      warmUp: false,
    }).measure(1),
};
