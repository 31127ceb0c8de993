import { suiteUnless } from '../support/skipped-suite';
import { obeyed } from './obeyed';
import { OUTPUT, runStep, SUMMARY } from './step-run';
import { readJson, stepNamed, workflowNamed } from './workflow-files';

const workflow = workflowNamed('game-day.yml');
const { jobs, on, concurrency } = workflow;
const { steps } = jobs['game-day']!;
const run = stepNamed('game-day.yml', 'game-day', 'Run the game day');

describe('the game day', () => {
  const afterwards = steps.slice(steps.indexOf(run) + 1);

  it('is started by hand, and waits for the approval of its environment', () => {
    expect(Object.keys(on)).toEqual(['workflow_dispatch']);
    expect(jobs['game-day']).toMatchObject({ environment: 'game-day', needs: ['rehearse', 'plan'] });
    expect(jobs.rehearse?.environment).toBeUndefined();
    expect(jobs.plan).toMatchObject({ needs: 'rehearse' });
    expect(jobs.plan?.environment).toBeUndefined();
  });

  it('starts nothing unless it is asked to', () => {
    expect(on.workflow_dispatch?.inputs?.task).toMatchObject({
      options: ['dry-run', 'game-day'],
      default: 'dry-run',
    });
  });

  it('is the only one at its time, and never cancelled by another', () => {
    expect(concurrency).toEqual({ group: 'game-day', 'cancel-in-progress': false });
  });

  it('restores the functions and keeps the report, whatever became of it', () => {
    expect(afterwards.map(({ name }) => name)).toEqual([
      'Is anything to be restored?',
      'Fresh credentials to put it back with',
      'Put it back, and prove it',
      'Keep the report',
    ]);
    for (const step of afterwards) expect(step.if).toContain('always()');
  });

  it('has time for twice the game day that is configured, and credentials for as long', () => {
    const { fault } = readJson('lab.config.json') as { fault: { minutes: number } };
    const { windows } = readJson('hypotheses', 'region-failure.json') as {
      windows: { baselineMinutes: number; recoveryMinutes: number };
    };
    const planned = windows.baselineMinutes + fault.minutes + windows.recoveryMinutes;
    expect(run['timeout-minutes']).toBeGreaterThan(2 * planned);
    const lifetimes = steps.flatMap((step) => step.with?.['role-duration-seconds'] ?? []);
    expect(Number(lifetimes[0]) / 60).toBeGreaterThan(run['timeout-minutes']!);
  });

  it('has time to restore what a run that took too long has left', () => {
    const limits = steps.map((step) => step['timeout-minutes'] ?? 0);
    const together = limits.reduce((sum, minutes) => sum + minutes);
    expect(jobs['game-day']!['timeout-minutes']).toBeGreaterThan(together);
  });
});

describe('the step that runs the game day', () => {
  const npm = (env: Readonly<Record<string, string>>, exit = 'exit 0') =>
    runStep(run, {
      env: { REGION: '', TASK: 'game-day', FORCE: '', TOKEN: 'token', ...env },
      programs: { npm: exit },
    });
  const ALWAYS = ['--yes', '--outputs=outputs.json', '--rehearsal=rehearsal.json'];

  it.each<[string, Record<string, string>, string[]]>([
    ['leaves out what was not typed', {}, []],
    ['starts nothing for a dry run', { TASK: 'dry-run' }, ['--dry-run']],
    ['names the region', { REGION: 'eu' }, ['--region=eu']],
    ['names each check', { FORCE: ' targets  customers ' }, ['--force=targets', '--force=customers']],
  ])('%s', (_what, env, options) => {
    expect(npm(env).calls).toEqual([['run', 'start-experiment', '--', ...ALWAYS, ...options]]);
  });

  it.each([
    ['REGION', '$(touch pwned)`touch pwned`; touch pwned; * -'],
    ['FORCE', '$(touch${IFS}pwned)`touch${IFS}pwned`;touch${IFS}pwned'],
    ['FORCE', '*'],
  ])('runs and expands nothing that is typed as %s: %s', (name, typed) => {
    const { calls, read, status } = npm({ [name]: typed });
    expect(status).toBe(0);
    expect(calls).toEqual([['run', 'start-experiment', '--', ...ALWAYS, `--${name.toLowerCase()}=${typed}`]]);
    expect(read('pwned')).toBeNull();
  });

  it.each([1, 3, 4, 130])('ends with the exit code of the game day: %d', (code) => {
    expect(npm({}, `exit ${code}`).status).toBe(code);
  });

  it('lets the tool hear of a cancellation: it is the step’s own process', () => {
    expect(run.run?.trim().split('\n').at(-1)).toMatch(/^exec npm run start-experiment -- .* 2>&1$/);
    expect(run.env).toMatchObject({ npm_config_script_shell: 'bash' });
  });
});

describe('the jobs before it', () => {
  it.each([
    ['', []],
    ['eu', ['--region=eu']],
  ])('rehearse the region %j, and end the run where that does not hold', (region, options) => {
    const step = stepNamed('game-day.yml', 'rehearse', 'Rehearse');
    const { calls, status } = runStep(step, { env: { REGION: region }, programs: { npm: 'exit 3' } });
    expect(calls).toEqual([['run', '--silent', 'rehearse', '--', '--json', ...options]]);
    expect(status).toBe(3);
  });

  it.each([
    [0, undefined],
    [1, undefined],
    [2, '::error title=Something is to be applied::'],
  ])('end it where Terraform’s plan ends with %d, unless that is 0', (code, said) => {
    const step = stepNamed('game-day.yml', 'plan', 'Nothing is to be applied');
    const { status, stdout } = runStep(step, { programs: { terraform: `exit ${code}` } });
    expect(status).toBe(code);
    expect(obeyed(stdout).map((line) => line.slice(0, said?.length))).toEqual(
      said === undefined ? [] : [said],
    );
  });

  const typed = (REGION: string, FORCE: string, exit = 0) =>
    runStep(stepNamed('game-day.yml', 'rehearse', 'Read what was typed'), {
      env: { REGION, FORCE },
      programs: { npm: `exit ${exit}` },
    });

  it('read what was typed before anybody is asked: the names of checks by the game day’s own command line', () => {
    const { calls, status } = typed('us-east-1', ' targets  customers ');
    expect(calls).toEqual([
      ['run', '--silent', 'start-experiment', '--', '--force=targets', '--force=customers', '--help'],
    ]);
    expect(status).toBe(0);
    expect(typed('', 'lease', 2).status).toBe(2);
  });

  it.each([
    ['us | eu', ''],
    ['us\n', ''],
    ['us`', ''],
    ['', '**nothing**'],
    ['', 'targets\n::notice::x'],
    ['', 'targets | x'],
  ])(
    'end the run where region %j and checks %j would say something else to the reviewers',
    (region, force) => {
      const { calls, status, stdout } = typed(region, force);
      expect([calls, status]).toEqual([[], 2]);
      expect(obeyed(stdout)).toEqual([expect.stringMatching(/^::error title=Wrong input::/)]);
    },
  );

  it('name the region and what is forced in the run’s name', () => {
    for (const input of Object.keys(on.workflow_dispatch?.inputs ?? {})) {
      expect(workflow['run-name']).toContain(`\${{ inputs.${input}`);
    }
  });
});

const hasJq = runStep({ run: 'jq --version' }, {}).status === 0;
const suite = suiteUnless(hasJq ? null : 'jq is missing: apt-get install jq');

suite('the step that says what is to be approved', () => {
  const journal = {
    experiment: { region: 'us-east-1', faultMinutes: 10 },
    fault: {
      kind: 'latency',
      latencySeconds: 60,
      probability: 1,
      expiresAfterMinutes: 25,
      targets: [{ functionName: 'chaos-lab-health' }, { functionName: 'chaos-lab-hello' }],
      source: 'FIS template EXT1',
    },
  };
  const said = (FORCE: string) =>
    runStep(stepNamed('game-day.yml', 'rehearse', 'Say what is to be approved'), {
      env: { TASK: 'game-day', FORCE, GITHUB_SHA: '0123abcd' },
      files: { 'rehearsal.json': JSON.stringify(journal) },
    }).read(SUMMARY);

  it('names region, fault, functions, what is forced, and the commit', () => {
    expect(said('targets customers')).toBe(
      `## To be approved: game-day in us-east-1

| what        | value |
| ----------- | ----- |
| region      | us-east-1 |
| fault       | kind latency, latencySeconds 60, probability 1, expiresAfterMinutes 25, for 10 min |
| functions   | chaos-lab-health, chaos-lab-hello |
| in spite of | targets customers |
| commit      | 0123abcd |

`,
    );
    expect(said('')).toContain('| in spite of | nothing |');
  });

  it('stands above the rehearsal’s report', () => {
    const names = jobs.rehearse!.steps.map(({ name }) => name);
    expect(names.indexOf('Show the report')).toBe(names.indexOf('Say what is to be approved') + 1);
  });
});

suite('the step that asks whether anything is to be restored', () => {
  const step = stepNamed('game-day.yml', 'game-day', 'Is anything to be restored?');
  const journal = (clientToken: string | null, proven: boolean | null): string =>
    JSON.stringify({ experiment: { clientToken }, restored: { proven } });

  it.each<[string, string[], boolean]>([
    ['nothing after a run that wrote no journal: it started nothing', [], false],
    ['nothing after one whose journal names no client token', [journal(null, null)], false],
    ['nothing after one that proved the restoration', [journal('token', true)], false],
    ['everything after one that did not', [journal('token', false)], true],
    ['everything after one that died before it compared', [journal('token', null)], true],
  ])('finds %s', (_what, journals, restore) => {
    const files = Object.fromEntries(journals.map((text, index) => [`reports/${index}/journal.json`, text]));
    const { read, stderr } = runStep(step, { env: { TOKEN: 'token' }, files });
    expect(stderr).toBe('');
    expect(read(OUTPUT)).toBe(`restore=${restore}\n`);
  });

  it('says nothing of a journal that it cannot read, so that everything is restored', () => {
    const { read, status } = runStep(step, {
      env: { TOKEN: 'token' },
      files: { 'reports/1/journal.json': '{' },
    });
    expect(status).not.toBe(0);
    expect(read(OUTPUT)).toBe('');
    expect(stepNamed('game-day.yml', 'game-day', 'Put it back, and prove it').if).toContain("!= 'false'");
  });
});

describe('the step that puts everything back', () => {
  it.each([
    ['', []],
    ['eu', ['--region=eu']],
  ])('restores the region %j, and ends with its exit code', (region, options) => {
    const step = stepNamed('game-day.yml', 'game-day', 'Put it back, and prove it');
    const { calls, status } = runStep(step, { env: { REGION: region }, programs: { npm: 'exit 1' } });
    expect(calls).toEqual([['run', 'restore', '--', '--yes', '--outputs=outputs.json', ...options]]);
    expect(status).toBe(1);
  });
});
