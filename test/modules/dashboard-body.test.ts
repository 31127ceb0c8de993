import { dashboardBody } from '../../modules/dashboard-body';
import { manyRegions, resource, synthesized } from './synthesized';

type Metric = (string | Record<string, unknown>)[];

interface Widget {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Record<string, unknown> & { readonly title: string; readonly metrics: Metric[] };
}

function widgetsOf(count: number): Widget[] {
  const regions = manyRegions(count).regions.map(({ region, label }) => ({
    region,
    label,
    healthCheckId: `check-${label}`,
  }));
  const body = dashboardBody({
    apiUrl: 'https://example.mydomain.com/api/hello',
    namespace: 'chaos-lab',
    regions,
  });
  return (body as { widgets: Widget[] }).widgets;
}

const two = (
  JSON.parse(resource(synthesized(), 'aws_cloudwatch_dashboard', 'dashboard').dashboard_body as string) as {
    widgets: Widget[];
  }
).widgets;

function widget(title: string): Widget['properties'] {
  const found = two.find(({ properties }) => properties.title === title);
  if (!found) throw new Error(`no widget ${title}`);
  return found.properties;
}

describe('the dashboard', () => {
  it('shows two regions in two rows of three', () => {
    expect(two.map(({ x, y, properties: { title } }) => [x, y, title])).toEqual([
      [0, 0, 'health of us-east-1'],
      [8, 0, 'requests answered by us-east-1'],
      [16, 0, 'status codes'],
      [0, 6, 'health of eu-west-1'],
      [8, 6, "customers' failures by client region"],
      [16, 6, 'requests answered by eu-west-1'],
    ]);
  });

  it('shows the health of each region from where Route 53 publishes it, as the worst of each minute', () => {
    expect(widget('health of eu-west-1')).toMatchObject({
      region: 'us-east-1',
      stat: 'Minimum',
      period: 60,
      yAxis: { left: { min: 0, max: 1 } },
      metrics: [
        [
          'AWS/Route53',
          'HealthCheckStatus',
          'HealthCheckId',
          '${aws_route53_health_check.routing_eu-west-1_health.id}',
          {},
        ],
      ],
    });
  });

  it('counts the requests that each region answered', () => {
    expect(widget('requests answered by eu-west-1')).toMatchObject({
      region: 'us-east-1',
      stat: 'Sum',
      period: 60,
      metrics: [['chaos-lab', 'region_eu-west-1', 'api', 'https://example.mydomain.com/api/hello', {}]],
    });
  });

  it('counts every kind of answer', () => {
    expect(widget('status codes').metrics.map(([, name]) => name)).toEqual([
      'status_2xx',
      'status_4xx',
      'status_5xx',
      'no_response',
    ]);
  });

  it("adds up each region's customers' failures from hidden metrics", () => {
    const { metrics } = widget("customers' failures by client region");
    const api = 'https://example.mydomain.com/api/hello';
    expect(metrics.slice(4)).toEqual([
      [{ expression: 'm4+m5+m6', id: 'e2', label: 'eu-west-1', color: '#E69F00' }],
      ['chaos-lab', 'status_4xx', 'api', api, 'client_region', 'eu-west-1', { id: 'm4', visible: false }],
      ['chaos-lab', 'status_5xx', 'api', api, 'client_region', 'eu-west-1', { id: 'm5', visible: false }],
      ['chaos-lab', 'no_response', 'api', api, 'client_region', 'eu-west-1', { id: 'm6', visible: false }],
    ]);
  });

  it('gives a region the same colour everywhere, and no two lines of a widget the same', () => {
    const colours = new Map<unknown, Set<unknown>>();
    for (const { properties } of widgetsOf(8)) {
      const lines = properties.metrics.map((metric) => metric.at(-1) as Record<string, unknown>);
      const drawn = lines.filter(({ visible }) => visible !== false);
      expect(new Set(drawn.map(({ color }) => color)).size).toBe(drawn.length);
      for (const { label, color } of drawn) colours.set(label, (colours.get(label) ?? new Set()).add(color));
    }
    expect([...colours].filter(([, used]) => used.size !== 1)).toEqual([]);
    expect(colours.size).toBe(12);
  });

  it.each([2, 3, 5, 8])('fills every row and covers no place twice, with %i regions', (count) => {
    const covered = widgetsOf(count).flatMap(({ x, y, width, height }) =>
      Array.from(
        { length: width * height },
        (_, index) => `${x + (index % width)},${y + Math.floor(index / width)}`,
      ),
    );
    expect(new Set(covered).size).toBe(covered.length);
    expect(covered).toHaveLength(24 * 6 * count);
  });
});
