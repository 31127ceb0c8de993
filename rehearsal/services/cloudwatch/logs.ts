import { arnOf, type WorldContext } from '../../world-context';
import type { ResourceModels } from '../../resources/apply';
import type { CloudWatch } from './cloudwatch';
import type { Iam } from '../iam';

/** A line of JSON. */
type Line = Readonly<Record<string, unknown>>;

/** What a line in the embedded metric format says of its own members (CloudWatch user guide, "Embedded metric format specification"). */
interface Metadata {
  /** Milliseconds since 1970. */
  readonly Timestamp: number;
  readonly CloudWatchMetrics: readonly {
    readonly Namespace: string;
    /** Each set of dimensions makes a metric of its own. */
    readonly Dimensions: readonly (readonly string[])[];
    readonly Metrics: readonly { readonly Name: string }[];
  }[];
}

/** CloudWatch Logs: nothing in a rehearsal reads what is written but CloudWatch itself, which takes the metrics that are embedded in it. */
export class Logs {
  constructor(
    private readonly world: WorldContext,
    private readonly iam: Pick<Iam, 'allows'>,
    private readonly cloudwatch: Pick<CloudWatch, 'metrics'>,
  ) {}

  /** What a function writes to its log; lost where its role may not, as on AWS, which tells nobody. */
  write(line: Line, functionName: string, roleArn: string, region: string): void {
    const stream = arnOf(
      this.world,
      'logs',
      region,
      `log-group:/aws/lambda/${functionName}:log-stream:stream`,
    );
    const call = 'logs:PutLogEvents';
    if (!this.iam.allows(roleArn, call, stream, {})) {
      const reason = `${roleArn} is not authorized to perform: ${call} on resource: ${stream}`;
      this.world.controls.denied({ who: roleArn.slice(roleArn.lastIndexOf('/') + 1), call, region, reason });
      return;
    }
    const metadata = line._aws as Metadata | undefined;
    if (metadata === undefined) return;
    for (const { Namespace: namespace, Dimensions, Metrics } of metadata.CloudWatchMetrics) {
      for (const keys of Dimensions) {
        const dimensions = Object.fromEntries(keys.map((key) => [key, String(line[key])]));
        for (const { Name: name } of Metrics) {
          const metric = { namespace, name, dimensions };
          this.cloudwatch.metrics(region).put(metric, metadata.Timestamp, Number(line[name]));
        }
      }
    }
  }

  /** How Terraform makes log groups. */
  readonly resources: ResourceModels = {
    aws_cloudwatch_log_group: {
      modelled: ['name'],
      withoutEffect: ['retention_in_days', 'tags', 'skip_destroy', 'log_group_class'],
      create: (values, { region }) => {
        const name = values.text('name');
        return { arn: arnOf(this.world, 'logs', region, `log-group:${name}`), id: name };
      },
    },
  };
}
