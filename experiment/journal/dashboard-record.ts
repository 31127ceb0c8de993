/** A CloudWatch dashboard together with the values of its metrics. */
export interface DashboardRecord {
  readonly name: string;
  /** The span that the panels show. */
  readonly from: string;
  readonly to: string;
  readonly panels: readonly DashboardPanel[];
}

/** One metric widget; place and size in the dashboard's grid of 24 columns. */
export interface DashboardPanel {
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The widget's period in seconds. */
  readonly periodSeconds: number;
  readonly yAxis: { readonly min?: number; readonly max?: number; readonly label?: string };
  readonly series: readonly DashboardSeries[];
}

/** One line of a panel. */
export interface DashboardSeries {
  readonly label: string;
  /** CloudWatch's name of what it shows, `HealthCheckStatus`; absent where that is computed from several, and in older journals. */
  readonly metric?: string;
  /** `#rrggbb`, where the dashboard names a colour. */
  readonly color?: string;
  /** Ascending pairs of the period's start (milliseconds since 1970) and its value; periods without data are absent. */
  readonly points: readonly (readonly [number, number])[];
}
