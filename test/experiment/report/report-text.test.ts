import { stripVTControlCharacters } from 'node:util';
import { createColors } from 'picocolors';
import { reportText } from '../../../experiment/report/report-text';
import { held, refuted } from './journals';

const PLAIN = createColors(false);
const BRIGHT = createColors(true);

function lines(text: string): string[] {
  return text.split('\n');
}

describe('the report on the terminal', () => {
  it.each([80, 90, 110, 200])('stays within %i columns, and within 110', (columns) => {
    const widest = Math.max(...lines(reportText(refuted(), PLAIN, columns)).map((line) => line.length));

    expect(widest).toBeLessThanOrEqual(Math.min(columns, 110));
  });

  it('ends with one line that says the verdict and what it means', () => {
    expect(lines(reportText(held(), PLAIN, 80)).slice(-2)).toEqual([
      '✓ held (rehearsal): every check was measured and lay within its tolerance',
      '',
    ]);
    expect(reportText(refuted({ world: 'aws' }), PLAIN, 80)).toMatch(
      /\n✗ refuted: at least one check did not hold\n$/,
    );
  });

  it('tells the timeline in offsets from the start', () => {
    expect(reportText(held(), PLAIN, 110)).toContain(
      '  +03:35  health.unhealthy      us-east-1: 0 of 16 checkers',
    );
  });

  it('shows each check with sign, measured value, tolerance and detail', () => {
    const text = reportText(refuted(), PLAIN, 100);

    expect(text).toMatch(/✓ {2}customers of both regions are served +0 \(0 %\) {2}<= 0\.01\n/);
    expect(text).toMatch(/✗ {2}its customers are served by another region +605 {2}<= 180\n/);
    expect(text).toMatch(/It\s+watches example\.eu\.mydomain\.com/);
  });

  it('shows what was not measured with a question mark', () => {
    const [first, ...rest] = held().checks;
    const checks = [{ ...first!, held: null, measured: null }, ...rest];

    expect(reportText(held({ checks, verdict: 'inconclusive' }), PLAIN, 80)).toMatch(
      /\? {2}both health checks are healthy +not measured {2}>= 1/,
    );
  });

  it('names the moments that did not come', () => {
    const text = reportText(refuted(), PLAIN, 110);

    expect(text).toMatch(/not detected +– {2}the failed region's health check is unhealthy: not seen\n/);
    expect(text).toMatch(/fault live +\+03:00/);
  });

  it('shows status and reason before the verdict when the experiment did not complete', () => {
    const text = reportText(held({ status: 'stopped', reason: 'the alarm eu-failures rose' }), PLAIN, 80);

    expect(text).toContain(
      'The experiment was stopped before its end.\n  the alarm eu-failures rose\n\n✓ held',
    );
  });

  it('lists what differs when the restoration is not proven', () => {
    const text = reportText(
      held({ restored: { proven: false, differences: ['hello: one layer more'] } }),
      PLAIN,
      80,
    );

    expect(text).toContain('✗  not proven\n     hello: one layer more');
  });

  it('is laid out alike with and without colours', () => {
    const coloured = reportText(refuted(), BRIGHT, 90);

    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(reportText(refuted(), PLAIN, 90));
  });

  it('obeys no control characters of the journal', () => {
    const text = reportText(held({ status: 'failed', reason: '\u001b[2J\u0007boom' }), PLAIN, 80);

    expect(text).toContain('  boom');
    expect(text).not.toContain('\u001b');
  });

  it('stands without checks, customers and timeline', () => {
    const text = reportText(held({ checks: [], customers: {}, timeline: [] }), PLAIN, 80);

    expect(text).toContain('no check was made');
    expect(text).toContain('no request of any customer was counted');
  });
});
