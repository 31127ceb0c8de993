import { Alarms } from './alarms';
import { Apis } from './apis';
import { Automations } from './automations';
import { jsonOf, type AwsCall } from './aws-call';
import type { CompressedClock } from './compressed-clock';
import { Customers } from './customers';
import { Experiments } from './experiments';
import { Metrics, type MetricDataRequest } from './metrics';
import { NameServers } from './name-servers';
import type { Reply } from './pass-on';

/** What the endpoint's own services live in. */
export interface OwnServicesProps {
  readonly moto: string;
  /** The endpoint's own address. */
  readonly url: string;
  readonly clock: CompressedClock;
}

/** How a request to invoke a function looks (Lambda API reference, Invoke). */
const INVOCATION = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
/** The path of GetAccountSettings, and what a usual account is answered (Lambda API reference; Lambda quotas). */
const ACCOUNT_SETTINGS = '/2016-08-19/account-settings';
const ACCOUNT = { AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 } };
const HEALTH_CHECK_STATUS = /^\/2013-04-01\/healthcheck\/([^/]+)\/status$/;

/** Whether a call is answered when something has come to its end that takes time of the clock: all others take the machine's. */
export function isLong({ service, path, headers }: AwsCall): boolean {
  return service === 'lambda' && INVOCATION.test(path) && headers['x-amz-invocation-type'] !== 'Event';
}

/** All that moto does not do. What there is stands in moto; here is what becomes of it as time goes by. */
export class OwnServices {
  private readonly clock: CompressedClock;
  private readonly metrics = new Metrics();
  private readonly apis: Apis;
  private readonly nameServers: NameServers;
  private readonly customers: Customers;
  private readonly alarms: Alarms;
  private readonly automations: Automations;
  private readonly experiments: Experiments;

  constructor({ moto, url, clock }: OwnServicesProps) {
    const { metrics } = this;
    this.clock = clock;
    this.apis = new Apis(moto, clock, metrics);
    this.nameServers = new NameServers({ moto, clock, apis: this.apis, metrics });
    this.customers = new Customers({ clock, apis: this.apis, nameServers: this.nameServers, metrics });
    this.alarms = new Alarms({ moto, clock, metrics });
    this.automations = new Automations(url, clock);
    this.experiments = new Experiments({ moto, clock, automations: this.automations, alarms: this.alarms });
  }

  /**
   * Answers a call that is not for moto; undefined where it is.
   * @throws AwsError as the service answers it
   */
  async answer(call: AwsCall): Promise<Reply | undefined> {
    const { service, region, operation } = call;
    switch (service) {
      case 'fis':
        return json(this.experiments.handle(call));
      case 'ssm': {
        const automate = this.automations.operations[operation];
        return automate && json(await automate(jsonOf(call), region));
      }
      case 'monitoring':
        if (operation !== 'GetMetricData') return undefined;
        return json(this.metrics.getMetricData(jsonOf(call) as unknown as MetricDataRequest, region));
      case 'route53': {
        const id = HEALTH_CHECK_STATUS.exec(call.path)?.[1];
        return id === undefined ? undefined : xml(this.nameServers.healthCheckStatus(id));
      }
      case 'lambda': {
        if (call.path.replace(/\/$/, '') === ACCOUNT_SETTINGS) return json(ACCOUNT);
        const name = INVOCATION.exec(call.path)?.[1];
        return name === undefined ? undefined : this.invoke(decodeURIComponent(name), call);
      }
      default:
        return undefined;
    }
  }

  /** Looks again at what a call that moto has answered may have changed. */
  async noteChange({ service, region, method }: AwsCall): Promise<void> {
    if (method === 'GET') return;
    if (service === 'lambda' || service === 'apigateway') this.apis.forget();
    if (service === 'monitoring') this.alarms.forget(region);
    if (service === 'route53') await this.nameServers.refresh();
  }

  /** Ends whatever is under way. */
  close(): void {
    this.automations.cancelAll();
  }

  private async invoke(name: string, call: AwsCall): Promise<Reply> {
    const { region } = call;
    const environment = await this.apis.environment(`arn:aws:lambda:${region}:123456789012:function:${name}`);
    const run = this.customers.run(region, environment, jsonOf(call));
    if (isLong(call)) return json(await run);
    this.clock.watch(run);
    return { status: 202, headers: {}, body: '' };
  }
}

function json(body: unknown): Reply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(wire(body)) };
}

function xml(body: string): Reply {
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}

/** JSON has moments in seconds since 1970. */
function wire(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(wire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wire(item)]));
}
