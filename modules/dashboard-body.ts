/** A region as the dashboard shows it. */
interface DashboardRegion {
  readonly region: string;
  readonly healthCheckId: string;
}

/** What the dashboard is drawn from. */
export interface DashboardSources {
  /** The dimension `api` of the customers' metrics. */
  readonly apiUrl: string;
  /** The namespace of the customers' metrics. */
  readonly namespace: string;
  /** In the order of their rows. */
  readonly regions: readonly DashboardRegion[];
}

/** The dashboard is 24 columns wide (CloudWatch API reference, dashboard body). */
const COLUMNS = 24;
const THIRD = COLUMNS / 3;
const HEIGHT = 6;

/** Route 53 publishes its metrics in this region only (Route 53 developer guide, monitoring). */
const HEALTH_REGION = 'us-east-1';

/**
 * Taken from the palettes of Okabe & Ito and of Tol, which colour-blind people can tell apart. A region, and a kind of answer, has
 * the same colour in every widget.
 */
const REGION_COLOURS = [
  '#0072B2',
  '#E69F00',
  '#56B4E9',
  '#882255',
  '#44AA99',
  '#999933',
  '#332288',
  '#CC6677',
];
const STATUS_COLOURS = {
  status_2xx: '#009E73',
  status_4xx: '#CC79A7',
  status_5xx: '#D55E00',
  no_response: '#7F7F7F',
};

type Metric = readonly (string | Readonly<Record<string, unknown>>)[];

/**
 * A row a region, each with the region's health and the requests it answered. The last place of the first row shows all status codes,
 * the middle one of the second the failures by the customers' region; from the third row on, the requests take both places.
 */
export function dashboardBody(sources: DashboardSources): object {
  const rows = sources.regions.map((region, index) => {
    const colour = REGION_COLOURS[index % REGION_COLOURS.length] ?? '';
    const health = healthWidget(region, colour);
    const requests = requestsWidget(sources, region, colour);
    if (index === 0) return [health, requests, statusWidget(sources)];
    if (index === 1) return [health, failuresWidget(sources), requests];
    return [health, requests];
  });
  return { widgets: rows.flatMap(placeRow) };
}

function placeRow(row: readonly object[], index: number): object[] {
  return row.map((properties, column) => ({
    type: 'metric',
    x: column * THIRD,
    y: index * HEIGHT,
    width: column === row.length - 1 ? COLUMNS - column * THIRD : THIRD,
    height: HEIGHT,
    properties,
  }));
}

function healthWidget({ region, healthCheckId }: DashboardRegion, color: string): object {
  return {
    ...graph(`health of ${region}`, HEALTH_REGION, 'Minimum', [
      ['AWS/Route53', 'HealthCheckStatus', 'HealthCheckId', healthCheckId, { label: region, color }],
    ]),
    yAxis: { left: { min: 0, max: 1, showUnits: false } },
  };
}

function requestsWidget(sources: DashboardSources, { region }: DashboardRegion, color: string): object {
  return counts(sources, `requests answered by ${region}`, [
    [sources.namespace, `region_${region}`, 'api', sources.apiUrl, { label: region, color }],
  ]);
}

function statusWidget(sources: DashboardSources): object {
  return counts(
    sources,
    'status codes',
    Object.entries(STATUS_COLOURS).map(([metric, color]) => [
      sources.namespace,
      metric,
      'api',
      sources.apiUrl,
      { label: metric.replace('status_', '').replace('_', ' '), color },
    ]),
  );
}

function failuresWidget(sources: DashboardSources): object {
  const { namespace, apiUrl, regions } = sources;
  return counts(
    sources,
    "customers' failures by client region",
    regions.flatMap(({ region }, index) => {
      const ids = [1, 2, 3].map((number) => `m${index * 3 + number}`);
      const hidden = ['status_4xx', 'status_5xx', 'no_response'].map((metric, place) => [
        namespace,
        metric,
        'api',
        apiUrl,
        'client_region',
        region,
        { id: ids[place], visible: false },
      ]);
      const color = REGION_COLOURS[index % REGION_COLOURS.length];
      return [[{ expression: ids.join('+'), id: `e${index + 1}`, label: region, color }], ...hidden];
    }),
  );
}

/** Sums of the customers' metrics. They stand in every lab region; the first is as good as any. */
function counts({ regions }: DashboardSources, title: string, metrics: readonly Metric[]): object {
  return {
    ...graph(title, regions[0]?.region ?? HEALTH_REGION, 'Sum', metrics),
    yAxis: { left: { min: 0, showUnits: false } },
  };
}

function graph(title: string, region: string, stat: string, metrics: readonly Metric[]): object {
  return { title, view: 'timeSeries', stacked: false, region, stat, period: 60, metrics };
}
