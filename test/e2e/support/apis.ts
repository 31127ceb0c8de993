import { decideFault } from '../../../functions/chaos-extension/fault';
import { INJECTED, NAMESPACE } from '../../../functions/chaos-extension/measure';
import { roundTripMs } from '../../../rehearsal/latency';
import type { Connection } from '../../../rehearsal/network';
import type { HttpAnswer } from '../../../rehearsal/sandbox/https-module';
import { functionArnIn } from '../../../rehearsal/services/api-gateway/api-gateway';
import { readMoto } from './aws-json';
import type { CompressedClock } from './compressed-clock';
import type { Metrics } from './metrics';
import { Remembered } from './remembered';

/** What a function is like, as Lambda has it. */
interface Configuration {
  readonly Timeout: number;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
}

/** Something in one of API Gateway's lists. */
interface Item {
  readonly domainName?: string;
  readonly regionalDomainName?: string;
  readonly restApiId?: string;
  readonly path?: string;
  readonly resourceMethods?: { readonly GET?: { readonly methodIntegration?: { readonly uri?: string } } };
}

/** Until the server has the request, and from its answer on; as in the rehearsal. */
const ROUND_TRIPS = 3;
/** A warm invocation behind API Gateway; as in the rehearsal. */
const ANSWER_MS = 15;

const SERVER_ERROR = '{"message":"Internal server error"}';

/**
 * What the APIs in moto would answer, if moto ran functions: the route's function answers for its region, unless the version that its
 * alias serves at that moment carries a fault. That it may be invoked, and what it says, is the rehearsal's to prove.
 */
export class Apis {
  private readonly routes = new Remembered<ReadonlyMap<string, string>>();
  private readonly configurations = new Remembered<Configuration>();

  constructor(
    private readonly moto: string,
    private readonly clock: CompressedClock,
    private readonly metrics: Metrics,
  ) {}

  /** Something may have changed in Lambda or in API Gateway. */
  forget(): void {
    this.routes.forget();
    this.configurations.forget();
  }

  /** Connects somebody in a region to the endpoint that a host's name was resolved to; null: it has none. */
  connect(
    endpoint: string | null,
    host: string,
    fromRegion: string,
  ): Connection | { readonly unreachable: string } {
    if (endpoint === null) return { unreachable: 'DNS resolution failed' };
    const region = /\.execute-api\.([a-z0-9-]+)\./.exec(endpoint)?.[1];
    if (region === undefined) return { unreachable: 'connection refused' };
    const roundTrip = roundTripMs(fromRegion, region);
    return {
      roundTripMs: roundTrip,
      get: async (path) => {
        const { afterMs, ...answer } = await this.answer(endpoint, host, region, path);
        await this.clock.sleep(ROUND_TRIPS * roundTrip + afterMs);
        return answer;
      },
    };
  }

  /** The environment of a function; of `$LATEST`, or of what the ARN's alias serves. */
  async environment(arn: string): Promise<Readonly<Record<string, string>>> {
    return (await this.configuration(arn)).Environment?.Variables ?? {};
  }

  private async answer(
    endpoint: string,
    host: string,
    region: string,
    path: string,
  ): Promise<HttpAnswer & { readonly afterMs: number }> {
    const routes = await this.routes.read(region, () => this.clock.hold(this.readRoutes(region)));
    const arn = routes.get(`${endpoint} ${host} ${path}`);
    if (arn === undefined) return { status: 403, body: '{"message":"Forbidden"}', afterMs: 0 };
    const configuration = await this.configuration(arn).catch(() => null);
    // A function that is not there.
    if (configuration === null) return { status: 500, body: SERVER_ERROR, afterMs: 0 };
    const { Timeout: timeoutSeconds, Environment: environment } = configuration;
    const at = this.clock.now();
    const { latencySeconds } = decideFault(environment?.Variables ?? {}, at, Math.random);
    const timesOut = latencySeconds >= timeoutSeconds;
    const milliseconds = (timesOut ? timeoutSeconds : latencySeconds) * 1000;
    this.meter(arn, region, at, { milliseconds, failed: timesOut, injected: latencySeconds > 0 });
    if (timesOut) return { status: 502, body: SERVER_ERROR, afterMs: milliseconds };
    return { status: 200, body: `Hello from region ${region}`, afterMs: ANSWER_MS + milliseconds };
  }

  /** What Lambda tells CloudWatch of an invocation, and what the extension would have counted in the function's log. */
  private meter(
    arn: string,
    region: string,
    at: number,
    ended: { readonly milliseconds: number; readonly failed: boolean; readonly injected: boolean },
  ): void {
    const [, , , , , , name = '', qualifier] = arn.split(':');
    const dimensions = {
      FunctionName: name,
      Resource: qualifier === undefined ? name : `${name}:${qualifier}`,
    };
    const put = (namespace: string, metric: string, value: number): void =>
      this.metrics.put(region, { namespace, name: metric, dimensions }, at, value);
    put('AWS/Lambda', 'Invocations', 1);
    put('AWS/Lambda', 'Errors', ended.failed ? 1 : 0);
    put('AWS/Lambda', 'Duration', ended.milliseconds);
    if (ended.injected) put(NAMESPACE, INJECTED, 1);
  }

  private configuration(arn: string): Promise<Configuration> {
    const [, , , region = '', , , name = '', qualifier] = arn.split(':');
    const query = qualifier === undefined ? '' : `?Qualifier=${qualifier}`;
    const path = `/2015-03-31/functions/${name}/configuration${query}`;
    return this.configurations.read(arn, async () => {
      const found = await this.clock.hold(readMoto(this.moto, 'lambda', region, path));
      return found as Configuration;
    });
  }

  /** By endpoint, host and path: the ARN of the function. */
  private async readRoutes(region: string): Promise<ReadonlyMap<string, string>> {
    const routes = new Map<string, string>();
    for (const { domainName = '', regionalDomainName = '' } of await this.items(region, '/domainnames')) {
      for (const { restApiId = '' } of await this.items(
        region,
        `/domainnames/${domainName}/basepathmappings`,
      )) {
        const resources = await this.items(region, `/restapis/${restApiId}/resources`);
        for (const { path = '', resourceMethods } of resources) {
          const uri = resourceMethods?.GET?.methodIntegration?.uri;
          const route = `${regionalDomainName} ${domainName} ${path}`;
          if (uri !== undefined) routes.set(route, functionArnIn(uri));
        }
      }
    }
    return routes;
  }

  /** What API Gateway lists; nothing of what is just coming or going, for which moto answers errors. */
  private async items(region: string, path: string): Promise<readonly Item[]> {
    const found = await readMoto(this.moto, 'apigateway', region, path).catch(() => ({ item: [] }));
    return (found as { readonly item: readonly Item[] }).item;
  }
}
