import { readEvent } from '../../../functions/load-gen/event';
import { metricData } from '../../../functions/load-gen/metrics';
import { askOnce, type SendRequest } from '../../../functions/load-gen/request';
import { readSettings, type Settings } from '../../../functions/load-gen/settings';
import { simulate } from '../../../functions/load-gen/simulate';
import { Tally } from '../../../functions/load-gen/tally';
import { httpsModule } from '../../../rehearsal/sandbox/https-module';
import type { Apis } from './apis';
import type { CompressedClock } from './compressed-clock';
import type { Metrics } from './metrics';
import type { NameServers } from './name-servers';

/** What customers live in. */
export interface CustomersProps {
  readonly clock: CompressedClock;
  readonly apis: Apis;
  readonly nameServers: NameServers;
  readonly metrics: Metrics;
}

type BucketCounts = Parameters<typeof metricData>[0];

/** What runs when the customer simulator is invoked, of which moto only returns the input: the simulator's own code. */
export class Customers {
  constructor(private readonly props: CustomersProps) {}

  /**
   * Runs the simulator to its end.
   * @param region where it stands
   * @param environment its variables
   * @throws Error as its handler does
   */
  async run(
    region: string,
    environment: Readonly<Record<string, string>>,
    event: unknown,
  ): Promise<Record<string, number>> {
    const load = readEvent(event);
    const settings = readSettings({ ...environment, AWS_REGION: region });
    const { request } = httpsModule((url) => this.get(url, region)) as { readonly request: SendRequest };
    return simulate({
      load,
      tally: new Tally(settings.regions),
      time: this.props.clock,
      ask: () => askOnce(request, this.props.clock, settings.apiUrl),
      publish: (counts) => this.publish(counts, settings),
    });
  }

  private async get({ host, pathname: path }: URL, region: string) {
    const endpoint = this.props.nameServers.resolve(host, region);
    const connection = this.props.apis.connect(endpoint, host, region);
    if ('unreachable' in connection) throw new Error(connection.unreachable);
    return connection.get(path);
  }

  private publish(counts: BucketCounts, settings: Settings): Promise<void> {
    for (const { MetricName: name = '', Dimensions = [], Timestamp, Value = 0 } of metricData(
      counts,
      settings,
    )) {
      const dimensions = Object.fromEntries(Dimensions.map((each) => [each.Name ?? '', each.Value ?? '']));
      const metric = { namespace: settings.namespace, name, dimensions };
      for (const region of settings.regions) {
        this.props.metrics.put(region, metric, Timestamp?.getTime() ?? 0, Value);
      }
    }
    return Promise.resolve();
  }
}
