import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { FisClient } from '@aws-sdk/client-fis';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { Route53Client } from '@aws-sdk/client-route-53';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { STSClient } from '@aws-sdk/client-sts';

/**
 * The clients of the AWS SDK that a game day needs, by region: the real ones on AWS, those of the World in a rehearsal.
 */
export interface Clients {
  fis(region: string): Pick<FisClient, 'send'>;
  lambda(region: string): Pick<LambdaClient, 'send'>;
  cloudwatch(region: string): Pick<CloudWatchClient, 'send'>;
  ssm(region: string): Pick<SSMClient, 'send'>;
  /** Route 53 is one service for all regions. */
  route53(): Pick<Route53Client, 'send'>;
  /** Who calls is the same in all regions. */
  sts(): Pick<STSClient, 'send'>;
}
