import { NOT_THERE } from '../../../experiment/preflight/not-there';
import { readFileSync } from 'node:fs';
import type { PreflightName, PreflightResult } from '../../../experiment/journal/preflight-result';
import { NEEDED, PREFLIGHT_NAMES } from '../../../experiment/journal/preflight-result';
import { AwsError } from '../../../rehearsal/aws/error';
import { temporaryFolder } from '../../support/temporary-folder';
import { capturedOutput } from '../output';
import { commandRuns, type CommandRuns } from './support';

const output = capturedOutput();
const prepare = commandRuns();

const refuse = (name: string) => (): never => {
  throw new AwsError(name, 'refused');
};

/** What makes each check fail. */
const FAILURES: Readonly<Record<PreflightName, (runs: CommandRuns) => unknown>> = {
  credentials: (runs) => runs.change('GetCallerIdentity', refuse('ExpiredTokenException')),
  template: (runs) => runs.change('GetExperimentTemplate', refuse('ResourceNotFoundException')),
  document: (runs) => runs.change('DescribeDocument', refuse('InvalidDocument')),
  'safety-lever': (runs) =>
    runs.change('GetSafetyLever', () => ({ safetyLever: { state: { status: 'engaged', reason: 'peak' } } })),
  'stop-alarms': (runs) =>
    runs.change('DescribeAlarms', async (ask) => {
      const { MetricAlarms = [] } = (await ask()) as { MetricAlarms?: object[] };
      return { MetricAlarms: MetricAlarms.map((alarm) => ({ ...alarm, StateValue: 'ALARM' })) };
    }),
  'health-checks': (runs) =>
    runs.change('GetHealthCheckStatus', async (ask) => {
      const { HealthCheckObservations: all = [] } = (await ask()) as { HealthCheckObservations?: object[] };
      const StatusReport = {
        Status: 'Failure: timed out',
        CheckedTime: new Date(runs.lab.world.clock.now()),
      };
      return { HealthCheckObservations: all.map((observation) => ({ ...observation, StatusReport })) };
    }),
  'health-check-hosts': (runs) =>
    runs.change('GetHealthCheck', async (ask) => {
      const { HealthCheck } = (await ask()) as { HealthCheck: { HealthCheckConfig: object } };
      const FullyQualifiedDomainName = 'example.eu.mydomain.com';
      return {
        HealthCheck: { HealthCheckConfig: { ...HealthCheck.HealthCheckConfig, FullyQualifiedDomainName } },
      };
    }),
  targets: (runs) =>
    runs.change('GetFunctionConfiguration', async (ask) => ({
      ...((await ask()) as object),
      PackageType: 'Image',
    })),
  'account-limits': (runs) => runs.lab.world.controls.limitConcurrency(10),
  'no-fault': async (runs) => {
    await runs.lab.addVariable(runs.lab.us.helloFunction, 'CHAOS_EXTENSION__RESTORE', '{}');
    runs.lab.release(runs.lab.us.helloFunction);
  },
  'no-other-experiment': (runs) =>
    runs.change('ListExperiments', () => ({
      experiments: [
        {
          id: 'EXPother',
          experimentTemplateId: runs.lab.us.experimentTemplateId,
          state: { status: 'running' },
        },
      ],
    })),
  lease: (runs) => runs.change('GetItem', refuse('ResourceNotFoundException')),
  customers: (runs) =>
    runs.change('Invoke', (ask, { InvocationType }) =>
      InvocationType === 'Event'
        ? ask()
        : { Payload: Buffer.from(JSON.stringify({ requests: 8, status_2xx: 1, status_5xx: 7 })) },
    ),
  clock: (runs) => (runs.aheadMs = 120_000),
};

/** Neither is the experiment started, nor do customers call for more than the check, nor is a report left. */
function expectNothingStarted(runs: CommandRuns): void {
  expect(runs.sent('StartExperiment')).toEqual([]);
  expect(runs.sent('Invoke').filter(({ InvocationType }) => InvocationType === 'Event')).toEqual([]);
  expect(runs.folders).toEqual([]);
}

describe.each(PREFLIGHT_NAMES)('where the check "%s" does not pass', (name) => {
  it('starts nothing, says why and what to do, and ends with 1', async () => {
    const runs = await prepare();
    await FAILURES[name](runs);

    await runs.run('--yes');

    expect(process.exitCode).toBe(1);
    expectNothingStarted(runs);
    expect(output.stdout).toBe('');
    expect(output.stderr).toMatch(new RegExp(`^ {2}[✗?] {2}${name} [^]*?^ +→ `, 'm'));
    const [last] = output.stderr.trimEnd().split('\n').slice(-1);
    expect(last).toMatch(/^nothing was started: (a check|\d+ checks) did not pass \(/);
    expect(last).toContain(name);
    expect(last).toMatch(
      name in NEEDED ? /no game day starts without (it|them)$|\(but not for [^)]+\)$/ : /--force NAME/,
    );
  });
});

describe('with --json', () => {
  it('prints what was checked, and nothing else', async () => {
    const runs = await prepare();
    await FAILURES.document(runs);

    await runs.run('--yes', '--json');

    expect(process.exitCode).toBe(1);
    const result = JSON.parse(output.stdout) as { preflight: PreflightResult[] };
    expect(result).toMatchObject({ started: false, reason: 'preflight', price: { actionMinutes: 7 } });
    expect(result.preflight.filter(({ passed }) => passed !== true)).toMatchObject([
      { name: 'document', passed: false, forced: false, advice: NOT_THERE },
    ]);
    expect(output.stderr).toBe(
      'nothing was started: a check did not pass (document); to go on all the same, --force NAME for each\n',
    );
  });
});

describe('with --quiet', () => {
  it('still says what is wrong, and only that', async () => {
    const runs = await prepare();
    await FAILURES.document(runs);
    await runs.run('--yes', '--quiet');
    expect(output.stderr).toMatch(
      /^ {2}✗ {2}document .*\n +document chaos-lab-chaos-extension-detach in us-east-1\n +→ write the outputs again, [^→]* deploy the lab\nnothing was started: [^\n]*\n$/,
    );
  });
});

describe('in a pipeline', () => {
  const folder = temporaryFolder();

  it('says on the page of the step which checks did not pass', async () => {
    const runs = await prepare();
    await FAILURES.document(runs);
    const stepSummary = folder.write('summary.md', 'before\n');
    await runs.runIn({ stepSummary }, '--yes', '--quiet');
    expect(readFileSync(stepSummary, 'utf8')).toBe(`before
## Game day not started

| check | measured | what to do |
| --- | --- | --- |
| document | there is no document chaos-lab-chaos-extension in us-east-1; there is no document chaos-lab-chaos-extension-detach in us-east-1 | ${NOT_THERE.replaceAll('`', '\\`').replace('>', '&gt;')} |

`);
  });

  it('says so where that page cannot be written, and goes on', async () => {
    const runs = await prepare();
    await FAILURES.document(runs);
    await runs.runIn({ stepSummary: folder.path('none/summary.md') }, '--yes', '--quiet');
    expect(process.exitCode).toBe(1);
    expect(output.stderr).toMatch(/^the summary of the step could not be written: .*ENOENT/);
  });
});

describe('with --force', () => {
  it('does not go on for another check than the one that was named', async () => {
    const runs = await prepare();
    await FAILURES.document(runs);
    await runs.run('--yes', '--force', 'health-checks', '--force', 'targets');
    expect(process.exitCode).toBe(1);
    expectNothingStarted(runs);
  });

  it('goes on for the one that was named, and says so', async () => {
    const runs = await prepare();
    await FAILURES.document(runs);
    await runs.run('--dry-run', '--force', 'document');
    expect(process.exitCode).toBe(0);
    expect(output.stderr).toContain('→ forced: the game day goes on without it\n');
  });
});

it('ends with 1 in a dry run, too', async () => {
  const runs = await prepare();
  await FAILURES.template(runs);
  await runs.run('--dry-run', '--json');
  expect(process.exitCode).toBe(1);
  expect(JSON.parse(output.stdout)).toMatchObject({ started: false, reason: 'preflight' });
});
