import { CreateHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import { startAwsEndpoint, type AwsEndpoint } from './aws-endpoint';
import { startMoto } from './moto';
import { isolated, sdkSettings } from './context';

/** An AWS account on this machine: moto, and before it what moto does not do. */
export interface EmulatedAws {
  readonly endpoint: AwsEndpoint;
  /** For programs that are to work in this account. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Ten minutes of waiting are over in five seconds. */
const FACTOR = 120;

/**
 * Starts an account that holds nothing but a public hosted zone of that name.
 * @param factor how many times faster waiting is over
 */
export async function startEmulatedAws(zone: string, factor = FACTOR): Promise<EmulatedAws> {
  const moto = await startMoto();
  const endpoint = await startAwsEndpoint({ moto: moto.url, factor });
  await new Route53Client(sdkSettings(endpoint.url, 'us-east-1')).send(
    new CreateHostedZoneCommand({ Name: zone, CallerReference: 'the lab' }),
  );
  return {
    endpoint,
    env: isolated({ AWS_ENDPOINT_URL: endpoint.url }),
    close: async () => {
      try {
        await endpoint.close();
      } finally {
        await moto.close();
      }
    },
  };
}
