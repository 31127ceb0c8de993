import path from 'node:path';
import type { LabConfig } from '../../validation/lab-config/lab-config';
import { twoRegions } from '../modules/synthesized';
import { OUTPUTS } from './support/deploy';
import { DeployedLab } from './support/deployed-lab';
import { journalFile, readJournal } from './support/game-day-process';
import { run, type Ended } from './support/run';
import { suiteWith } from './support/tools';

const config: LabConfig = { ...twoRegions, fault: { ...twoRegions.fault, minutes: 4 } };
const PROJECT = path.join(__dirname, '..', '..');

suiteWith(
  'terraform',
  'provider',
  'moto',
  'boto3',
)("while a colleague's game day is in the middle of its fault", () => {
  let lab: DeployedLab;

  beforeAll(async () => {
    lab = await DeployedLab.deploy(config, { factor: 300 });
  });
  afterEach(() => lab.endGameDays());
  // It is not there where it could not be deployed.
  afterAll(() => (lab as DeployedLab | undefined)?.close());

  /** `npm run restore`, where nobody can be asked. */
  const restore = (reports: string): Promise<Ended> => {
    const args = ['--outputs', path.join(lab.folder, OUTPUTS), '--reports', reports, '--quiet'];
    return run('node', ['--import', 'tsx', 'scripts/restore.ts', ...args], {
      cwd: PROJECT,
      env: lab.aws.env,
    });
  };

  it('neither a resume nor a restore that nobody confirms touches it', async () => {
    const reports = path.join(lab.folder, 'theirs');
    const { endpoint } = lab.aws;
    const tried: Ended[] = [];
    let stops = 0;
    const countStops = ({ service, method }: { service: string; method: string }): void => {
      if (service === 'fis' && method === 'DELETE') stops += 1;
    };
    const theirs = lab.startExperiment(reports, '--yes', '--json');
    endpoint.beforeAnswer = async (call) => {
      countStops(call);
      const file = journalFile(reports);
      const events = file === null ? [] : readJournal(file).timeline.map(({ event }) => event);
      if (file === null || !events.includes('fault.live')) return;
      endpoint.beforeAnswer = countStops;
      // Their runner waits for this answer meanwhile.
      tried.push(await lab.startExperiment(reports, '--yes', '--resume', file, '--json').ended);
      tried.push(await restore(reports), await restore(path.join(lab.folder, 'mine')));
    };
    const { status } = await theirs.ended;

    const file = journalFile(reports) ?? '';
    const journal = readJournal(file);
    const [resumed, known, unknown] = tried;
    expect(resumed).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^its runner, process \d+ on \S+, showed \d+ s ago that it lives: Ctrl-C there ends the game day\n$/,
      ) as string,
    });
    const stopping = `nothing was changed: it would stop us-east-1: experiment ${journal.experiment.id ?? ''}, under way since `;
    const whose = `, of game day ${journal.id ?? ''}, `;
    for (const [ended, words] of [
      [known, `whose runner wrote ${file} last at `],
      [unknown, "of which there is no journal here: somebody else's"],
    ] as const) {
      expect(ended).toMatchObject({ status: 2, stdout: '' });
      expect(ended?.stderr).toContain(stopping);
      expect(ended?.stderr).toContain(whose + words);
      expect(ended?.stderr).toMatch(/needs --yes\n$/);
    }

    expect([status, stops]).toEqual([0, 0]);
    expect(journal).toMatchObject({ status: 'completed', verdict: 'held', restored: { proven: true } });
    expect(journal.timeline.map(({ event }) => event)).not.toContain('gameday.resumed');
  });
});
