import { AwsClock } from '../../../experiment/aws/aws-clock';
import type { Clock } from '../../../experiment/time/clock';
import { awsClients } from '../../../scripts/aws/aws-clients';
import { runProcess } from '../../../scripts/command-line/command-line';
import { startExperimentCommand } from '../../../scripts/start-experiment';
import { RemoteClock } from './remote-clock';
import { SECONDS_AHEAD } from './context';

/** `npm run start-experiment`, the whole of it, in the time of the emulated AWS that `AWS_ENDPOINT_URL` names. */
async function main({ AWS_ENDPOINT_URL: endpoint = '', [SECONDS_AHEAD]: seconds = '0' }): Promise<void> {
  const clock = new AwsClock(ahead(await RemoteClock.of(endpoint), Number(seconds) * 1000));
  await runProcess(
    startExperimentCommand({ clients: awsClients(clock), clock, random: Math.random, ask: null, process }),
  );
}

/** The clock of a machine that is so far ahead of AWS'. */
function ahead(clock: Clock, milliseconds: number): Clock {
  return {
    now: () => clock.now() + milliseconds,
    sleep: (duration, signal) => clock.sleep(duration, signal),
  };
}

void main(process.env);
