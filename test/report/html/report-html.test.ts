import { onAws, refused, running } from '../support/aws-journals';
import { DENIED, held, refuted } from '../support/journals';
import { at } from '../support/moments';
import { checkNesting, visibleText } from '../support/markup';
import { pageOf } from '../support/drawn';

const NEVER_CLOSED = ['meta', 'link', 'br'];

describe('the report as a page', () => {
  it('needs nothing from outside, and no script', () => {
    const page = pageOf(refuted());
    const requests =
      /<(?:script|img|iframe|object|embed|audio|video)\b|\b(?:src|href)="(?!data:|#)|url\((?!#)|@import/;

    expect(page).not.toMatch(requests);
    expect(page).toContain("default-src 'none'");
  });

  it('is well nested, has a language, a title, and headings in their order', () => {
    const page = pageOf(held());
    const headings = [...page.matchAll(/<h(\d)[^>]*>/g)].map(([, level]) => level);

    expect(() => checkNesting(page, NEVER_CLOSED)).not.toThrow();
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('<title>Game day ✓ held (rehearsal) 2026-11-20 12:00:00 UTC</title>');
    expect(headings).toEqual(['1', ...Array.from({ length: 8 }, () => '2')]);
    expect(page.match(/<table/g)).toHaveLength(page.match(/<caption>/g)?.length ?? 0);
    expect(page.match(/<table/g)).toHaveLength(page.match(/<thead/g)?.length ?? 0);
    // Laid out as rows of a phone, some browsers no longer take them for tables.
    expect(page.match(/<(?:table|thead|tbody|tr|th|td)\b(?![^>]*role=)/g)).toBeNull();
  });

  it('gives every picture a role and a title', () => {
    const page = pageOf(held());

    expect(page.match(/<svg /g)).toHaveLength(6);
    expect(page.match(/<svg [^>]*role="img"[^>]*><title>/g)).toHaveLength(6);
  });

  it('says the verdict first, and then why, in the words of the checks that did not hold', () => {
    const text = visibleText(pageOf(refuted()));
    const places = [
      'The hypothesis is refuted: 2 of 7 checks did not hold.',
      'It watches example.eu.mydomain.com, which is not a host of us-east-1.',
      'What the evidence points at The health check of us-east-1 does not watch what it should.',
      'gameday.started',
      'Each step is one period of 60 s',
      'Steady state. Was everything healthy before the fault?',
    ].map((words) => text.indexOf(words));

    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it('lists nothing against a hypothesis that held', () => {
    const page = pageOf(held());

    expect(visibleText(page)).toContain('All 7 checks held.');
    expect(page).not.toContain('class="against"');
  });

  it('shows what could not be measured as such, never as held', () => {
    const checks = held().checks.map((check, index) =>
      index === 3 ? { ...check, held: null, measured: null, detail: 'no metrics came' } : check,
    );
    const text = visibleText(pageOf(held({ verdict: 'inconclusive', checks })));

    expect(text).toContain('Inconclusive: 1 of 7 checks could not be measured.');
    expect(text).toContain('? the failed region is detected no metrics came');
  });

  it('shows each check with its measured value and its tolerance', () => {
    const text = visibleText(pageOf(held()));

    expect(text).toContain('✓ customers of both regions are served 0 % ≤ 1 %');
    expect(text).toContain('✓ the failed region is detected 35 s ≤ 1 min 30 s');
  });

  it('shows the customers by region, and which region failed', () => {
    const text = visibleText(pageOf(refuted()));

    expect(text).toContain('us-east-1 (us, the failed region) 880 444 50.5 %');
    expect(text).toContain('eu-west-1 (eu) 580 0 0 %');
  });

  it('shows the moments that did not come as such', () => {
    const text = visibleText(pageOf(refuted()));

    expect(text).toContain('not detected');
    expect(text).toContain('not rerouted');
    expect(visibleText(pageOf(held()))).not.toContain('not detected');
  });

  it('says at the top and at the end what world it was', () => {
    expect(visibleText(pageOf(held()))).toContain('No AWS account was touched.');
    expect(visibleText(pageOf(held({ world: 'aws' })))).not.toMatch(/rehears/i);
  });

  it('has a section for what AWS denied, where something is known to be', () => {
    expect(visibleText(pageOf(held({ denied: DENIED, world: 'aws' })))).toContain(
      'What AWS denied, as far as its services tell lab-automation: lambda:UpdateAlias in us-east-1 12 times, first at 12:03:00: not authorized',
    );
    expect(pageOf(held({ denied: [] }))).not.toContain('id="denied"');
  });

  it('warns, even when the hypothesis held, that the restoration is not proven', () => {
    const text = visibleText(
      pageOf(
        held({ restored: { proven: false, differences: ['chaos-lab-hello: the layer is still there'] } }),
      ),
    );

    expect(text).toContain('It is not proven that the targets are as they were before');
    expect(text).toContain('✗ not proven.');
    expect(text).toContain('chaos-lab-hello: the layer is still there');
  });

  it('gives the reason of a failed experiment with its lines as they are', () => {
    const reason = 'Traceback (most recent call last):\n  File "attach", line 3\nKeyError: <Layers>';
    const page = pageOf(held({ status: 'failed', verdict: 'inconclusive', reason }));

    expect(visibleText(page)).toContain('The experiment failed.');
    expect(page).toContain(
      '<pre>Traceback (most recent call last):\n  File &quot;attach&quot;, line 3\nKeyError: &lt;Layers&gt;</pre>',
    );
  });

  it('escapes whatever the journal says, wherever it stands', () => {
    const evil = '"><script>alert(1)</script>';
    const base = held();
    const page = pageOf({
      ...base,
      reason: evil,
      hypothesis: { ...base.hypothesis, title: evil, given: evil },
      experiment: {
        ...{ ...base.experiment, id: evil, templateId: evil, region: evil, status: evil },
        actions: [{ name: evil, status: evil, startedAt: null, endedAt: null }],
      },
      preflight: [{ name: 'targets', passed: false, measured: evil, advice: evil, forced: true }],
      diagnosis: [{ finding: evil, evidence: evil, advice: evil }],
      expected: {
        ...{ source: evil, secondsToDetect: null, secondsToReroute: null, checks: {} },
        customers: { [evil]: { requests: 1, failed: 1 } },
      },
      deployment: {
        ...{ ...base.deployment, apiUrl: evil, alias: evil, dashboardName: evil },
        regions: base.deployment.regions.map((one) => ({
          ...{ ...one, region: evil, label: evil, host: evil, healthCheckId: evil },
          stopAlarmNames: [evil],
        })),
      },
      snapshots: base.snapshots.map((one) => ({
        ...{ ...one, functionName: evil, alias: evil, aliasVersion: evil, aliasWeights: { [evil]: 0.1 } },
        ...{ variables: { [evil]: evil }, layers: [evil], versions: [evil] },
      })),
      checks: base.checks.map((check) => ({ ...check, name: evil, detail: evil, tolerance: evil })),
      customers: { [evil]: { requests: 1, failed: 1 } },
      restored: { proven: false, differences: [evil] },
      denied: DENIED.map((one) => ({ ...one, who: evil, call: evil, region: evil, reason: evil })),
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
    const page = pageOf(held({ checks: [], customers: {}, timeline: [], dashboard: null }));

    expect(() => checkNesting(page, NEVER_CLOSED)).not.toThrow();
    expect(visibleText(page)).toContain('No check was made.');
    expect(visibleText(page)).toContain('The dashboard was not read');
    expect(visibleText(page)).toContain('No request of any customer was counted.');
  });

  it('says of a game day that was refused what kept it, and complains of no restoration and of no moment', () => {
    const page = pageOf(refused());
    const text = visibleText(page);

    expect(() => checkNesting(page, NEVER_CLOSED)).not.toThrow();
    expect(text).toContain('Nothing was started: 2 checks before the start did not pass.');
    expect(text).toContain('✗ no-fault chaos-lab-hello carries the fault since');
    expect(text).toContain('? customers AccessDeniedException');
    expect(text).toContain('Restoration Nothing was started, so nothing was to be restored.');
    expect(text).not.toMatch(/not proven|not seen|never live|No metrics|No check was made/);
  });

  it('says of a game day that is not over as of when, and how to resume it', () => {
    const text = visibleText(pageOf(running()));

    expect(text).toContain('Not over, or its runner died: as of 2026-11-20 12:08:01 UTC.');
    expect(text).toContain('npm run start-experiment -- --resume EXP8GCr2mVvNxDQ1');
    expect(text).toContain('not yet rerouted');
    expect(text).not.toMatch(/not proven|not rerouted/);
  });

  it('shows what a rehearsal found beside what was measured, and where that stands', () => {
    const text = visibleText(pageOf(onAws()));

    expect(text).toContain(
      'expected is what the rehearsal in reports/2026-01-01T12-00-00Z-rehearsal-held/journal.json',
    );
    expect(text).toContain('✓ the failed region is detected 35 s ≤ 1 min 30 s 32 s');
    expect(text).toContain('us-east-1 (us, the failed region) 880 70 7.95 % 14 %');
    expect(text).toContain('Detected 35 s after the fault 32 s in the rehearsal');
  });

  it('lists the checks before the start, and marks the forced one', () => {
    const text = visibleText(pageOf(onAws()));

    expect(text).toContain('It was started by force although no-other-experiment had not passed.');
    expect(text).toContain('no other experiment is running forced no-other-experiment EXPbZ8Yw4pLq2sVn1');
    expect(visibleText(pageOf(held()))).not.toContain('Before the start');
  });

  it('shows the configuration, but never the fingerprint of a variable', () => {
    const page = pageOf(held());
    const text = visibleText(page);

    for (const fact of [
      'EXT4nS7kYpBwLz3h',
      'check-us',
      'example.us.mydomain.com',
      'lab-customers-outside-us',
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).toContain('3 min of steady state before the fault, 5 min of recovery after it');
    expect(text).toContain('chaos-lab-hello live → 1 $LATEST, 1 none REGION_LABEL , TABLE');
    expect(text).toContain('S01_Wait completed 12:03:01 12:13:01 10 min');
    expect(page).not.toContain('9b74c9897bac770f');
  });

  it('says how many requests the workers of a region send together', () => {
    const { deployment } = held();
    const [us, ...others] = deployment.regions;
    const regions = [{ ...us!, workers: 3 }, ...others];

    expect(visibleText(pageOf(held({ deployment: { ...deployment, regions } })))).toContain('3 × 44 = 132');
  });

  it('tells the timeline in times of the day and since the start, the moments with their numbers', () => {
    const text = visibleText(pageOf(held()));

    expect(text).toContain('12:00:00 +00:00 gameday.started');
    expect(text).toContain('12:03:00 +03:00 1 fault.started the alias of lab-hello');
    expect(text).toContain('12:03:04 +03:04 2 fault.live 4 s after the fault started. the aliases');
    expect(text).toContain(
      '12:03:35 +03:35 3 health.unhealthy 35 s after the fault started. us-east-1: 0 of 16',
    );
    expect(text).toContain('12:13:05 +13:05 5 fault.gone');
  });

  it('puts a moment that the timeline does not tell into its place', () => {
    const timeline = held().timeline.filter(({ event }) => event !== 'customers.rerouted');
    const text = visibleText(pageOf(held({ timeline })));

    expect(text).toMatch(/health\.unhealthy .* 12:04:35 \+04:35 4 customers\.rerouted .* 12:13:01/);
  });

  it('counts hours where there are some', () => {
    const timeline = [...held().timeline, { at: at(6300), event: 'late.event', detail: '' }];

    expect(visibleText(pageOf(held({ timeline })))).toContain('13:45:00 +1:45:00 late.event');
  });

  it('has the same bytes whenever the journal is the same', () => {
    expect(pageOf(held())).toBe(pageOf(held()));
  });
});
