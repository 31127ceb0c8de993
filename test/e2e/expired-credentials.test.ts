import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Journal } from '../../experiment/journal/journal';
import { AwsError } from '../../rehearsal/aws/error';
import type { LabConfig } from '../../validation/lab-config/lab-config';
import { twoRegions } from '../modules/synthesized';
import type { AwsCall } from './support/aws-call';
import { DeployedLab } from './support/deployed-lab';
import { journalFile, readJournal } from './support/game-day-process';
import { suiteWith } from './support/tools';

/** Long enough for credentials to expire, and to be renewed, while it lasts. */
const config: LabConfig = { ...twoRegions, fault: { ...twoRegions.fault, minutes: 4 } };

/** Somebody logs in again when STS has been asked so often whether anybody has. */
const QUESTIONS = 4;

suiteWith(
  'terraform',
  'provider',
  'moto',
  'boto3',
)('a game day whose credentials expire in the middle of the fault', () => {
  let lab: DeployedLab;

  beforeAll(async () => {
    lab = await DeployedLab.deploy(config, { factor: 300 });
  });
  afterEach(() => lab.endGameDays());
  // It is not there where it could not be deployed.
  afterAll(() => (lab as DeployedLab | undefined)?.close());

  /** AWS refuses a key from the first request on that it is asked once every target carries the fault, and the runner has seen FIS wait. */
  const expireInTheFault = (key: string, reports: string, onQuestion: (count: number) => void) => {
    const seen = { stops: 0 };
    let questions = 0;
    lab.aws.endpoint.beforeAnswer = (call: AwsCall): void => {
      if (call.service === 'fis' && call.method === 'DELETE') seen.stops += 1;
      const journal = journalIn(reports);
      if (call.accessKey !== key || !has(journal, 'fault.live') || !isWaiting(journal)) return;
      if (call.service === 'sts') onQuestion((questions += 1));
      throw new AwsError(
        'ExpiredTokenException',
        'The security token included in the request is expired',
        403,
      );
    };
    return seen;
  };

  const isWaiting = (journal: Journal | null): boolean =>
    journal?.timeline.some(({ event, detail }) => event === 'action.running' && detail === 'S01_Wait') ??
    false;

  const journalIn = (reports: string): Journal | null => {
    const file = journalFile(reports);
    return file === null ? null : readJournal(file);
  };

  const restored = async (): Promise<void> => {
    expect(await lab.faults(lab.region('us'))).toEqual([false, false, false, false]);
  };

  it('goes on when somebody has logged in again: the files of the profile are read again', async () => {
    const reports = path.join(lab.folder, 'renewed');
    const profile = path.join(lab.folder, 'credentials');
    const logIn = (key: string): void =>
      writeFileSync(
        profile,
        `[lab]\naws_access_key_id = ${key}\naws_secret_access_key = s\naws_session_token = t\n`,
      );
    logIn('FIRST');
    const ofTheProfile = { AWS_PROFILE: 'lab', AWS_SHARED_CREDENTIALS_FILE: profile };
    const noKeys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
    const seen = expireInTheFault('FIRST', reports, (count) => {
      if (count === QUESTIONS) logIn('SECOND');
    });
    const { status, stderr } = await lab.startExperimentAs(
      { ...lab.aws.env, ...noKeys, ...ofTheProfile },
      reports,
      ...['--yes', '--json'],
    ).ended;

    const journal = journalIn(reports);
    expect({ status, stderr }).toEqual({ status: expect.any(Number) as number, stderr: '' });
    expect(journal).toMatchObject({ status: 'completed', restored: { proven: true, differences: [] } });
    const told = journal?.timeline.filter(({ event }) => event.startsWith('credentials.'));
    expect(told?.map(({ event }) => event)).toEqual(['credentials.expired', 'credentials.renewed']);
    expect(told?.[0]?.detail).toMatch(/log in again: `aws sso login`.* take the fault away from \d\d:\d\d/);
    expect(seen.stops).toBe(0);
    await restored();
  });

  it('is left to FIS where they are from the environment; who resumes it follows it, and stops nothing', async () => {
    const reports = path.join(lab.folder, 'left');
    const seen = expireInTheFault('FIRST', reports, () => undefined);
    const env = { ...lab.aws.env, AWS_ACCESS_KEY_ID: 'FIRST', AWS_SESSION_TOKEN: 't' };
    const { status, stderr } = await lab.startExperimentAs(env, reports, '--yes', '--json').ended;
    const left = journalIn(reports);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^the game day goes on without this runner; to follow it to its end: npm run /);
    expect(left).toMatchObject({ status: 'running', restored: { proven: false } });
    expect(left?.timeline.at(-1)?.detail).toMatch(/nobody can renew them in the environment .* FIS goes on/);

    const file = journalFile(reports) ?? '';
    await lab.startExperiment(reports, '--yes', '--json', '--resume', file).ended;
    const journal = journalIn(reports);
    expect(journal).toMatchObject({ id: left?.id, status: 'completed', restored: { proven: true } });
    expect(seen.stops).toBe(0);
    await restored();
  });
});

function has(journal: Journal | null, event: string): boolean {
  return journal?.timeline.some((entry) => entry.event === event) === true;
}
