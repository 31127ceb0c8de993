import type { Journal } from '../../../experiment/journal/journal';
import type { DashboardPanel, DashboardSeries } from '../../../experiment/journal/dashboard-record';
import { COLORS } from '../../../report/chart/theme';
import { held, older, refuted } from '../support/journals';
import { at } from '../support/moments';
import { checkNesting, pathsIn, visibleText } from '../support/markup';
import { dashboardOf } from '../support/drawn';

const MINUTE = 60_000;
const START = Date.parse(at(0));

function withSeries(...series: DashboardSeries[]): Journal {
  const panel: DashboardPanel = {
    ...{ title: 'Only panel', x: 0, y: 0, width: 12, height: 6, periodSeconds: 60 },
    yAxis: { min: 0 },
    series,
  };
  return held({ dashboard: { name: 'one', from: at(0), to: at(600), panels: [panel] } });
}

/** What a line shows that is no count, and its axis. Older journals name no metrics. */
const SHOWN: Readonly<Record<string, Pick<DashboardSeries, 'metric'> & Pick<DashboardPanel, 'yAxis'>>> = {
  'a health status': { metric: 'HealthCheckStatus', yAxis: { min: 0 } },
  'an older health status': { yAxis: { min: 0, max: 1 } },
  'a failed share': { metric: 'failed_share', yAxis: { min: 0, max: 1 } },
};

/** The second at which something stands in the only panel of `withSeries`: 588 pixels wide, with margins of 46 and 26, for 600 s. */
function secondAt(x: number): number {
  return Math.round(((x - 46) / (588 - 46 - 26)) * 600);
}

/** How often a number stands on a disc. */
function discs(svg: string, number: number): number {
  const disc = `<circle [^>]*fill="${COLORS.mark}"/><text [^>]*>${number}</text>`;
  return [...svg.matchAll(new RegExp(disc, 'g'))].length;
}

describe('the dashboard as SVG', () => {
  it('has the same bytes whenever the journal is the same', () => {
    const first = dashboardOf(held());
    dashboardOf(refuted());

    expect(dashboardOf(held())).toBe(first);
  });

  it('is well-formed, and asks for nothing from outside', () => {
    const svg = dashboardOf(refuted());

    expect(() => checkNesting(svg)).not.toThrow();
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|url\((?!#)|<script|<image/,
    );
  });

  it('gives each id once, so clips of one panel never cut another', () => {
    const ids = [...dashboardOf(held()).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says verdict, world, region, duration and hypothesis at the top', () => {
    const text = visibleText(dashboardOf(refuted()));

    expect(text).toContain('✗ REFUTED');
    expect(text).toContain('REHEARSAL');
    expect(text).toContain('60 s of latency for 10 min in us-east-1');
    expect(text).toContain('00:00 is 2026-11-20 12:00:00 UTC');
    expect(text).toContain('Failure in one region does not affect other regions.');
  });

  it('does not call a game day on AWS a rehearsal', () => {
    expect(visibleText(dashboardOf(held({ world: 'aws' })))).not.toMatch(/rehearsal/i);
  });

  it('shows every panel of the journal with its series', () => {
    const text = visibleText(dashboardOf(held()));

    for (const panel of held().dashboard?.panels ?? []) {
      expect(text).toContain(panel.title);
      for (const series of panel.series) expect(text).toContain(series.label);
    }
  });

  it('marks all moments in each panel and in the legend when all came', () => {
    const svg = dashboardOf(held());

    expect([1, 2, 3, 4, 5].map((number) => discs(svg, number))).toEqual([7, 7, 7, 7, 7]);
    expect(visibleText(svg)).toContain('fault started +03:00');
    expect(visibleText(svg)).toContain('fault live +03:04, 4 s after the fault started');
    expect(visibleText(svg)).toContain('detected +03:35, 35 s after the fault started');
    expect(visibleText(svg)).toContain('rerouted +04:35, 1 min 35 s after the fault started');
  });

  it('marks only the moments that came, and says which did not', () => {
    const svg = dashboardOf(refuted());

    expect([1, 2, 3, 4, 5].map((number) => discs(svg, number))).toEqual([7, 7, 0, 0, 7]);
    expect(visibleText(svg)).toContain('not detected');
    expect(visibleText(svg)).toContain('not rerouted');
  });

  it('marks the four moments of an older journal, which do not include the first target', () => {
    const svg = dashboardOf(older(held()));

    expect([1, 2, 3, 4, 5].map((number) => discs(svg, number))).toEqual([7, 7, 7, 7, 0]);
    expect(visibleText(svg)).toContain('detected +03:35, 35 s after the fault went live');
  });

  it('marks and shades nothing when no target carried the fault', () => {
    const none = {
      faultStartedAt: null,
      faultLiveAt: null,
      detectedAt: null,
      reroutedAt: null,
      restoredAt: null,
    };
    const svg = dashboardOf(held({ times: { ...held().times, ...none } }));

    expect([1, 2, 3, 4, 5].map((number) => discs(svg, number))).toEqual([0, 0, 0, 0, 0]);
    expect(svg).not.toContain(`<polygon`);
    expect(visibleText(svg)).toContain('No target carried the fault.');
  });

  it('shades the fault in each panel, to the end of the span when its end was not seen', () => {
    const ending = dashboardOf(held());
    const endless = dashboardOf(held({ times: { ...held().times, restoredAt: null } }));

    const right = (svg: string): number[] =>
      [...svg.matchAll(/<polygon points="([^"]*)" fill="([^"]*)"/g)].map(([, points = '', fill]) => {
        expect(fill).toBe(COLORS.fault);
        return Math.max(
          ...points
            .split(' ')
            .filter((_, index) => index % 2 === 0)
            .map(Number),
        );
      });
    expect(right(ending)).toHaveLength(6);
    expect(Math.max(...right(ending))).toBeLessThan(Math.min(...right(endless)));
    expect(visibleText(endless)).toContain('the fault, whose end was not seen');
  });

  it('shows a period without data as a gap, and zero as zero', () => {
    const points = (values: (number | null)[]): DashboardSeries['points'] =>
      values.flatMap((value, minute) => (value === null ? [] : [[START + minute * MINUTE, value] as const]));
    const svg = dashboardOf(
      withSeries(
        { label: 'gap', color: '#123456', points: points([5, 5, null, null, 5]) },
        { label: 'zero', color: '#654321', points: points([5, 5, 0, 0, 5]) },
      ),
    );

    expect(pathsIn(svg, '#123456').map((d) => d.match(/M/g)?.length)).toEqual([2]);
    expect(pathsIn(svg, '#654321').map((d) => d.match(/M/g)?.length)).toEqual([1]);
  });

  it('draws a value as a level step over its period, so health never takes values between 0 and 1', () => {
    const svg = dashboardOf(
      withSeries({
        label: 'health',
        color: '#123456',
        points: [
          [START, 1],
          [START + MINUTE, 0],
        ],
      }),
    );
    const [d = ''] = pathsIn(svg, '#123456');
    const corners = [...d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    );

    for (const [index, [x, y]] of corners.slice(1).entries()) {
      const [beforeX, beforeY] = corners[index]!;
      expect(x === beforeX || y === beforeY).toBe(true);
    }
  });

  it.each([
    // A minute's 2 failures are those after the fault; the next minute is full from its start, whatever is detected in it.
    ['failures', [0, 0, 2, 44, 44], { faultStartedAt: at(178), detectedAt: at(213) }, [178, 180]],
    [
      'failures from the border of a minute',
      [0, 0, 44, 44],
      { faultStartedAt: at(120), detectedAt: at(155) },
      [120],
    ],
    ['failures that end', [44, 44, 20, 0], { faultStartedAt: at(0), reroutedAt: at(150) }, [150, 180]],
    [
      'failures until the fault is gone',
      [44, 44, 20, 0],
      { faultStartedAt: at(0), restoredAt: at(150) },
      [150, 180],
    ],
    ['a health status', [1, 1, 0, 0], { faultStartedAt: at(122), detectedAt: at(155) }, [155]],
    ['an older health status', [1, 1, 0, 0], { faultStartedAt: at(122), detectedAt: at(155) }, [155]],
    ['a failed share', [0, 0, 1, 1], { faultStartedAt: at(122), detectedAt: at(155) }, [122]],
  ] as const)('draws no step of %s before its cause', (label, values, came, changes) => {
    const points = values.map((value, minute) => [START + minute * MINUTE, value] as const);
    const { metric, yAxis } = SHOWN[label] ?? { metric: 'status_5xx', yAxis: { min: 0 } };
    const named = metric === undefined ? {} : { metric };
    const journal = withSeries({ label, ...named, color: '#123456', points });
    const never = {
      faultStartedAt: null,
      faultLiveAt: null,
      detectedAt: null,
      reroutedAt: null,
      restoredAt: null,
    };
    const [panel] = journal.dashboard!.panels;
    const svg = dashboardOf({
      ...journal,
      dashboard: { ...journal.dashboard!, panels: [{ ...panel!, yAxis }] },
      times: { ...journal.times, ...never, ...came },
    });
    const [d = ''] = pathsIn(svg, '#123456');
    const corners = [...d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(
      ([, x, y]) => [secondAt(Number(x)), y] as const,
    );

    expect(
      corners.flatMap(([second, y], index) => (y === corners[index - 1]?.[1] || index === 0 ? [] : [second])),
    ).toEqual(changes);
  });

  it('begins a line that was not there before at its cause, too', () => {
    const journal = withSeries({ label: 'failures', color: '#123456', points: [[START + 2 * MINUTE, 44]] });
    const svg = dashboardOf({ ...journal, times: { ...journal.times, faultStartedAt: at(150) } });

    expect(secondAt(Number(/^M([\d.]+)/.exec(pathsIn(svg, '#123456')[0] ?? '')?.[1]))).toBe(150);
  });

  it('has the values of each period at the pointer', () => {
    const svg = dashboardOf(
      withSeries(
        {
          label: 'one',
          points: [
            [START, 1 / 3],
            [START + MINUTE, 2],
          ],
        },
        { label: 'two', points: [[START + MINUTE, 0]] },
      ),
    );
    const titles = [...svg.matchAll(/pointer-events="all"><title>([^<]*)<\/title>/g)].map(
      ([, title]) => title,
    );

    expect(titles).toEqual(['00:00 to 01:00\none: 0.333333\ntwo: no data', '01:00 to 02:00\none: 2\ntwo: 0']);
  });

  it('says of a series, and of a panel, that it has no data', () => {
    const text = visibleText(dashboardOf(withSeries({ label: '4xx', points: [] })));

    expect(text).toContain('4xx (no data)');
    expect(text).toContain('no data in this span');
  });

  it('takes a colour from the journal only when it is one', () => {
    const svg = dashboardOf(
      withSeries({ label: 'odd', color: '"><script>alert(1)</script>', points: [[START, 1]] }),
    );

    expect(svg).not.toContain('script');
    expect(() => checkNesting(svg)).not.toThrow();
  });

  it('escapes titles and labels, and drops control characters that no XML may have', () => {
    const journal = withSeries({ label: '<b>&"\u001b[31mred\u0007', points: [[START, 1]] });
    const svg = dashboardOf({
      ...journal,
      hypothesis: { ...journal.hypothesis, title: '</svg><script>', given: '' },
    });

    expect(svg).toContain('&lt;b&gt;&amp;&quot;red');
    expect(svg).toContain('&lt;/svg&gt;&lt;script&gt;');
    expect(svg).not.toContain('<script');
    // eslint-disable-next-line no-control-regex
    expect(svg).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  });

  it('says why there is no dashboard when no metrics were read', () => {
    const svg = dashboardOf(held({ dashboard: null, reason: 'GetMetricData was denied' }));

    expect(visibleText(svg)).toContain('The dashboard was not read. GetMetricData was denied');
    expect(svg.length).toBeLessThan(6000);
    expect(() => checkNesting(svg)).not.toThrow();
  });

  it('keeps within its view box whatever the grid of the dashboard', () => {
    const [first] = held().dashboard?.panels ?? [];
    const tall = { ...first!, x: 12, y: 30, width: 12, height: 9 };
    const svg = dashboardOf(held({ dashboard: { ...held().dashboard!, panels: [tall] } }));
    const height = Number(/viewBox="0 0 \d+ (\d+)"/.exec(svg)?.[1]);

    expect(height).toBeGreaterThan(39 * 43);
  });
});
