import { deployment, us } from '../experiment/support/lab';
import { capturedOutput } from './output';
import { restoreRuns } from './restore/support';

const output = capturedOutput();
const prepare = restoreRuns();

it('detaches the fault from every function of every region, and proves that none carries it', async () => {
  const { run, detached } = prepare('us-east-1/lab-hello/live', 'us-east-1/lab-hello/$LATEST');

  await run('--quiet');

  expect(process.exitCode).toBe(0);
  expect(detached()).toEqual(
    ['us-east-1', 'us-east-1', 'eu-west-1', 'eu-west-1'].map(
      (region) => expect.stringMatching(new RegExp(`^${region} .*"ChaosMode":\\["DISABLED"\\]`)) as string,
    ),
  );
  expect(output).toEqual({
    stdout: `us-east-1 lab-hello: no fault
us-east-1 lab-health: no fault
us-east-1 https://example.us.mydomain.com/api/hello: 200 after 40 ms
us-east-1 https://example.us.mydomain.com/api/health: 200 after 40 ms
eu-west-1 lab-hello: no fault
eu-west-1 lab-health: no fault
eu-west-1 https://example.eu.mydomain.com/api/hello: 200 after 40 ms
eu-west-1 https://example.eu.mydomain.com/api/health: 200 after 40 ms
Restored: no function carries the fault, and the API answers.
`,
    stderr: '',
  });
});

it('tells on standard error what it has done', async () => {
  await prepare().run('--region', 'us');
  expect(output.stderr).toContain('restore.detached lab-hello: the document detached the fault\n');
});

it('leaves the other regions alone when one is named', async () => {
  const { run, aws } = prepare();
  await run('--region', 'eu');
  // The lease is the API's, and stands in one region for all.
  const asked = aws.calls.filter(({ service }) => service !== 'dynamodb');
  expect(new Set(asked.map(({ region }) => region))).toEqual(new Set(['global', 'eu-west-1']));
});

it('only looks with --dry-run, and ends with 1 where it finds the fault', async () => {
  const { run, detached } = prepare('us-east-1/lab-hello/live', 'us-east-1/lab-health/$LATEST');

  await run('--dry-run', '--region', 'us');

  expect(process.exitCode).toBe(1);
  expect(detached()).toEqual([]);
  expect(output.stdout)
    .toBe(`us-east-1 lab-hello: the fault is in the version that is served; it would be detached
us-east-1 lab-health: the fault is in $LATEST; it would be detached
Nothing was changed.
`);
});

it('does not call a region proven where the fault is still in $LATEST', async () => {
  const { run, aws } = prepare('us-east-1/lab-hello/$LATEST');
  aws.on('GetAutomationExecution', () => ({ AutomationExecution: { AutomationExecutionStatus: 'Success' } }));
  await run('--quiet');
  expect(process.exitCode).toBe(1);
  expect(output.stdout).toContain('us-east-1 lab-hello: the fault is in $LATEST\n');
  expect(output.stdout).toContain('It is not proven that all is restored.\n');
});

it('proves nothing of a function whose variables cannot be read, and says what is missing', async () => {
  const { run, aws } = prepare();
  aws.on('GetFunctionConfiguration', ({ FunctionName }) =>
    FunctionName === 'lab-hello'
      ? {
          Version: '2',
          Environment: { Error: { ErrorCode: 'AccessDeniedException' } },
          Layers: [{ Arn: us.layerArn }],
        }
      : {},
  );
  await run('--dry-run', '--region', 'us');
  expect(process.exitCode).toBe(1);
  expect(output.stdout).toBe(
    'us-east-1 lab-hello may carry the fault in version 2, whose variables cannot be read; ' +
      'allow these credentials, and the role of the document, kms:Decrypt on their key\n' +
      'us-east-1 lab-health: no fault\nNothing was changed.\n',
  );
});

it('asks the API only where it has put something back', async () => {
  const { run, asked } = prepare();
  await run('--dry-run');
  expect(asked).toEqual([]);
});

const clean = {
  ...{ served: false, latest: false, versions: [], unreadable: [] },
  ...{ expiresAt: null, servedBefore: null },
};

it('restores the other regions where one fails, and prints what went wrong with --json', async () => {
  const { run, aws } = prepare('eu-west-1/lab-hello/live');
  aws.on('GetFunctionConfiguration', (_input, { region }) => {
    if (region === 'us-east-1') throw new Error('access denied');
    return {};
  });

  await run('--json');

  expect(process.exitCode).toBe(1);
  expect(JSON.parse(output.stdout)).toEqual({
    proven: false,
    dryRun: false,
    regions: [
      {
        region: 'us-east-1',
        targets: [],
        answers: expect.any(Array) as unknown,
        errors: ['lab-hello: access denied', 'lab-health: access denied'],
        lease: null,
      },
      {
        region: 'eu-west-1',
        targets: [
          { functionName: 'lab-hello', ...clean },
          { functionName: 'lab-health', ...clean },
        ],
        answers: expect.any(Array) as unknown,
        errors: [],
        lease: null,
      },
    ],
  });
  expect(output.stderr).toBe('');
});

it('releases the lease of a game day that it has restored, and says so; a dry run leaves it', async () => {
  const { run, aws } = prepare();
  const lease = {
    ...{ url: deployment.apiUrl, region: 'us-east-1', holder: 'execution 1', version: 'v1' },
    ...{ since: '2026-01-01T11:00:00Z', until: '2026-01-01T13:00:00Z' },
  };
  const Item = Object.fromEntries(Object.entries(lease).map(([name, S]) => [name, { S }]));
  aws.on('GetItem', () => ({ Item })).on('DeleteItem', () => ({}));
  await run('--dry-run');
  expect(aws.sent('DeleteItem')).toEqual([]);
  await run();
  expect(process.exitCode).toBe(0);
  expect(aws.sent('DeleteItem')).toHaveLength(1);
  expect(output.stdout).toContain(
    `us-east-1: ${deployment.apiUrl} was held for us-east-1 by execution 1, and is free now\n`,
  );
});

it('leaves the lease where it is not proven that all is restored', async () => {
  const { run, aws } = prepare('us-east-1/lab-hello/live');
  aws.on('GetAutomationExecution', () => ({
    AutomationExecution: { AutomationExecutionStatus: 'Failed', FailureMessage: 'no' },
  }));
  await run('--region', 'us');
  expect(process.exitCode).toBe(1);
  expect([...aws.sent('GetItem'), ...aws.sent('DeleteItem')]).toEqual([]);
});

describe('on a terminal', () => {
  const before = { isTTY: process.stdout.isTTY, env: process.env };
  beforeEach(() => {
    process.stdout.isTTY = true;
    process.env = { ...before.env, NO_COLOR: '', TERM: 'xterm' };
  });
  afterEach(() => {
    process.stdout.isTTY = before.isTTY;
    process.env = before.env;
  });
  // eslint-disable-next-line no-control-regex -- the escape that begins a colour
  const color = /\u001b\[3\dm/;

  it.each<[string[], RegExp]>([
    [[], color],
    // eslint-disable-next-line no-control-regex -- no escape at all
    [['--no-color'], /^[^\u001b]*$/],
  ])('with %j prints %p', async (args, shown) => {
    await prepare().run(...args);
    expect(output.stdout).toMatch(shown);
  });
});
