import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dashboardSvg } from '../experiment/report/dashboard-svg';
import { synthesize } from '../modules/app';
import { makeMistake } from '../rehearsal/mistakes';
import { Python } from '../rehearsal/python/python';
import { rehearse } from '../rehearsal/rehearse';
import { readConfiguration } from '../rehearsal/terraform/configuration';
import { loadHypothesis } from '../schemas/hypothesis';
import { loadLabConfig } from '../schemas/lab-config';

/** Draws the README's two pictures anew, from rehearsals of the lab as it stands: `npm run pictures`. */
async function drawPictures(): Promise<void> {
  const python = new Python(2);
  const config = loadLabConfig('lab.config.json');
  const hypothesis = loadHypothesis('hypotheses/region-failure.json');
  const pictures = { held: config, refuted: makeMistake(config, 'crossed-health-check') };
  mkdirSync('docs/images', { recursive: true });
  for (const [name, edited] of Object.entries(pictures)) {
    const outdir = mkdtempSync(join(tmpdir(), 'pictures-'));
    const configuration = readConfiguration(synthesize(edited, outdir));
    const journal = await rehearse({ configuration, hypothesis, seed: 1, python, report: () => undefined });
    if (journal.verdict !== name) throw new Error(`the rehearsal for ${name}.svg was ${journal.verdict}`);
    writeFileSync(join('docs/images', `${name}.svg`), dashboardSvg(journal));
    rmSync(outdir, { recursive: true });
  }
  await python.close();
}

void drawPictures();
