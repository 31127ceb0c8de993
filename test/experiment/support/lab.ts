import {
  readDeployment,
  type DeployedRegion,
  type Deployment,
} from '../../../experiment/deployment/deployment';
import type { Message } from '../../../experiment/journal/messages';
import { Timeline } from '../../../experiment/journal/timeline';
import { ManualClock } from './manual-clock';

function regionOutputs(region: string, label: string, requestsPerMinute: number): Record<string, unknown> {
  return {
    region,
    label,
    host: `example.${label}.mydomain.com`,
    health_check_id: `check-${label}`,
    experiment_template_id: `EXT${label}`,
    document_name: 'lab-chaos-extension',
    automation_role_arn: `arn:aws:iam::123456789012:role/lab-${region}-automation`,
    layer_arn: `arn:aws:lambda:${region}:123456789012:layer:lab-chaos-extension:1`,
    hello_function: 'lab-hello',
    health_function: 'lab-health',
    load_function: 'lab-load-gen',
    requests_per_minute: requestsPerMinute,
    workers: 1,
    stop_alarm_names: [`lab-customers-outside-${label}`],
  };
}

/** The outputs of a lab in us-east-1 and eu-west-1, as Terraform tells them. */
export function labOutputs(): Record<string, unknown> {
  return {
    api_url: 'https://example.mydomain.com/api/hello',
    dashboard_name: 'lab',
    metric_namespace: 'lab',
    alias: 'live',
    lease_table_arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/chaos-lease-example.mydomain.com',
    fault: { region: 'us-east-1', minutes: 10, latency_seconds: 60 },
    regions: [regionOutputs('us-east-1', 'us', 44), regionOutputs('eu-west-1', 'eu', 29)],
  };
}

export const deployment: Deployment = readDeployment(labOutputs());
export const [us, eu] = deployment.regions as readonly [DeployedRegion, DeployedRegion];

/** A timeline that is looked at by the names of its events. */
export class TestTimeline extends Timeline {
  readonly messages: Message[];

  constructor(clock = new ManualClock()) {
    const messages: Message[] = [];
    super(clock, (message) => messages.push(message));
    this.messages = messages;
  }

  get events(): string[] {
    return this.entries.map(({ event }) => event);
  }

  /** The details of all events of that name. */
  details(event: string): string[] {
    return this.entries.filter((entry) => entry.event === event).map(({ detail }) => detail);
  }
}
