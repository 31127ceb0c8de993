import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { FisClient } from '@aws-sdk/client-fis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { GLOBAL_REGION, type Clients } from '../experiment/clients';

/**
 * The clients of AWS, each made when it is first asked for, one a region. All that the SDK reads from its surroundings holds: the
 * default credential chain with `AWS_PROFILE`, `AWS_ENDPOINT_URL` and `AWS_ENDPOINT_URL_<SERVICE>`, and the standard retry mode unless
 * `AWS_RETRY_MODE` says otherwise.
 */
export function awsClients(): Clients {
  const route53 = onePerRegion((region) => new Route53Client({ region }));
  const sts = onePerRegion((region) => new STSClient({ region }));
  return {
    fis: onePerRegion((region) => new FisClient({ region })),
    lambda: onePerRegion((region) => new LambdaClient({ region })),
    cloudwatch: onePerRegion((region) => new CloudWatchClient({ region })),
    ssm: onePerRegion((region) => new SSMClient({ region })),
    route53: () => route53(GLOBAL_REGION),
    sts: () => sts(GLOBAL_REGION),
  };
}

function onePerRegion<T>(create: (region: string) => T): (region: string) => T {
  const made = new Map<string, T>();
  return (region) => {
    const client = made.get(region) ?? create(region);
    made.set(region, client);
    return client;
  };
}
