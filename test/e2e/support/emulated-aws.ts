import { CreateHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import { startAwsEndpoint } from './aws-endpoint';
import { startMoto } from './moto';
import { isolated, sdkSettings } from './surroundings';

/** An AWS account on this machine: moto, and beside it FIS and Automation. */
export interface EmulatedAws {
  /** Of moto: everything but FIS and Automation. */
  readonly url: string;
  /** Of FIS and SSM. */
  readonly engineUrl: string;
  /** For programs that are to work in this account. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Ten minutes of waiting are over in five seconds. */
const FACTOR = 120;

/** Starts an account that holds nothing but a public hosted zone of that name. */
export async function startEmulatedAws(zone: string): Promise<EmulatedAws> {
  const moto = await startMoto();
  const engines = await startAwsEndpoint({ moto: moto.url, factor: FACTOR });
  await new Route53Client(sdkSettings(moto.url, 'us-east-1')).send(
    new CreateHostedZoneCommand({ Name: zone, CallerReference: 'the lab' }),
  );
  return {
    url: moto.url,
    engineUrl: engines.url,
    env: isolated({
      AWS_ENDPOINT_URL: moto.url,
      AWS_ENDPOINT_URL_FIS: engines.url,
      AWS_ENDPOINT_URL_SSM: engines.url,
      AWS_ENDPOINT_URL_ROUTE_53: engines.url,
    }),
    close: async () => {
      try {
        await engines.close();
      } finally {
        await moto.close();
      }
    },
  };
}
