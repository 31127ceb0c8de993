import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../modules/app';
import { bundleWorld } from '../../rehearsal/confined/bundle';
import { soakConfig } from '../../rehearsal/randomised/settings';
import { loadLabConfig } from '../../validation/lab-config/lab-config';
import { soak } from '../rehearse/randomised';
import type { Benchmark } from './benchmark';

/** On two cores, after start-up: a thousand in 40 s. */
const LEAST_PER_SECOND = 25;

/** Game days in one run; enough for the start-up not to matter. */
const COUNT = 400;

const PROJECT = join(__dirname, '..', '..');

/** Random game days a second. One run is long enough; the number of runs is not asked for. */
export const soakBenchmark: Benchmark = {
  measure: async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      const { perSecond } = await soak({
        bundle: await bundleWorld(outdir),
        stack: synthesize(soakConfig(loadLabConfig(join(PROJECT, 'lab.config.json'))), outdir),
        hypothesis: join(PROJECT, 'hypotheses', 'region-failure.json'),
        seeds: [{ first: 1, count: COUNT }],
        done: () => undefined,
      });
      const found = perSecond ?? 0;
      const verdict = found >= LEAST_PER_SECOND ? 'within' : 'UNDER';
      return `${COUNT} random game days: ${found.toFixed(1)} a second after start-up, ${verdict} the promise of ${LEAST_PER_SECOND}`;
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  },
};
