import { reportHtml } from '../../../experiment/report/report-html';
import { held, refuted } from './journals';
import { checkNesting, visibleText } from './markup';

const NEVER_CLOSED = ['meta', 'link', 'br'];

describe('the report as a page', () => {
  it('needs nothing from outside, and no script', () => {
    const page = reportHtml(refuted());
    const requests =
      /<(?:script|img|iframe|object|embed|audio|video)\b|\b(?:src|href)="(?!data:)|url\((?!#)|@import/;

    expect(page).not.toMatch(requests);
    expect(page).toContain("default-src 'none'");
  });

  it('is well nested, has a language, a title, and headings in their order', () => {
    const page = reportHtml(held());
    const headings = [...page.matchAll(/<h(\d)[^>]*>/g)].map(([, level]) => level);

    expect(() => checkNesting(page, NEVER_CLOSED)).not.toThrow();
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('<title>Game day held (rehearsal) 2026-11-20 12:00:00 UTC</title>');
    expect(headings).toEqual(['1', ...Array.from({ length: 8 }, () => '2')]);
    expect(page.match(/<table/g)).toHaveLength(page.match(/<caption>/g)?.length ?? 0);
  });

  it('gives every picture a role and a title', () => {
    const page = reportHtml(held());

    expect(page.match(/<svg /g)).toHaveLength(6);
    expect(page.match(/<svg [^>]*role="img"[^>]*><title>/g)).toHaveLength(6);
  });

  it('says the verdict first, and then why, in the words of the checks that did not hold', () => {
    const text = visibleText(reportHtml(refuted()));
    const places = [
      'The hypothesis is refuted: at least one check did not hold.',
      'Of 7 checks, 2 did not hold.',
      'It watches example.eu.mydomain.com, which is not a host of us-east-1.',
      'Steady state. Was all well before the fault?',
    ].map((words) => text.indexOf(words));

    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it('lists nothing against a hypothesis that held', () => {
    const page = reportHtml(held());

    expect(visibleText(page)).toContain('All 7 checks held.');
    expect(page).not.toContain('class="against"');
  });

  it('shows what could not be measured as such, never as held', () => {
    const checks = held().checks.map((check, index) =>
      index === 3 ? { ...check, held: null, measured: null, detail: 'no metrics came' } : check,
    );
    const text = visibleText(reportHtml(held({ verdict: 'inconclusive', checks })));

    expect(text).toContain(
      'The game day is inconclusive: it was not carried to its end, or something that the hypothesis needs was not measured.',
    );
    expect(text).toContain('Of 7 checks, 1 could not be measured.');
    expect(text).toContain('? the failed region is detected no metrics came');
  });

  it('shows each check with its measured value and its tolerance', () => {
    const text = visibleText(reportHtml(held()));

    expect(text).toContain('✓ customers of both regions are served 0 (0 %) <= 0.01');
    expect(text).toContain('✓ the failed region is detected 35 <= 90');
  });

  it('shows the customers by region, and which region failed', () => {
    const text = visibleText(reportHtml(refuted()));

    expect(text).toContain('us-east-1 (the failed region) 880 444 50.5 %');
    expect(text).toContain('eu-west-1 580 0 0 %');
  });

  it('shows the moments that did not come as such', () => {
    const text = visibleText(reportHtml(refuted()));

    expect(text).toContain('not detected');
    expect(text).toContain('not rerouted');
    expect(visibleText(reportHtml(held()))).not.toContain('not detected');
  });

  it('says at the top and at the end what world it was', () => {
    expect(visibleText(reportHtml(held()))).toContain('No AWS account was touched.');
    expect(visibleText(reportHtml(held({ world: 'aws' })))).not.toMatch(/rehears/i);
  });

  it('warns, even when the hypothesis held, that the restoration is not proven', () => {
    const text = visibleText(
      reportHtml(
        held({ restored: { proven: false, differences: ['chaos-lab-hello: the layer is still there'] } }),
      ),
    );

    expect(text).toContain('It is not proven that the functions are as they were before');
    expect(text).toContain('✗ Not proven.');
    expect(text).toContain('chaos-lab-hello: the layer is still there');
  });

  it('gives the reason of a failed experiment with its lines as they are', () => {
    const reason = 'Traceback (most recent call last):\n  File "attach", line 3\nKeyError: <Layers>';
    const page = reportHtml(held({ status: 'failed', verdict: 'inconclusive', reason }));

    expect(visibleText(page)).toContain('The experiment failed.');
    expect(page).toContain(
      '<pre>Traceback (most recent call last):\n  File &quot;attach&quot;, line 3\nKeyError: &lt;Layers&gt;</pre>',
    );
  });

  it('escapes whatever the journal says, wherever it stands', () => {
    const evil = '"><script>alert(1)</script>';
    const base = held();
    const page = reportHtml({
      ...base,
      reason: evil,
      hypothesis: { title: evil, given: evil },
      experiment: { id: evil, templateId: evil, region: evil, faultMinutes: 10 },
      checks: base.checks.map((check) => ({ ...check, name: evil, detail: evil, tolerance: evil })),
      customers: { [evil]: { requests: 1, failed: 1 } },
      restored: { proven: false, differences: [evil] },
      timeline: base.timeline.map(({ at }) => ({ at, event: evil, detail: evil })),
      dashboard: {
        ...base.dashboard!,
        name: evil,
        panels: base.dashboard!.panels.map((panel) => ({
          ...panel,
          title: evil,
          yAxis: { label: evil },
          series: panel.series.map((series) => ({ ...series, label: evil, color: evil })),
        })),
      },
    });

    expect(page).not.toContain('<script');
    expect(() => checkNesting(page, NEVER_CLOSED)).not.toThrow();
  });

  it('stands without checks, customers, timeline and dashboard', () => {
    const never = {
      ...{ startedAt: null, faultLiveAt: null, detectedAt: null, reroutedAt: null, restoredAt: null },
      ...{ endedAt: null, secondsToDetect: null, secondsToReroute: null },
    };
    const page = reportHtml(
      held({
        ...{ status: 'aborted', verdict: 'inconclusive', reason: 'the steady state did not hold' },
        ...{ checks: [], customers: {}, timeline: [], dashboard: null, times: never },
        experiment: { ...held().experiment, id: null },
      }),
    );

    expect(() => checkNesting(page, NEVER_CLOSED)).not.toThrow();
    expect(visibleText(page)).toContain('The experiment was not started. No check was made.');
    expect(visibleText(page)).toContain('No metrics were read');
  });

  it('has the same bytes whenever the journal is the same', () => {
    expect(reportHtml(held())).toBe(reportHtml(held()));
  });
});
