import path from 'node:path';
import { ListExperimentsCommand } from '@aws-sdk/client-fis';
import { LeaseTable } from '../../experiment/lease/lease-table';
import type { Journal } from '../../experiment/journal/journal';
import type { LabConfig } from '../../validation/lab-config/lab-config';
import { twoRegions } from '../modules/synthesized';
import type { AwsCall } from './support/aws-call';
import { DeployedLab } from './support/deployed-lab';
import type { GameDayProcess } from './support/game-day-process';
import { suiteWith } from './support/tools';

/** Long enough for the customers to be moved away and to be served for a minute. */
const config: LabConfig = { ...twoRegions, fault: { ...twoRegions.fault, minutes: 4 } };

/** Two processes live by one clock, and while one of them waits, the other one's work takes so many times as long. */
const FACTOR = 20;

suiteWith(
  'terraform',
  'provider',
  'moto',
  'boto3',
)('two runners of one API, in processes of their own', () => {
  let lab: DeployedLab;
  /** Experiments that FIS has been asked for before a test. */
  let before: number;

  beforeAll(async () => {
    lab = await DeployedLab.deploy(config, { factor: FACTOR });
  });
  beforeEach(async () => {
    before = await experiments();
  });
  afterEach(() => lab.endGameDays());
  // It is not there where it could not be deployed.
  afterAll(() => (lab as DeployedLab | undefined)?.close());

  const experiments = async (): Promise<number> => {
    const listed = await Promise.all(
      lab.deployment.regions.map(({ region }) =>
        lab.clients.fis(region).send(new ListExperimentsCommand({})),
      ),
    );
    return listed.flatMap(({ experiments: found }) => found ?? []).length;
  };
  const lease = () => LeaseTable.of(lab.clients, lab.deployment)?.read();
  const start = (reports: string, label: string, ...options: string[]): GameDayProcess =>
    // While the other one waits, the clock goes faster than this one's machine can know.
    lab.startExperiment(
      path.join(lab.folder, reports),
      ...['--yes', '--json', '--force', 'clock', '--region', label],
      ...options,
    );
  const expectNoFault = async (): Promise<void> => {
    for (const region of lab.deployment.regions) {
      expect(await lab.faults(region)).toEqual([false, false, false, false]);
    }
  };

  it.each([
    ['of different regions', 'eu'],
    ['of one region', 'us'],
  ])(
    '%s, who both have read that the API is free, and now write: one of them starts',
    async (which, second) => {
      const isWriting = (call: AwsCall): boolean =>
        call.service === 'dynamodb' && call.operation === 'PutItem';
      let writers = 0;
      let go: () => void = () => undefined;
      const bothWrite = new Promise<void>((resolve) => (go = resolve));
      lab.aws.endpoint.beforeAnswer = (call) => {
        if (!isWriting(call) || writers === 2) return;
        writers += 1;
        if (writers === 2) go();
        return bothWrite;
      };
      const runners = [start(`first ${which}`, 'us'), start(`second ${which}`, second)];
      // One that ends before it writes is a failure of this test, and not to be waited for.
      void Promise.race(runners.map(({ ended }) => ended)).then(go);

      const ends = await Promise.all(runners.map(({ ended }) => ended));

      expect({ writers, ends: writers === 2 ? [] : ends }).toEqual({ writers: 2, ends: [] });
      const journals = ends.map(({ stdout }) => JSON.parse(stdout) as Journal);
      const [winner, loser] = journals.toSorted((a, b) => (a.status < b.status ? -1 : 1));
      expect(winner).toMatchObject({ status: 'completed', restored: { proven: true } });
      expect(loser).toMatchObject({
        status: 'failed',
        reason: expect.stringMatching(/is held for .* until .*, by game day /) as string,
        experiment: { id: null, clientToken: null },
      });
      expect(ends.find((_end, index) => journals[index] === loser)?.status).toBe(1);
      expect(await experiments()).toBe(before + 1);
      await expectNoFault();
      await expect(lease()).resolves.toBeNull();
    },
  );

  it('of whom one has died after the start: the other one is refused until the first is resumed', async () => {
    const reports = path.join(lab.folder, 'died');
    const first = start('died', 'us');
    const journal = await lab.killWhen(
      first,
      reports,
      ({ call: { service, method, path: asked } }) =>
        service === 'fis' && method === 'POST' && asked === '/experiments',
    );

    const second = await start('refused', 'eu', '--force', 'no-other-experiment').ended;
    expect(second.status).toBe(1);
    const { started, preflight } = JSON.parse(second.stdout) as {
      readonly started: boolean;
      readonly preflight: readonly { readonly name: string; readonly measured: string }[];
    };
    expect(started).toBe(false);
    expect(preflight.find(({ name }) => name === 'lease')?.measured).toMatch(/is held for us-east-1 until /);

    const resumed = lab.startExperiment(reports, '--yes', '--json', '--resume', journal);
    expect((await resumed.ended).stderr).toBe('');
    expect(await experiments()).toBe(before + 1);
    await expectNoFault();
    await expect(lease()).resolves.toBeNull();
  });
});
