import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Journal } from '../experiment/journal/journal';
import { dashboardSvg } from '../report/chart/dashboard-svg';
import { reportContent } from '../report/content/report-content';
import { reportHtml } from '../report/html/report-html';
import { synthesize } from '../modules/app';
import { makeMistake } from '../rehearsal/mistakes';
import { orNotModelled } from '../rehearsal/not-modelled';
import { INTERPRETERS } from '../rehearsal/python/interpreter-counts';
import { Python } from '../rehearsal/python/python';
import { connectInterpreter } from '../rehearsal/python/start-interpreter';
import { rehearse } from '../rehearsal/rehearse';
import { readConfiguration } from '../terraform/configuration';
import { loadHypothesis } from '../validation/hypothesis/hypothesis-file';
import { loadLabConfig, type LabConfig } from '../validation/lab-config/lab-config';
import { chromiumPath, launchChromium } from './pictures/chromium';

const IMAGES = 'docs/images';

/** A picture of a part of a report. */
interface Shot {
  readonly of: 'held' | 'refuted';
  readonly name: string;
  /** The section at the top of the picture; empty for the top of the page. */
  readonly section: '' | '#dashboard';
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

const SHOTS: readonly Shot[] = [
  { of: 'refuted', name: 'report-light.png', section: '', scheme: 'light', width: 1120, height: 1030 },
  { of: 'held', name: 'report-dark.png', section: '#dashboard', scheme: 'dark', width: 1120, height: 1080 },
  { of: 'refuted', name: 'report-phone.png', section: '', scheme: 'light', width: 400, height: 1080 },
];

/**
 * Draws the pictures of the documentation anew, from rehearsals of the lab as it stands: `npm run pictures`. Those of the report need a
 * Chromium; without one they stay as they are.
 */
async function drawPictures(): Promise<void> {
  const config = loadLabConfig('lab.config.json');
  const journals = await rehearseAll({ held: config, refuted: makeMistake(config, 'crossed-health-check') });
  mkdirSync(IMAGES, { recursive: true });
  for (const [name, journal] of Object.entries(journals)) {
    if (journal.verdict !== name) throw new Error(`the rehearsal for ${name}.svg was ${journal.verdict}`);
    writeFileSync(join(IMAGES, `${name}.svg`), dashboardSvg(reportContent(journal)));
  }
  const path = chromiumPath(process.env);
  if (path === null) process.stderr.write('no Chromium: the pictures of the report stay as they are\n');
  else await takeShots(path, journals);
}

async function rehearseAll<Name extends string>(
  configs: Readonly<Record<Name, LabConfig>>,
): Promise<Record<Name, Journal>> {
  const python = new Python(INTERPRETERS.rehearsal, connectInterpreter);
  const hypothesis = loadHypothesis('hypotheses/region-failure.json');
  const journals: [string, Journal][] = [];
  try {
    for (const [name, config] of Object.entries<LabConfig>(configs)) {
      await inScratchFolder(async (folder) => {
        const configuration = orNotModelled(() => readConfiguration(synthesize(config, folder)));
        const report = (): void => undefined;
        journals.push([name, await rehearse({ configuration, hypothesis, seed: 1, python, report })]);
      });
    }
  } finally {
    await python.close();
  }
  return Object.fromEntries(journals) as Record<Name, Journal>;
}

async function takeShots(path: string, journals: Readonly<Record<Shot['of'], Journal>>): Promise<void> {
  const browser = await launchChromium(path);
  try {
    await inScratchFolder(async (folder) => {
      for (const { of, name, section, scheme, width, height } of SHOTS) {
        const file = join(folder, 'report.html');
        writeFileSync(file, reportHtml(reportContent(journals[of])));
        const page = await browser.newPage({ colorScheme: scheme, viewport: { width, height } });
        await page.goto(pathToFileURL(file).href + section);
        await page.screenshot({ path: join(IMAGES, name) });
        await page.close();
      }
    });
  } finally {
    await browser.close();
  }
}

async function inScratchFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void drawPictures();
