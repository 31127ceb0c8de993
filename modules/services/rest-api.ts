import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment';
import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import { ApiGatewayMethodSettings } from '@cdktf/provider-aws/lib/api-gateway-method-settings';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { ApiGatewayRestApi } from '@cdktf/provider-aws/lib/api-gateway-rest-api';
import { ApiGatewayStage } from '@cdktf/provider-aws/lib/api-gateway-stage';
import type { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Construct } from 'constructs';
import type { ThrottleConfig } from '../../validation/lab-config/lab-config';
import { CREATE_FIRST } from '../create-first';
import { AccessLog } from './access-log';

/** The stage that the domains are mapped to. */
const STAGE = 'live';

/** One thing that the API answers. */
export interface Route {
  readonly method: 'GET';
  /** From the root: `/api/hello`. */
  readonly path: string;
  /** Who answers. The permission is given on the alias, because one on the function does not cover its aliases. */
  readonly alias: LambdaAlias;
  /** What is let through; above it a request is answered 429. Absent: as much as the account's quota. */
  readonly throttle?: ThrottleConfig;
}

/** What a {@link RestApi} is made from. */
export interface RestApiProps {
  readonly provider: AwsProvider;
  readonly name: string;
  readonly description: string;
  readonly routes: readonly Route[];
  /** Whether X-Ray traces the stage. */
  readonly tracing: boolean;
  /** How many days the log of its requests is kept; null: there is none. */
  readonly accessLogDays: number | null;
}

/** A regional REST API, reachable through custom domains only, each of whose routes is answered by a Lambda alias. */
export class RestApi extends Construct {
  readonly restApiId: string;
  readonly stageName: string;
  private readonly api: ApiGatewayRestApi;
  private readonly resources = new Map<string, ApiGatewayResource>();

  constructor(scope: Construct, id: string, props: RestApiProps) {
    super(scope, id);
    const { provider, name, description, tracing, accessLogDays } = props;
    this.api = new ApiGatewayRestApi(this, 'Resource', {
      provider,
      name,
      description,
      endpointConfiguration: { types: ['REGIONAL'] },
      // Else the API could be called past the domains, and so past Route 53.
      disableExecuteApiEndpoint: true,
    });
    const routes = props.routes.map((route) => this.addRoute(provider, route));
    const deployment = new ApiGatewayDeployment(this, 'deployment', {
      provider,
      restApiId: this.api.id,
      // A deployment is a snapshot: unless a changed route replaces it, the stage goes on serving the old one.
      triggers: Object.fromEntries(routes.map(({ key, fingerprint }) => [key, fingerprint])),
      lifecycle: CREATE_FIRST,
      // Without the permission a route that is live answers 500.
      dependsOn: routes.flatMap(({ method, integration, permission }) => [method, integration, permission]),
    });
    const log =
      accessLogDays === null
        ? undefined
        : new AccessLog(this, 'access_log', {
            provider,
            name: `/aws/apigateway/${name}`,
            retentionInDays: accessLogDays,
          });
    const stage = new ApiGatewayStage(this, 'stage', {
      provider,
      restApiId: this.api.id,
      deploymentId: deployment.id,
      stageName: STAGE,
      xrayTracingEnabled: tracing,
      accessLogSettings: log?.settings,
    });
    for (const { method, path, throttle } of props.routes) {
      if (throttle === undefined) continue;
      // Of this method alone, so that nobody's flood on it is answered to anybody who asks for another.
      new ApiGatewayMethodSettings(this, `${idOf(path)}_throttle`, {
        provider,
        restApiId: this.api.id,
        stageName: stage.stageName,
        // API Gateway names a method's settings so, its path's slashes written as ~1 (AWS CLI reference, apigateway update-stage), and the
        // provider passes it on as it is (terraform-provider-aws issue 9738).
        methodPath: `${path.replaceAll('/', '~1')}/${method}`,
        settings: { throttlingRateLimit: throttle.requestsPerSecond, throttlingBurstLimit: throttle.burst },
      });
    }
    this.restApiId = this.api.id;
    this.stageName = stage.stageName;
  }

  private addRoute(provider: AwsProvider, { method: httpMethod, path, alias }: Route) {
    const name = idOf(path);
    const target = { provider, restApiId: this.api.id, resourceId: this.resourceAt(provider, path).id };
    const method = new ApiGatewayMethod(this, `${name}_get`, {
      ...target,
      httpMethod,
      authorization: 'NONE',
    });
    const integration = new ApiGatewayIntegration(this, `${name}_integration`, {
      ...target,
      httpMethod: method.httpMethod,
      type: 'AWS_PROXY',
      // Lambda's invoke API is a POST, whatever the method of the route.
      integrationHttpMethod: 'POST',
      uri: alias.invokeArn,
    });
    const permission = new LambdaPermission(this, `${name}_permission`, {
      provider,
      statementId: 'AllowApiGateway',
      action: 'lambda:InvokeFunction',
      functionName: alias.functionName,
      qualifier: alias.name,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `${this.api.executionArn}/${STAGE}/${httpMethod}${path}`,
    });
    const fingerprint = `${method.resourceId} ${method.authorization} ${integration.uri}`;
    return { key: `${httpMethod} ${path}`, fingerprint, method, integration, permission };
  }

  private resourceAt(provider: AwsProvider, path: string): ApiGatewayResource {
    const known = this.resources.get(path);
    if (known) return known;
    const cut = path.lastIndexOf('/');
    const parentId = cut === 0 ? this.api.rootResourceId : this.resourceAt(provider, path.slice(0, cut)).id;
    const resource = new ApiGatewayResource(this, idOf(path), {
      provider,
      restApiId: this.api.id,
      parentId,
      pathPart: path.slice(cut + 1),
    });
    this.resources.set(path, resource);
    return resource;
  }
}

/** `/api/hello` → `api_hello`. */
function idOf(path: string): string {
  return path.slice(1).replaceAll('/', '_');
}
