import { AwsClock } from '../../../experiment/aws-clock';
import { awsClients } from '../../../scripts/aws-clients';
import { runProcess } from '../../../scripts/command-line';
import { startExperimentCommand } from '../../../scripts/start-experiment';
import { RemoteClock } from './remote-clock';

/** `npm run start-experiment`, the whole of it, in the time of the emulated AWS that `AWS_ENDPOINT_URL` names. */
async function main(endpoint: string): Promise<void> {
  const clock = new AwsClock(await RemoteClock.of(endpoint));
  await runProcess(
    startExperimentCommand({ clients: awsClients(clock), clock, random: Math.random, ask: null, process }),
  );
}

void main(process.env.AWS_ENDPOINT_URL ?? '');
