import path from 'node:path';
import { UpdateHealthCheckCommand } from '@aws-sdk/client-route-53';
import type { Journal } from '../../experiment/journal/journal';
import { PREFLIGHT_NAMES } from '../../experiment/journal/preflight-result';
import type { LabConfig } from '../../validation/lab-config/lab-config';
import { twoRegions } from '../modules/synthesized';
import { withCdktf } from './support/deploy';
import { DeployedLab } from './support/deployed-lab';
import { journalFile, readJournal } from './support/game-day-process';
import { suiteWith } from './support/tools';

const NO_DRIFT = { exitCode: 0, changes: [] };

/** Long enough for the customers to be moved away and to be served for a minute. */
const config: LabConfig = { ...twoRegions, fault: { ...twoRegions.fault, minutes: 4 } };

const ACTIONS = [
  'S00_AttachExtensionToHealth',
  'S00_AttachExtensionToHello',
  'S01_Wait',
  'S02_DetachExtensionFromHealth',
  'S02_DetachExtensionFromHello',
];

/** What may be seen a little before or after something else. */
const BESIDES = ['customers.rerouted', 'fault.gone'];

suiteWith(
  'terraform',
  'provider',
  'moto',
  'boto3',
  'cdktf-cli',
)('a game day on the deployed lab', () => {
  let lab: DeployedLab;

  beforeAll(async () => {
    lab = await DeployedLab.deploy(config, { deploy: withCdktf, factor: 300 });
  });
  // It is not there where it could not be deployed.
  afterAll(() => (lab as DeployedLab | undefined)?.close());

  /** Runs it to its end; the journal is null where nothing was started. */
  const gameDay = async (reports: string, ...options: readonly string[]) => {
    const folder = path.join(lab.folder, reports);
    const { status, stdout, stderr } = await lab.startExperiment(folder, '--yes', '--json', ...options).ended;
    const printed = JSON.parse(stdout) as Journal;
    const file = journalFile(folder);
    return { status, stderr, printed, journal: file === null ? null : readJournal(file) };
  };

  it('shows that the hypothesis holds, with every phase in the journal, and leaves nothing to change', async () => {
    const { status, stderr, printed, journal } = await gameDay('held');
    expect([status, stderr]).toEqual([0, '']);
    expect(printed).toEqual(journal);
    expect(journal).toMatchObject({
      world: 'aws',
      status: 'completed',
      verdict: 'held',
      experiment: { region: 'us-east-1', faultMinutes: 4, status: 'completed' },
      restored: { proven: true, differences: [] },
      diagnosis: [],
    });
    expect(journal?.preflight.map(({ passed }) => passed)).toEqual(PREFLIGHT_NAMES.map(() => true));
    expect(journal?.checks.map(({ held }) => held)).toEqual(Array(11).fill(true));
    const actions = [...(journal?.experiment.actions ?? [])].sort((a, b) => a.name.localeCompare(b.name));
    expect(actions).toEqual(
      ACTIONS.map((name) => ({
        name,
        status: 'completed',
        startedAt: expect.any(String) as unknown,
        endedAt: expect.any(String) as unknown,
      })),
    );
    expect(eventsOf(journal)).toEqual([
      'lease.taken',
      'baseline.started',
      'metrics.awaited',
      'lease.extended',
      'preflight.passed',
      'experiment.started',
      'experiment.initiating',
      'experiment.running',
      'fault.started',
      'fault.live',
      'health.unhealthy',
      'experiment.completed',
      'restore.proven',
      'recovery.ended',
      'metrics.awaited',
      'lease.released',
    ]);
    const seen = journal?.timeline.map(({ event }) => event);
    expect(seen).toEqual(expect.arrayContaining(BESIDES));
    // What became of it, in numbers that the emulation's own model explains: 35 s to detect, a minute until resolvers ask again.
    expect(journal?.times.secondsToDetect).toBeGreaterThan(25);
    expect(journal?.times.secondsToDetect).toBeLessThan(50);
    expect(journal?.customers['us-east-1']?.failed).toBeGreaterThan(10);
    expect(journal?.customers['eu-west-1']?.failed).toBe(0);
    // Both targets were struck, by the extension's count and by Lambda's own metrics alike.
    expect(journal?.inEffect?.map(({ effect }) => effect)).toEqual(['struck', 'struck']);
    for (const { injected, lambda } of journal?.inEffect ?? []) expect(injected).toBe(lambda?.errors);

    expect(await lab.faults(lab.region('us'))).toEqual([false, false, false, false]);
    expect(await lab.terraform.plan()).toEqual(NO_DRIFT);
  });

  it('is refused where a health check was pointed at another region, and shows what that does where it is forced', async () => {
    const { healthCheckId, host } = lab.region('us');
    await pointHealthCheck(healthCheckId, lab.region('eu').host);
    try {
      const refused = await gameDay('refused');
      expect([refused.status, refused.journal]).toEqual([1, null]);
      expect(refused.printed).toMatchObject({ started: false, reason: 'preflight' });
      expect(refused.stderr).toContain('nothing was started: a check did not pass (health-check-hosts)');

      const { status, journal } = await gameDay('refuted', '--force', 'health-check-hosts');
      expect(status).toBe(3);
      expect(journal).toMatchObject({
        status: 'completed',
        verdict: 'refuted',
        times: { detectedAt: null, reroutedAt: null },
        restored: { proven: true, differences: [] },
      });
      expect(journal?.diagnosis).not.toEqual([]);
    } finally {
      await pointHealthCheck(healthCheckId, host);
    }
    expect(await lab.terraform.plan()).toEqual(NO_DRIFT);
  });

  const pointHealthCheck = async (id: string, host: string): Promise<void> => {
    const command = new UpdateHealthCheckCommand({ HealthCheckId: id, FullyQualifiedDomainName: host });
    await lab.clients.route53().send(command);
  };
});

/** What happened, in its order; but for what happens besides, and for the actions, of which two begin at the same moment. */
function eventsOf(journal: Journal | null): string[] {
  return (journal?.timeline ?? [])
    .map(({ event }) => event)
    .filter((event) => !event.startsWith('action.') && !BESIDES.includes(event));
}
