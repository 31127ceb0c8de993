import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsClock } from '../../../experiment/aws/aws-clock';
import { INTERPRETERS } from '../../../rehearsal/python/interpreter-counts';
import { Python } from '../../../rehearsal/python/python';
import { connectInterpreter } from '../../../rehearsal/python/start-interpreter';
import { STARTS_AT } from '../../../rehearsal/time/starts-at';
import { worldClients } from '../../../rehearsal/clients';
import { soakConfiguration } from '../../../rehearsal/randomised/settings';
import { readConfiguration } from '../../../terraform/configuration';
import { createWorld } from '../../../rehearsal/world';
import { runProcess } from '../../../scripts/command-line/command-line';
import { restoreCommand } from '../../../scripts/restore';
import { startExperimentCommand } from '../../../scripts/start-experiment';
import { FILES, SETTINGS, type WorldCommand } from './world-settings';

const POLL_MS = 20;

/** Long enough after the deployment for the first health checks and alarms. */
const DEPLOYED_MS = 130_000;

/** A command in a process of its own, with all that a process meets; AWS and its time are a World's, within the process. */
async function main({ folder, stack, command, standsStillAt }: WorldCommand): Promise<void> {
  const python = new Python(INTERPRETERS.rehearsal, connectInterpreter);
  const configuration = soakConfiguration(readConfiguration(stack));
  const world = createWorld({ configuration, seed: 1, startsAt: STARTS_AT, python });
  const { clock } = world;
  writeFileSync(path.join(folder, FILES.outputs), JSON.stringify({ lab: world.outputs }));
  await clock.run(clock.sleep(DEPLOYED_MS));
  const ownClock = new AwsClock(clock);
  const clients = worldClients(world, { dates: ownClock, clock });
  const context = { clients, clock: ownClock, process };
  if (standsStillAt !== undefined) {
    clock.after(standsStillAt * 1000, () => {
      writeFileSync(path.join(folder, FILES.standing), '');
      void clock.hold(appeared(path.join(folder, FILES.goOn)));
    });
  }
  const ask = () => Promise.resolve({ status: 200, seconds: 0.1 });
  await clock.run(
    runProcess(
      command === 'restore'
        ? restoreCommand({ ...context, ask, confirm: null })
        : startExperimentCommand({ ...context, random: () => 0.5, ask: null }),
    ),
  );
  await python.close();
  writeFileSync(path.join(folder, FILES.ended), String(process.exitCode));
}

async function appeared(file: string): Promise<void> {
  while (!existsSync(file)) await sleep(POLL_MS);
}

void main(JSON.parse(process.env[SETTINGS] ?? '{}') as WorldCommand);
