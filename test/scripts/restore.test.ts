import { runCommandLine } from '../../scripts/command-line/command-line';
import { restoreCommand } from '../../scripts/restore';
import { awsError, FakeAws } from '../experiment/support/fake-aws';
import { onAws } from '../report/support/aws-journals';
import { templateOf } from '../experiment/support/fake-lab';
import { deployment, eu, us } from '../experiment/support/lab';
import { ManualClock } from '../experiment/support/manual-clock';
import { temporaryFolder, terraformOutputs } from './files';
import { capturedOutput } from './output';

const folder = temporaryFolder();
const output = capturedOutput();
const outputs = folder.write('outputs.json', terraformOutputs());

/** Functions that carry the fault, as `<region>/<name>/<qualifier>`, which the document takes away. */
function prepare(...faulty: string[]) {
  const questions: string[] = [];
  /** What a person answers; null where nobody is asked. */
  const person: { answer: boolean | null } = { answer: null };
  const confirm = (question: string): Promise<boolean> => {
    questions.push(question);
    return Promise.resolve(person.answer === true);
  };
  const clock = new ManualClock();
  const asked: string[] = [];
  const ask = (url: string): Promise<{ status: number; seconds: number }> => {
    asked.push(url);
    return Promise.resolve({ status: 200, seconds: 0.04 });
  };
  const faults = new Set(faulty);
  const aws = new FakeAws()
    .on('GetCallerIdentity', () => ({ Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/me' }))
    .on('ListExperiments', () => ({ experiments: [] }))
    .on('GetExperimentTemplate', (_input, { region }) => ({
      experimentTemplate: templateOf(region === us.region ? us : eu),
    }))
    .on('GetItem', () => ({}))
    .on('DescribeAutomationExecutions', () => ({ AutomationExecutionMetadataList: [] }))
    .on('ListVersionsByFunction', () => ({ Versions: [{ Version: '$LATEST' }, { Version: '1' }] }))
    .on('GetFunctionConfiguration', ({ FunctionName, Qualifier = '$LATEST' }, { region }) => ({
      Environment: {
        Variables: faults.has(`${region}/${FunctionName as string}/${Qualifier as string}`)
          ? { CHAOS_EXTENSION__RESTORE: '{}' }
          : {},
      },
    }))
    .on('StartAutomationExecution', ({ Parameters }, { region }) => ({
      AutomationExecutionId: `${region}/${(Parameters as { FunctionName: string[] }).FunctionName[0]!}`,
    }))
    .on('GetAutomationExecution', ({ AutomationExecutionId: id }) => {
      for (const fault of faults) if (fault.startsWith(id as string)) faults.delete(fault);
      return { AutomationExecution: { AutomationExecutionStatus: 'Success' } };
    });
  const run = (...args: string[]) =>
    clock.run(
      runCommandLine(
        restoreCommand({
          clients: aws.clients,
          clock,
          ask,
          confirm: person.answer === null ? null : confirm,
        }),
        ['node', 'restore', '--outputs', outputs, '--reports', folder.path('reports'), ...args],
      ),
    );
  const detached = () =>
    aws.calls
      .filter(({ operation }) => operation === 'StartAutomationExecution')
      .map(({ region, input }) => `${region} ${JSON.stringify(input.Parameters)}`);
  return { aws, run, detached, asked, person, questions, clock };
}

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

describe('what cannot be restored', () => {
  it('of one function, which is not there any more, hides nothing of the other', async () => {
    const { run, aws, detached } = prepare('us-east-1/lab-health/live');
    const told = aws.answerOf('GetFunctionConfiguration');
    aws.on('GetFunctionConfiguration', (input, call) => {
      if (input.FunctionName === 'lab-hello')
        throw awsError('ResourceNotFoundException', 'Function not found');
      return told(input, call);
    });
    await run('--region', 'us', '--quiet');
    expect(process.exitCode).toBe(1);
    expect(detached()).toHaveLength(2);
    expect(output.stdout).toContain('us-east-1 lab-health: no fault\n');
    expect(output.stdout).toContain('us-east-1: lab-hello: Function not found\n');
    expect(output.stdout).toMatch(/It is not proven that all is restored\.\n$/);
  });

  /** The document is not there any more, and lab-hello serves the fault with this note. */
  function withoutDocument(note: string) {
    const prepared = prepare('us-east-1/lab-hello/live');
    const told = prepared.aws.answerOf('GetFunctionConfiguration');
    prepared.aws
      .on('StartAutomationExecution', () => {
        throw awsError('AutomationDefinitionNotFoundException', 'no such document');
      })
      .on('GetFunctionConfiguration', (input, call) => {
        const found = told(input, call) as { readonly Environment: { readonly Variables: object } };
        const isFaulty = 'CHAOS_EXTENSION__RESTORE' in found.Environment.Variables;
        return isFaulty ? { Environment: { Variables: { CHAOS_EXTENSION__RESTORE: note } } } : found;
      });
    return prepared;
  }

  it.each([
    [
      '{"layer":"l","variables":{},"version":"7","weights":{}}',
      'By hand: aws lambda update-alias --region us-east-1 --function-name lab-hello --name live --function-version 7',
    ],
    [
      '{"layer":"l","variables":{},"version":"7","weights":{"6":0.1}}',
      `By hand: aws lambda update-alias --region us-east-1 --function-name lab-hello --name live --function-version 7 --routing-config '{"AdditionalVersionWeights":{"6":0.1}}'`,
    ],
    [
      '{"version":"$(reboot)"}',
      'By hand: point alias live of lab-hello in us-east-1 at a version without the fault; which it served before is not noted in it.',
    ],
    [
      'no note',
      'By hand: point alias live of lab-hello in us-east-1 at a version without the fault; which it served before is not noted in it.',
    ],
  ])(
    'because the document is gone is ended by hand, by the note in the function: %s',
    async (note, byHand) => {
      const { run } = withoutDocument(note);
      await run('--region', 'us', '--quiet');
      expect(process.exitCode).toBe(1);
      expect(output.stdout).toContain('lab-hello: no such document');
      expect(output.stdout.trimEnd().split('\n').at(-1)).toBe(byHand);
    },
  );

  it('shows the last line of a traceback, and where the rest is', async () => {
    const { run, aws } = prepare('us-east-1/lab-hello/live');
    const traceback =
      'Traceback (most recent call last):\n  File "Script", line 65, in handler\nRuntimeError: no room';
    aws.on('GetAutomationExecution', () => ({
      AutomationExecution: {
        AutomationExecutionStatus: 'Failed',
        FailureMessage: `Step fails. ${traceback}`,
      },
    }));
    await run('--region', 'us', '--quiet');
    expect(output.stdout).toContain(
      'the document could not detach the fault (Failed). Step fails. RuntimeError: no room (the traceback: `aws ssm get-automation-execution --region us-east-1 --automation-execution-id us-east-1/lab-hello`)',
    );
    expect(output.stdout).not.toContain('line 65');
  });

  it.each([
    [
      awsError('ResourceNotFoundException', 'no template'),
      'there is no such template; write the outputs again, in the folder of what is deployed',
    ],
    [awsError('AccessDeniedException', 'not authorized'), 'not authorized'],
  ])('is not called restored where nobody can say what runs: %s', async (error, words) => {
    const { run, aws } = prepare();
    aws.on('GetExperimentTemplate', () => {
      throw error;
    });
    await run('--region', 'us', '--quiet');
    expect(process.exitCode).toBe(1);
    expect(output.stdout).toContain(
      `an experiment of template ${us.experimentTemplateId} could not be found`,
    );
    expect(output.stdout).toContain(words);
    expect(output.stdout).not.toContain('Restored');
  });
});

describe("while a colleague's experiment runs", () => {
  /** A game day of theirs, which ends when it is stopped, and the fault of which is in the function. */
  function theirs(tags: Readonly<Record<string, string>> = { GameDay: 'theirs' }) {
    const prepared = prepare('us-east-1/lab-hello/live');
    let status = 'running';
    prepared.aws
      .on('ListExperiments', (_input, { region }) => ({
        experiments:
          region === 'us-east-1' && status === 'running'
            ? [
                {
                  id: 'EXP1',
                  experimentTemplateId: us.experimentTemplateId,
                  creationTime: new Date(Date.UTC(2026, 0, 1, 11, 57)),
                  state: { status },
                  tags,
                },
              ]
            : [],
      }))
      .on('GetExperiment', () => ({ experiment: { id: 'EXP1', state: { status } } }))
      .on('StopExperiment', () => {
        status = 'stopped';
        return {};
      });
    const changes = () =>
      prepared.aws.calls
        .filter(({ operation }) => /^(Stop|StartAuto)/.test(operation))
        .map(({ operation }) => operation);
    return { ...prepared, changes };
  }
  const WHAT = 'us-east-1: experiment EXP1, under way since 2026-01-01T11:57:00.000Z, of game day theirs';

  it('changes nothing without a terminal, says whose it would stop, and what that needs', async () => {
    const { run, changes } = theirs();
    await run();
    expect(process.exitCode).toBe(2);
    expect(output.stderr).toContain(
      `nothing was changed: it would stop ${WHAT}, of which there is no journal here: somebody else's`,
    );
    expect(output.stderr).toMatch(/without a terminal to ask at that needs --yes\n$/);
    expect(changes()).toEqual([]);
  });

  it('asks at a terminal, and changes nothing where the answer is no', async () => {
    const { run, changes, person, questions } = theirs();
    person.answer = false;
    await run();
    expect(process.exitCode).toBe(4);
    expect(questions).toEqual(['Stop that, and restore?']);
    expect(output.stderr).toContain(`restore.stops ${WHAT}`);
    expect(output.stderr).toMatch(/nothing was changed\n$/);
    expect(changes()).toEqual([]);
  });

  it.each([
    ['the answer is yes', true, [], 1],
    ['it is told --yes', null, ['--yes'], 0],
  ])('stops it and restores where %s', async (_what, answer, args, asked) => {
    const { run, changes, person, questions } = theirs();
    person.answer = answer;
    await run(...args);
    expect(process.exitCode).toBe(0);
    expect(questions).toHaveLength(asked);
    expect(changes()[0]).toBe('StopExperiment');
    expect(changes()).toContain('StartAutomationExecution');
  });

  it('says so with --json too, on standard error, before it asks', async () => {
    const { run, person } = theirs();
    person.answer = false;
    await run('--json');
    expect(output.stdout).toBe('');
    expect(output.stderr).toContain(`it would stop ${WHAT}`);
  });

  it('says that it was started by hand, where no game day did', async () => {
    const { run } = theirs({});
    await run();
    expect(output.stderr).toContain(
      'of no game day: started by hand (CloudTrail has by whom, as StartExperiment)',
    );
  });

  it('knows the game days of this machine, by their journals', async () => {
    const journal = onAws({ id: 'theirs', writtenAt: '2026-01-01T11:59:50Z' });
    const file = folder.write('others/one/journal.json', journal);
    const { run } = theirs();
    await run('--reports', folder.path('others'));
    expect(output.stderr).toContain(
      `${WHAT}, whose runner wrote ${file} last at 2026-01-01 11:59:50 UTC; without`,
    );
  });

  it('restores all the same where the journals cannot be looked for, and says why it does not know whose it was', async () => {
    const reports = folder.write('reports-is-a-file', {});
    const { run, changes } = theirs();
    await run('--yes', '--reports', reports);
    expect(process.exitCode).toBe(0);
    expect(output.stderr).toContain(`${WHAT}, whose journal cannot be looked for: `);
    expect(output.stderr).toContain(`ENOTDIR: not a directory, scandir '${reports}'`);
    expect(changes()).toContain('StartAutomationExecution');
  });

  it('is careful, too, where AWS does not say what runs', async () => {
    const { run, aws, changes } = theirs();
    aws.on('ListExperiments', () => {
      throw awsError('AccessDeniedException', 'not authorized');
    });
    await run();
    expect(process.exitCode).toBe(2);
    expect(output.stderr).toContain(
      'us-east-1: whatever runs there, for AWS does not say what does: not authorized',
    );
    expect(changes()).toEqual([]);
  });

  it('only says what it would stop, in a dry run', async () => {
    const { run, changes } = theirs();
    await run('--dry-run');
    expect(output.stderr).toContain(`restore.would-stop ${WHAT}`);
    expect(changes()).toEqual([]);
  });
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

describe('before anything else', () => {
  const operations = (aws: FakeAws) => aws.calls.map(({ operation }) => operation);

  it.each([
    [
      'there are none',
      awsError('CredentialsProviderError', 'Could not load credentials from any providers'),
      'no usable credentials: CredentialsProviderError: Could not load credentials from any providers; log in',
    ],
    [
      'they have expired',
      awsError('ExpiredToken', 'The security token included in the request is expired'),
      'no usable credentials: ExpiredToken: The security token included in the request is expired; log in',
    ],
  ])('says in one line that there are no usable credentials, where %s', async (_what, error, message) => {
    const { run, aws } = prepare('us-east-1/lab-hello/live');
    aws.on('GetCallerIdentity', () => {
      throw error;
    });
    await run();
    expect(process.exitCode).toBe(1);
    expect(output.stderr.startsWith(message)).toBe(true);
    expect(output.stderr).toMatch(/AWS_PROFILE .*`aws sso login`\n$/);
    expect(output.stderr.match(/\n/g)).toHaveLength(1);
    expect(operations(aws)).toEqual(['GetCallerIdentity']);
  });

  it('refuses the credentials of another account, whose functions may have the same names', async () => {
    const { run, aws } = prepare();
    aws.on('GetCallerIdentity', () => ({
      Account: '999999999999',
      Arn: 'arn:aws:iam::999999999999:user/me',
    }));
    await run();
    expect(process.exitCode).toBe(1);
    expect(output.stderr).toContain('account 999999999999');
    expect(operations(aws)).toEqual(['GetCallerIdentity']);
  });

  it('takes the fault away all the same where STS does not answer', async () => {
    const { run, aws, detached } = prepare('us-east-1/lab-hello/live');
    aws.on('GetCallerIdentity', () => {
      throw awsError('TimeoutError', 'socket hang up');
    });
    await run();
    expect(process.exitCode).toBe(0);
    expect(detached()).toHaveLength(4);
    expect(output.stderr).toContain(
      'credentials.unknown it is not known whose credentials these are: TimeoutError: socket hang up\n',
    );
  });
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
