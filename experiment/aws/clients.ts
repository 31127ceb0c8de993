import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FisClient } from '@aws-sdk/client-fis';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { Route53Client } from '@aws-sdk/client-route-53';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { STSClient } from '@aws-sdk/client-sts';
import type { Credentials } from './credentials';

/**
 * The clients of the AWS SDK that a game day needs, by region: the real ones on AWS, those of the World in a rehearsal.
 */
export interface Clients {
  fis(region: string): Pick<FisClient, 'send'>;
  lambda(region: string): Pick<LambdaClient, 'send'>;
  cloudwatch(region: string): Pick<CloudWatchClient, 'send'>;
  ssm(region: string): Pick<SSMClient, 'send'>;
  dynamodb(region: string): Pick<DynamoDBClient, 'send'>;
  /** Route 53 is one service for all regions. */
  route53(): Pick<Route53Client, 'send'>;
  /** Who calls is the same in all regions. */
  sts(): Pick<STSClient, 'send'>;
  /** What the clients ask with; absent where credentials do not come to an end. */
  readonly credentials?: Credentials;
}

/** Route 53 is one service for all regions, with its endpoint in this one; STS answers the same everywhere. */
export const GLOBAL_REGION = 'us-east-1';

/** Sends a command of the SDK, whatever it is. */
export type SendCommand = (
  command: object,
  options?: { readonly abortSignal?: AbortSignal },
) => Promise<unknown>;

/** A service of AWS, as its operations are written: `lambda:GetAlias`. */
type Service = Exclude<keyof Clients, 'credentials'>;

/** Whom a client asks, and in words. */
export interface Asked {
  readonly service: Service;
  readonly region: string;
  /** `Lambda in us-east-1` */
  readonly words: string;
}

/** The same clients, but for how they send. */
export function mapClients(
  clients: Clients,
  sending: (asked: Asked, send: SendCommand) => SendCommand,
): Clients {
  // The SDK's `send` has an overload for every command; this one hands on what it is given.
  const mapped = <C extends object>(asked: Asked, client: C): C => {
    const original = client as C & { readonly send: SendCommand };
    const sender = { send: sending(asked, (command, options) => original.send(command, options)) };
    return sender as unknown as C;
  };
  const regional = (service: Service, name: string, region: string): Asked => ({
    service,
    region,
    words: `${name} in ${region}`,
  });
  return {
    fis: (region) => mapped(regional('fis', 'FIS', region), clients.fis(region)),
    lambda: (region) => mapped(regional('lambda', 'Lambda', region), clients.lambda(region)),
    cloudwatch: (region) => mapped(regional('cloudwatch', 'CloudWatch', region), clients.cloudwatch(region)),
    ssm: (region) => mapped(regional('ssm', 'Systems Manager', region), clients.ssm(region)),
    dynamodb: (region) => mapped(regional('dynamodb', 'DynamoDB', region), clients.dynamodb(region)),
    route53: () =>
      mapped({ service: 'route53', region: GLOBAL_REGION, words: 'Route 53' }, clients.route53()),
    sts: () => mapped({ service: 'sts', region: GLOBAL_REGION, words: 'STS' }, clients.sts()),
    credentials: clients.credentials,
  };
}
