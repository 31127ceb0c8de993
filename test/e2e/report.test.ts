import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { Journal } from '../../experiment/journal/journal';
import { INTERPRETERS } from '../../rehearsal/python/interpreter-counts';
import { lineStyle } from '../../report/chart/plot-option';
import { reportContent } from '../../report/content/report-content';
import { reportHtml } from '../../report/html/report-html';
import { chromiumPath, launchChromium } from '../../scripts/pictures/chromium';
import { onAws, refused, running } from '../report/support/aws-journals';
import { labRehearsal } from '../rehearsal/support/lab';
import { pythonPool } from '../rehearsal/support/scripts';
import { unwieldy } from './support/unwieldy-journal';
import { OpenedPage, type Reader } from './support/opened-page';
import * as looks from './support/page-looks';
import { suiteWith } from './support/tools';

const READERS: readonly Reader[] = [
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 400, scheme: 'light' },
  { width: 400, scheme: 'dark' },
];

interface ChartLine {
  readonly color: string;
  readonly length: number;
  readonly shows: boolean;
}

suiteWith('chromium')('the report in a browser', () => {
  const rehearse = labRehearsal(pythonPool(INTERPRETERS.rehearsal));
  const journals = new Map<string, Journal>([
    ['of a game day on AWS', onAws()],
    ['of a game day that is not over', running()],
    ['of a game day that was refused', refused()],
    ['of an unwieldy game day', unwieldy()],
  ]);
  let folder: string;
  let browser: Browser;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'chaos-lab-report-'));
    journals.set('of a rehearsal that held', await rehearse());
    journals.set('of a rehearsal that was refuted', await rehearse({ mistake: 'crossed-health-check' }));
    for (const [name, journal] of journals) writeFileSync(fileOf(name), reportHtml(reportContent(journal)));
    browser = await launchChromium(chromiumPath(process.env) ?? '');
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await browser.close();
  });

  function fileOf(name: string): string {
    return path.join(folder, `${name.replaceAll(' ', '-')}.html`);
  }

  function journalOf(name: string): Journal {
    const journal = journals.get(name);
    if (journal === undefined) throw new Error(`no journal ${name}`);
    return journal;
  }

  describe.each([
    'of a rehearsal that held',
    'of a rehearsal that was refuted',
    'of a game day on AWS',
    'of a game day that is not over',
    'of a game day that was refused',
    'of an unwieldy game day',
  ])('%s', (name) => {
    it.each(READERS)(
      'is whole at $width px, $scheme: no trouble, nothing cut off, every text legible',
      async (reader) => {
        await OpenedPage.with(browser, fileOf(name), reader, async (page) => {
          expect(await page.value(looks.OVERFLOW)).toBeLessThanOrEqual(0);
          expect(await page.value(looks.REACHING_OUT)).toEqual([]);
          expect(await page.value(looks.FAINT_TEXTS)).toEqual([]);
          expect(page.troubles).toEqual([]);
        });
      },
    );

    it.each(READERS)('has every chart drawn at $width px, $scheme', async (reader) => {
      await OpenedPage.with(browser, fileOf(name), reader, async (page) => {
        const charts = await page.value<ChartLine[][]>(looks.CHART_LINES);
        const panels = journalOf(name).dashboard?.panels ?? [];

        expect(charts).toHaveLength(panels.length);
        const missing = panels.flatMap(({ title, series }, place) =>
          series
            .filter(({ points }) => points.length > 0)
            .filter((one) => {
              const { color } = lineStyle(one, series.indexOf(one));
              return !(charts[place] ?? []).some(
                (line) => line.color === color && line.length > 10 && line.shows,
              );
            })
            .map(({ label }) => `${title}: ${label}`),
        );
        expect(missing).toEqual([]);
      });
    });

    it('can be walked through by its structure', async () => {
      await OpenedPage.with(browser, fileOf(name), { width: 400, scheme: 'light' }, async (page) => {
        const levels = await page.value<number[]>(looks.HEADING_LEVELS);

        expect(levels[0]).toBe(1);
        expect(levels.filter((level) => level === 1)).toHaveLength(1);
        expect(levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1)).toEqual(
          [],
        );
        expect(await page.value(looks.DEAD_LINKS)).toEqual([]);
        expect(await page.value(looks.HEADLESS_TABLES)).toEqual([]);
      });
    });

    it('is printed light, even by a reader who prefers dark', async () => {
      await OpenedPage.with(browser, fileOf(name), { width: 700, scheme: 'dark' }, async (page) => {
        await page.print();

        expect(await page.value('getComputedStyle(document.body).backgroundColor')).toBe(
          'rgb(255, 255, 255)',
        );
        expect(await page.value(looks.FAINT_TEXTS)).toEqual([]);
        expect(await page.value(looks.OVERFLOW)).toBeLessThanOrEqual(0);
      });
    });
  });

  it('is a table to a screen reader on a phone too, where it looks like none', async () => {
    await OpenedPage.with(
      browser,
      fileOf('of a game day on AWS'),
      { width: 400, scheme: 'light' },
      async (page) => {
        const outline = await page.outline();

        expect(outline).toContain(
          'heading "The hypothesis held: all 7 checks lay within tolerance." [level=1]',
        );
        expect(outline).toMatch(/- table "Each check of the hypothesis/);
        expect(outline).toMatch(/- columnheader "Tolerance"/);
        expect(outline).toMatch(/- rowheader "the failed region is detected"/);
        expect(outline).toMatch(/- img "did not pass"/);
      },
    );
  });

  it('counts a page that asks another host for something', async () => {
    const file = path.join(folder, 'bad.html');
    writeFileSync(
      file,
      '<img src="https://elsewhere.example/x.png"><script>throw new Error("boom")</script>',
    );

    await OpenedPage.with(browser, file, { width: 400, scheme: 'light' }, async (page) => {
      await page.value('new Promise((resolve) => setTimeout(resolve, 50))');

      expect(page.troubles).toEqual(
        expect.arrayContaining(['asked for https://elsewhere.example/x.png', 'boom']),
      );
    });
  });
});
