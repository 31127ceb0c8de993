import { Denials } from '../experiment/denials/denials';
import { AwsApi, type Authorize } from './aws/api';
import type { Call, Input } from './aws/call';
import { Chance } from './chance';
import { Controls } from './controls';
import { Network } from './network';
import type { Python } from './python/python';
import { httpsModule, tlsModule, type HttpAnswer } from './sandbox/https-module';
import { sdkModule } from './sandbox/sdk-module';
import { Acm } from './services/acm';
import { ApiGateway } from './services/api-gateway/api-gateway';
import { apiGatewayResources } from './services/api-gateway/resources';
import { CloudWatch } from './services/cloudwatch/cloudwatch';
import { DynamoDb } from './services/dynamodb';
import { EventBridge } from './services/event-bridge';
import { Fis } from './services/fis/fis';
import { Iam } from './services/iam';
import { Lambda } from './services/lambda/lambda';
import type { LambdaFunction } from './services/lambda/function';
import { lambdaOperations } from './services/lambda/operations';
import { lambdaResources } from './services/lambda/resources';
import { Logs } from './services/cloudwatch/logs';
import { Route53 } from './services/route53/route53';
import { Ssm } from './services/ssm/ssm';
import { Sts } from './services/sts';
import type { WorldContext } from './world-context';
import { applyConfiguration } from './resources/apply';
import type { Configuration } from '../terraform/configuration';
import { VirtualClock } from './time/virtual-clock';

/** What a World is made from. */
export interface WorldProps {
  /** What Terraform would apply. */
  readonly configuration: Configuration;
  readonly seed: number;
  /** Where virtual time starts, in milliseconds since 1970. */
  readonly startsAt: number;
  /** Runs the documents' scripts. */
  readonly python: Python;
}

/** Sends a request to an AWS service in a region, as the person who runs the game day. */
export type Send = (service: string, region: string, operation: string, input: Input) => Promise<unknown>;

/** An AWS account in which the configuration has just been applied. */
export interface World {
  readonly clock: VirtualClock;
  readonly chance: Chance;
  /** The values of Terraform's outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly send: Send;
  readonly controls: Controls;
  /** What AWS denied, whoever asked, but for the operator. */
  readonly denials: Denials;
  /** The function of that name in that region, as it is now. */
  readonly functionNamed: (name: string, region: string) => LambdaFunction;
}

/** The account of AWS's own examples. */
const ACCOUNT = '123456789012';

/**
 * Applies a configuration to an empty account, in virtual time.
 * @throws NotModelled for whatever in the configuration the rehearsal does not model
 */
export function createWorld({ configuration, seed, startsAt, python }: WorldProps): World {
  const clock = new VirtualClock(startsAt);
  const chance = new Chance(seed);
  const controls = new Controls();
  const denials = new Denials(clock);
  controls.onDenied((denied) => denials.note(denied));
  const context: WorldContext = {
    clock,
    random: (name) => chance.stream(name),
    accountId: ACCOUNT,
    partition: 'aws',
    controls,
  };
  const iam = new Iam(context);
  const authorize: Authorize = (role, action, resource, context) =>
    iam.allows(role, action, resource, context);
  const api = new AwsApi(clock, authorize, controls);
  const cloudwatch = new CloudWatch(context, api);
  const acm = new Acm(context);
  const modules = (name: string, caller: Call): unknown => {
    if (name === 'node:https') return httpsModule((url) => ask(url, caller.region));
    if (name === 'node:tls') return tlsModule;
    const service = /^@aws-sdk\/client-(.+)$/.exec(name)?.[1];
    return service === undefined ? undefined : sdkModule(api, service, caller);
  };
  const logs = new Logs(context, iam, cloudwatch);
  const lambda = new Lambda(context, modules, { cloudwatch, logs });
  api.register('lambda', lambdaOperations(lambda, context, api));
  const gateway = new ApiGateway(context, lambda);
  const network = new Network(clock, gateway);
  const route53 = new Route53(context, api, network, cloudwatch);
  const events = new EventBridge(context, api, iam);
  const ssm = new Ssm(context, api, iam, python);
  const fis = new Fis(context, api, iam, cloudwatch, events);
  const dynamodb = new DynamoDb(context, api);
  new Sts(context, api);

  const ask = async (url: URL, fromRegion: string): Promise<HttpAnswer> => {
    const connection = network.connect(url.hostname, fromRegion, (name) =>
      route53.records.resolveCached(name, fromRegion),
    );
    if ('unreachable' in connection) throw new Error(connection.unreachable);
    const answer = connection.get(url.pathname);
    clock.watch(answer);
    return answer;
  };

  const outputs = applyConfiguration(configuration, {
    ...iam.resources,
    ...cloudwatch.resources,
    ...acm.resources,
    ...lambdaResources(lambda),
    ...apiGatewayResources(context, gateway, acm),
    ...route53.resources,
    ...events.resources,
    ...ssm.resources,
    ...fis.resources,
    ...logs.resources,
    ...dynamodb.resources,
  });
  const send: Send = (service, region, operation, input) =>
    api.call(service, operation, input, { principal: 'operator', region });
  const functionNamed = (name: string, region: string): LambdaFunction => lambda.function(name, region);
  return { clock, chance, outputs, send, controls, denials, functionNamed };
}
