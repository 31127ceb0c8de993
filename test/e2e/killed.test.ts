import path from 'node:path';
import type { Snapshot } from '../../experiment/fault/snapshot';
import type { LabConfig } from '../../validation/lab-config/lab-config';
import { twoRegions } from '../modules/synthesized';
import { DeployedLab } from './support/deployed-lab';
import { readJournal } from './support/game-day-process';
import { MOMENTS } from './support/moments';
import { suiteWith } from './support/tools';
import { untruthsAfterwards, untruthsAtDeath } from './support/truth';

/** Long enough for the customers to be moved away and to be served for a minute. */
const config: LabConfig = { ...twoRegions, fault: { ...twoRegions.fault, minutes: 4 } };

/** A game day of a quarter of an hour waits three seconds. */
const FACTOR = 300;

suiteWith(
  'terraform',
  'provider',
  'moto',
  'boto3',
)('a game day whose runner is killed with SIGKILL, and resumed', () => {
  let lab: DeployedLab;
  let original: Snapshot[];

  beforeAll(async () => {
    lab = await DeployedLab.deploy(config, { factor: FACTOR });
    original = await lab.snapshots(lab.region('us'));
  });
  afterEach(() => lab.endGameDays());
  afterAll(async () => {
    // It is not there where it could not be deployed.
    const deployed = lab as DeployedLab | undefined;
    const plan = await deployed?.terraform.plan();
    await deployed?.close();
    if (plan?.exitCode !== 0) throw new Error(`there is something to change: ${JSON.stringify(plan)}`);
  });

  it.each(MOMENTS)('$name: tells the truth then and later, and leaves no fault', async (moment) => {
    const us = lab.region('us');
    const reports = path.join(lab.folder, moment.name);
    const gameDay = lab.startExperiment(reports, '--yes', '--json');
    const file = await lab.killWhen(gameDay, reports, moment.isNow);
    const atDeath = readJournal(file);
    expect(untruthsAtDeath(atDeath)).toEqual([]);

    await lab.aws.endpoint.clock.sleep(moment.silenceSeconds * 1000);
    const takenUp = lab.startExperiment(reports, '--yes', '--json', '--resume', file);
    const { status: exitCode, stderr } = await takenUp.ended;
    const journal = readJournal(file);
    const { status, verdict } = journal;
    expect({ status, verdict, exitCode, stderr }).toEqual({ ...moment.comesTo, stderr: '' });
    expect(untruthsAfterwards(atDeath, journal, await lab.countedCustomers())).toEqual([]);
    const wasStarted = journal.experiment.clientToken !== null;
    expect(journal.restored).toEqual({ proven: wasStarted ? true : null, differences: [] });
    expect(journal.experiment.status).toBe(wasStarted ? 'completed' : null);
    expect(await lab.faults(us)).toEqual([false, false, false, false]);
    expect(await lab.snapshots(us)).toEqual(original);
  });
});
