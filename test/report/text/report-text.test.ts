import { stripVTControlCharacters } from 'node:util';
import { createColors } from 'picocolors';
import { onAws, refused, running } from '../support/aws-journals';
import { DENIED, held, refuted } from '../support/journals';
import { at } from '../support/moments';
import { terminalOf } from '../support/drawn';

const PLAIN = createColors(false);
const BRIGHT = createColors(true);

function lines(text: string): string[] {
  return text.split('\n');
}

describe('the report on the terminal', () => {
  it.each([80, 90, 110, 200])('stays within %i columns, and within 110', (columns) => {
    const widest = Math.max(...lines(terminalOf(refuted(), PLAIN, columns)).map((line) => line.length));

    expect(widest).toBeLessThanOrEqual(Math.min(columns, 110));
  });

  it('says what AWS denied, to whom and how often, and nothing of it where nothing is known to be', () => {
    const text = terminalOf(held({ denied: DENIED }), PLAIN, 110);
    expect(text).toContain(
      [
        'What AWS denied',
        '  →  lab-automation: lambda:UpdateAlias in us-east-1 12 times, first at 12:03:00: not authorized',
        '  →  lab-ended: ssm:StartAutomationExecution in us-east-1 once: counted by EventBridge',
      ].join('\n'),
    );
    expect(terminalOf(held({ denied: DENIED, world: 'aws' }), PLAIN, 110)).toContain(
      'What AWS denied, as far as its services tell',
    );
    for (const denied of [[], undefined])
      expect(terminalOf(held({ denied }), PLAIN, 110)).not.toContain('denied');
  });

  it('ends with one line that says the verdict and what it means', () => {
    expect(lines(terminalOf(held(), PLAIN, 80)).slice(-2)).toEqual([
      '✓ The hypothesis held: all 7 checks lay within tolerance (rehearsal)',
      '',
    ]);
    expect(terminalOf(refuted({ world: 'aws' }), PLAIN, 80)).toMatch(
      /\n✗ The hypothesis is refuted: 2 of 7 checks did not hold\n$/,
    );
  });

  it('tells the timeline in offsets from the start', () => {
    expect(terminalOf(held(), PLAIN, 110)).toContain(
      '  +03:35  health.unhealthy      us-east-1: 0 of 16 checkers',
    );
  });

  it('shows each check with sign, measured value, tolerance and detail', () => {
    const text = terminalOf(refuted(), PLAIN, 100);

    expect(text).toMatch(/✓ {2}customers of both regions are served +0 % {2}≤ 1 %\n/);
    expect(text).toMatch(/✗ {2}its customers are served by another region +not seen {2}≤ 3 min\n/);
    expect(text).toMatch(/It\s+watches example\.eu\.mydomain\.com/);
  });

  it('shows what was not measured with a question mark', () => {
    const [first, ...rest] = held().checks;
    const checks = [{ ...first!, held: null, measured: null }, ...rest];

    expect(terminalOf(held({ checks, verdict: 'inconclusive' }), PLAIN, 80)).toMatch(
      /\? {2}both health checks are healthy +not measured {2}≥ 1/,
    );
  });

  it('names the moments that did not come', () => {
    const text = terminalOf(refuted(), PLAIN, 110);

    expect(text).toMatch(/not detected +– {2}the failed region's health check is unhealthy: not seen\n/);
    expect(text).toMatch(/fault started +\+03:00/);
    expect(text).toMatch(
      /fault live +\+03:04 {2}4 s after the fault started: every target carries the fault/,
    );
  });

  it('shows status and reason before the verdict when the experiment did not complete', () => {
    const text = terminalOf(held({ status: 'stopped', reason: 'the alarm eu-failures rose' }), PLAIN, 80);

    expect(text).toContain(
      'The experiment was stopped before its end.\n  the alarm eu-failures rose\n\n✓ The hypothesis held',
    );
  });

  it('lists what differs when the restoration is not proven', () => {
    const text = terminalOf(
      held({ restored: { proven: false, differences: ['hello: one layer more'] } }),
      PLAIN,
      80,
    );

    expect(text).toMatch(/✗ {2}not proven: it is not proven that the targets are as they were/);
    expect(text).toContain('\n     hello: one layer more\n');
  });

  it('is laid out alike with and without colours', () => {
    const coloured = terminalOf(refuted(), BRIGHT, 90);

    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(terminalOf(refuted(), PLAIN, 90));
  });

  it('obeys no control characters of the journal', () => {
    const text = terminalOf(held({ status: 'failed', reason: '\u001b[2J\u0007boom' }), PLAIN, 80);

    expect(text).toContain('  boom');
    expect(text).not.toContain('\u001b');
  });

  it('stands without checks, customers and timeline', () => {
    const text = terminalOf(held({ checks: [], customers: {}, timeline: [] }), PLAIN, 80);

    expect(text).toContain('no check was made');
    expect(text).toContain('no request of any customer was counted');
  });

  it.each([onAws(), running(), refused()])(
    'stays within 80 columns whatever the game day (%#)',
    (journal) => {
      const widest = Math.max(...lines(terminalOf(journal, PLAIN, 80)).map((line) => line.length));

      expect(widest).toBeLessThanOrEqual(80);
    },
  );

  it('keeps its columns after a hundred minutes and after a day', () => {
    const timeline = [
      { at: at(0), event: 'gameday.started', detail: 'go' },
      { at: at(6300), event: 'a.b', detail: 'late' },
      { at: at(90_000), event: 'a.c', detail: 'later' },
    ];
    const text = terminalOf(held({ timeline, times: refused().times }), PLAIN, 80);

    expect(text).toContain('  +25:00:00  a.c              later\n');
    expect(text).toContain('   +1:45:00  a.b              late\n');
    expect(text).toContain('     +00:00  gameday.started  go\n');
  });

  it('shows what a rehearsal found beside what was measured', () => {
    const text = terminalOf(onAws(), PLAIN, 110);

    expect(text).toMatch(/the failed region is detected +35 s {2}≤ 1 min 30 s {2}expected 32 s\n/);
    expect(text).toMatch(/880 requests +70 failed +7\.95 % {2}expected 14 %, the failed region\n/);
  });

  it('says what the evidence points at, and what to do', () => {
    const text = terminalOf(refuted(), PLAIN, 110);

    expect(text).toContain('  →  The health check of us-east-1 does not watch what it should.\n');
    expect(text).toContain('     what to do: Point the health check at example.us.mydomain.com.\n');
  });

  it('says that nothing was started, and complains of no restoration and of no moment', () => {
    const text = terminalOf(refused(), PLAIN, 100);

    expect(text).toContain('Restoration\n  Nothing was started, so nothing was to be restored.\n');
    expect(text).not.toMatch(/not proven|not seen|Times|Customers/);
    expect(text).toContain('Before the start: 2 of 5 checks did not pass\n  ✗  no-fault\n');
    expect(text).toMatch(/\n\? Nothing was started: 2 checks before the start did not pass\n$/);
  });

  it('marks a check before the start that was forced', () => {
    expect(terminalOf(onAws(), PLAIN, 100)).toContain('  ✗  no-other-experiment (forced)\n');
  });

  it('says how to resume a game day that is not over', () => {
    const text = terminalOf(running(), PLAIN, 100);

    expect(text).toContain('To resume it: npm run start-experiment -- --resume EXP8GCr2mVvNxDQ1\n');
    expect(text).toMatch(/\? {2}not yet: the targets had not been compared/);
  });
});
