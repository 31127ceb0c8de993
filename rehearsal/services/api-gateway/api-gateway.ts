import { AwsError } from '../../aws/error';
import { drawn } from '../../chance';
import { NotModelled } from '../../not-modelled';
import type { HttpAnswer } from '../../sandbox/https-module';
import { arnOf, type WorldContext } from '../../world-context';
import type { Lambda } from '../lambda/lambda';
import { mayInvoke } from '../lambda/function';
import type { InvocationResult } from '../lambda/invocation';
import { TokenBucket } from './token-bucket';

/** Who invokes the functions. */
const SERVICE = 'apigateway.amazonaws.com';

/** How a method is answered. */
interface Integration {
  /** The qualified ARN of the function. */
  readonly functionArn: string;
  readonly timeoutMs: number;
}

interface Method {
  readonly resourceId: string;
  readonly httpMethod: string;
  integration: Integration | null;
}

/** A REST API as it is being configured; only what is deployed answers. */
export interface RestApi {
  readonly id: string;
  readonly region: string;
  /** By resource id: the path. */
  readonly paths: Map<string, string>;
  readonly methods: Method[];
}

/** A frozen copy of an API's methods. */
interface Deployment {
  readonly api: RestApi;
  /** By `GET /api/hello`. */
  readonly routes: ReadonlyMap<string, Integration>;
}

interface Domain {
  readonly name: string;
  readonly region: string;
  readonly regionalDomainName: string;
  mapping: { readonly deployment: Deployment; readonly stage: string } | null;
}

/** What API Gateway adds to an answer; a typical value, not documented. */
const OVERHEAD_MS = 10;

const IDENTIFIER = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * REST APIs behind regional custom domains: domain, mapping, route, a method's throttle, the permission on the alias, the integration's time-out and the
 * status codes of Lambda's failures (API Gateway developer guide, "Supported gateway response types" and "Set up Lambda proxy
 * integrations").
 */
export class ApiGateway {
  private readonly apis = new Map<string, RestApi>();
  private readonly deployments = new Map<string, Deployment>();
  private readonly stages = new Map<string, Deployment>();
  /** By the method in its stage: `API/live/GET/api/hello`. */
  private readonly throttles = new Map<string, TokenBucket>();
  private readonly domains: Domain[] = [];
  private readonly random;

  constructor(
    private readonly world: WorldContext,
    private readonly lambda: Lambda,
  ) {
    this.random = world.random('api gateway');
  }

  /** Answers a GET request that arrives at a regional endpoint for a host. */
  async answer(endpoint: string, host: string, path: string): Promise<HttpAnswer> {
    await this.world.clock.sleep(OVERHEAD_MS);
    const domain = this.domains.find(
      (candidate) => candidate.name === host && candidate.regionalDomainName === endpoint,
    );
    if (domain?.mapping == null) return failure(403, 'Forbidden');
    const { deployment, stage } = domain.mapping;
    const integration = deployment.routes.get(`GET ${path}`);
    // A REST API answers 403 to a path that it does not have.
    if (integration === undefined) return failure(403, 'Missing Authentication Token');
    const method = `${deployment.api.id}/${stage}/GET${path}`;
    if (this.throttles.get(method)?.take(this.world.clock.now()) === false) {
      return failure(429, 'Too Many Requests');
    }
    const route = arnOf(this.world, 'execute-api', deployment.api.region, method);
    return this.integrate(integration, route, path, deployment.api.region);
  }

  /** The region of a regional endpoint; null where there is no such endpoint. */
  regionOf(endpoint: string): string | null {
    return this.domains.find(({ regionalDomainName }) => regionalDomainName === endpoint)?.region ?? null;
  }

  /** A new, empty API. */
  addApi(region: string): { readonly api: RestApi; readonly rootId: string } {
    const api: RestApi = { id: this.identifier(), region, paths: new Map(), methods: [] };
    this.apis.set(api.id, api);
    return { api, rootId: this.addPath(api, '/') };
  }

  /** @throws Error where there is no such API */
  api(id: string): RestApi {
    const api = this.apis.get(id);
    if (api === undefined)
      throw new AwsError('NotFoundException', `Invalid API identifier specified ${id}`, 404);
    return api;
  }

  /** Adds a path to an API, and returns its resource id. */
  addPath(api: RestApi, path: string): string {
    const id = this.identifier();
    api.paths.set(id, path);
    return id;
  }

  /** Freezes what the API answers now. */
  deploy(api: RestApi): string {
    const routes = new Map<string, Integration>();
    for (const { resourceId, httpMethod, integration } of api.methods) {
      if (integration === null)
        throw new AwsError('BadRequestException', 'No integration defined for method');
      routes.set(`${httpMethod} ${api.paths.get(resourceId) ?? ''}`, integration);
    }
    if (routes.size === 0)
      throw new AwsError('BadRequestException', 'The REST API doesn’t contain any methods');
    const id = this.identifier();
    this.deployments.set(id, { api, routes });
    return id;
  }

  /** Puts a deployment on a stage. */
  addStage(api: RestApi, name: string, deploymentId: string): void {
    const deployment = this.deployments.get(deploymentId);
    if (deployment === undefined)
      throw new AwsError('BadRequestException', 'Invalid deployment identifier specified');
    this.stages.set(`${api.id}/${name}`, deployment);
  }

  /** Lets no more through to one method of a stage than so many requests a second, and so many at once. */
  throttle(api: RestApi, stage: string, route: string, perSecond: number, burst: number): void {
    if (this.stages.get(`${api.id}/${stage}`)?.routes.has(route) !== true)
      throw new AwsError('BadRequestException', `Invalid method setting path: ${route}`);
    const bucket = new TokenBucket(perSecond, burst, this.world.clock.now());
    this.throttles.set(`${api.id}/${stage}/${route.replace(' ', '')}`, bucket);
  }

  /** Adds a regional custom domain. */
  addDomain(name: string, region: string): { readonly regionalDomainName: string; readonly zoneId: string } {
    const regionalDomainName = `d-${this.identifier()}.execute-api.${region}.amazonaws.com`;
    this.domains.push({ name, region, regionalDomainName, mapping: null });
    return { regionalDomainName, zoneId: `Z${drawn(this.random, 13, IDENTIFIER).toUpperCase()}` };
  }

  /** Lets a domain answer with a stage. */
  map(name: string, region: string, api: RestApi, stage: string): void {
    const domain = this.domains.find((candidate) => candidate.name === name && candidate.region === region);
    const deployment = this.stages.get(`${api.id}/${stage}`);
    if (domain === undefined)
      throw new AwsError('NotFoundException', `Invalid domain name identifier ${name}`, 404);
    if (deployment === undefined)
      throw new AwsError('BadRequestException', `Invalid stage identifier ${stage}`);
    domain.mapping = { deployment, stage };
  }

  private async integrate(
    integration: Integration,
    route: string,
    path: string,
    region: string,
  ): Promise<HttpAnswer> {
    const parts = integration.functionArn.split(':');
    const qualifier = parts[7] ?? '$LATEST';
    const target = this.lambda.function(parts.slice(0, 7).join(':'), region);
    if (!mayInvoke(target.permissionsOn(qualifier), SERVICE, route)) {
      const reason = `${SERVICE} is not authorized to perform: lambda:InvokeFunction on resource: ${integration.functionArn}`;
      this.world.controls.denied({ who: SERVICE, call: 'lambda:InvokeFunction', region, reason });
      return failure(500, 'Internal server error');
    }
    const event = {
      httpMethod: 'GET',
      path,
      resource: path,
      headers: {},
      requestContext: {},
      isBase64Encoded: false,
    };
    let cancel = (): void => undefined;
    const timeout = new Promise<null>((resolve) => {
      cancel = this.world.clock.after(integration.timeoutMs, () => resolve(null));
    });
    const result = await Promise.race([this.lambda.invoke(target, qualifier, event, region), timeout]);
    cancel();
    return result === null ? failure(504, 'Endpoint request timed out') : answerFrom(result);
  }

  private identifier(): string {
    return drawn(this.random, 10, IDENTIFIER);
  }
}

function answerFrom(result: InvocationResult): HttpAnswer {
  // A throttled function is answered with 500 or 502; no source says which.
  if (result.kind === 'throttled') return failure(500, 'Internal server error');
  const answer =
    result.kind === 'answered' ? (result.payload as { statusCode?: unknown; body?: unknown } | null) : null;
  if (typeof answer?.statusCode !== 'number' || typeof (answer.body ?? '') !== 'string') {
    return failure(502, 'Internal server error');
  }
  return { status: answer.statusCode, body: typeof answer.body === 'string' ? answer.body : '' };
}

function failure(status: number, message: string): HttpAnswer {
  return { status, body: JSON.stringify({ message }) };
}

/** The qualified function ARN inside an integration's URI. */
export function functionArnIn(uri: string): string {
  const arn = /functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1];
  if (arn === undefined) throw new NotModelled(`the integration ${uri}`);
  return arn;
}
