import path from 'node:path';
import type { LabConfig } from '../../validation/lab-config/lab-config';
import { twoRegions } from '../modules/synthesized';
import type { AwsCall } from './support/aws-call';
import { DeployedLab } from './support/deployed-lab';
import { journalFile, readJournal, type GameDayProcess } from './support/game-day-process';
import { SECONDS_AHEAD } from './support/context';
import { suiteWith } from './support/tools';

/** Long enough for the customers to be moved away and to be served for a minute. */
const config: LabConfig = { ...twoRegions, fault: { ...twoRegions.fault, minutes: 4 } };

const startsExperiment = ({ service, method, path: called }: AwsCall): boolean =>
  service === 'fis' && method === 'POST' && called === '/experiments';

suiteWith(
  'terraform',
  'provider',
  'moto',
  'boto3',
)('a game day on a machine whose clock is wrong', () => {
  let lab: DeployedLab;

  beforeAll(async () => {
    lab = await DeployedLab.deploy(config, { factor: 300 });
  });
  afterEach(() => lab.endGameDays());
  // It is not there where it could not be deployed.
  afterAll(() => (lab as DeployedLab | undefined)?.close());

  const startWith = (secondsAhead: number, reports: string, ...options: string[]): GameDayProcess =>
    lab.startExperimentAs(
      { ...lab.aws.env, [SECONDS_AHEAD]: String(secondsAhead) },
      path.join(lab.folder, reports),
      '--json',
      ...options,
    );

  it('by half a minute: every moment in its journal is that of AWS all the same', async () => {
    const asked: number[] = [];
    lab.aws.endpoint.beforeAnswer = (call) => {
      if (startsExperiment(call)) asked.push(lab.aws.endpoint.clock.now());
    };
    const { status, stderr } = await startWith(30, 'corrected', '--yes').ended;
    const journal = readJournal(journalFile(path.join(lab.folder, 'corrected')) ?? '');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(journal).toMatchObject({ verdict: 'held', restored: { proven: true } });
    // Answers tell the time to the second, and arrive a moment later.
    expect(Math.abs((journal.clock?.aheadMs ?? 0) - 30_000)).toBeLessThan(1500);
    const [start = NaN, ...others] = asked;
    expect(others).toEqual([]);
    expect(Math.abs(Date.parse(journal.times.startedAt ?? '') - start)).toBeLessThan(3000);
  });

  it('by two minutes: it is refused, and nothing is asked of FIS', async () => {
    let starts = 0;
    lab.aws.endpoint.beforeAnswer = (call) => {
      if (startsExperiment(call)) starts += 1;
    };
    const { status, stderr } = await startWith(120, 'refused', '--yes').ended;
    expect([status, starts]).toEqual([1, 0]);
    expect(stderr).toContain('nothing was started: a check did not pass (clock)');
  });

  it('by two minutes, forced, and dead before FIS has answered: who resumes it finds its experiment', async () => {
    const reports = path.join(lab.folder, 'found');
    const gameDay = startWith(120, 'found', '--yes', '--force', 'clock');
    const file = await lab.killWhen(gameDay, reports, ({ call }) => startsExperiment(call));
    expect(readJournal(file).experiment).toMatchObject({ id: null });

    await startWith(120, 'found', '--yes', '--resume', file).ended;
    expect(readJournal(file)).toMatchObject({
      status: 'completed',
      experiment: { id: expect.stringMatching(/^EXP/) as string, status: 'completed' },
      restored: { proven: true, differences: [] },
    });
    expect(await lab.faults(lab.region('us'))).toEqual([false, false, false, false]);
  });
});
