import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsRegions } from '../../validation/lab-config/aws-regions';
import type { Benchmark } from './benchmark';
import { processBenchmark } from './process-benchmark';

/** How many regions are synthesised, and the most that it may take in seconds; eight is the most that a lab has. */
const SIZES = [
  { regions: 2, budgetSeconds: 0.7 },
  { regions: 5, budgetSeconds: 2 },
  { regions: 8, budgetSeconds: 3 },
];

const CONFIG = join(__dirname, '..', '..', 'lab.config.json');

/** Synthesis of labs of growing size: its cost must grow no faster than the number of regions. */
export const synthBenchmark: Benchmark = {
  measure: async (runs) => {
    const lines: string[] = [];
    for (const { regions, budgetSeconds } of SIZES) {
      const what = `synthesis of ${regions} regions`;
      const args = ['startup/start.js', 'main.ts'];
      lines.push(
        await processBenchmark({ what, args, budgetSeconds, config: configWith(regions) }).measure(runs),
      );
    }
    return lines.join('\n       ');
  },
};

function configWith(count: number): Readonly<Record<string, unknown>> {
  const config = JSON.parse(readFileSync(CONFIG, 'utf8')) as Record<string, unknown>;
  const regions = awsRegions.slice(0, count).map((region, index) => ({
    region,
    label: `r${index}`,
    customers: { requestsPerMinute: 30, workers: 1 },
  }));
  return { ...config, regions, fault: { ...(config.fault as object), region: regions[0]?.region } };
}
