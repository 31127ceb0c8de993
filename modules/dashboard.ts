import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { Construct } from 'constructs';
import { dashboardBody } from './dashboard-body';
import type { Lab, LabRegion } from './lab';
import type { LatencyRouting } from './latency-routing';

/** What a {@link Dashboard} is made from. */
export interface DashboardProps {
  readonly lab: Lab;
  readonly routing: LatencyRouting;
  /** Dashboards are global; this region's provider makes it, and its console shows it. */
  readonly home: LabRegion;
}

/** The dashboard of the game day: who is healthy, who answers, and what customers get. */
export class Dashboard extends Construct {
  readonly dashboardName: string;
  /** Where the console shows it. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { lab, routing, home } = props;
    const dashboard = new CloudwatchDashboard(this, 'Resource', {
      provider: home.provider,
      dashboardName: lab.config.name,
      dashboardBody: JSON.stringify(
        dashboardBody({
          apiUrl: lab.apiUrl,
          namespace: lab.config.name,
          regions: lab.regions.map((region) => ({
            region: region.region,
            label: region.label,
            healthCheckId: routing.healthCheckIdOf(region),
          })),
        }),
      ),
    });
    this.dashboardName = dashboard.dashboardName;
    this.url = `https://${home.region}.console.aws.amazon.com/cloudwatch/home?region=${home.region}#dashboards/dashboard/${lab.config.name}`;
  }
}
