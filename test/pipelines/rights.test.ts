import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { obeyed } from './obeyed';
import { runStep } from './step-run';
import { jobsOf, PROJECT, stepNamed, stepsOf, workflowNamed, workflows, type Job } from './workflow-files';

/** A job that has more than the right to read the repository. */
const hasRights = ({ permissions = {} }: Job): boolean =>
  Object.values(permissions).some((right) => right === 'write');

const installsOf = ({ steps }: Job): readonly string[] =>
  steps.flatMap(({ run = '' }) =>
    run.split('\n').filter((line) => /\bnpm (ci|i|install|add|exec)\b|\bnpx\b/.test(line)),
  );

const artifactsOf = ({ steps }: Job, action: string): readonly (readonly [string, string])[] =>
  steps.flatMap(({ uses = '', with: given }) =>
    uses.startsWith(`actions/${action}-artifact@`)
      ? [[String(given?.name ?? given?.pattern), String(given?.path ?? '.')] as const]
      : [],
  );

describe('a job with more rights than to read', () => {
  const jobs = workflows.flatMap((workflow) => jobsOf(workflow).filter(hasRights));

  it('is one of these', () => {
    expect(jobs.map(({ id }) => id)).toEqual(['plan', 'game-day', 'plan', 'comment', 'restore']);
  });

  it('installs nothing whose scripts would run', () => {
    const installs = jobs.flatMap(installsOf);
    expect(installs).toHaveLength(2);
    for (const install of installs) expect(install).toMatch(/^npm ci .*--ignore-scripts\b/);
    expect(jobs.flatMap(({ steps }) => steps).filter(({ run = '' }) => /\bpip\b/.test(run))).toEqual([]);
  });

  it('reads no cache that another job has written', () => {
    for (const { uses = '', with: given } of jobs.flatMap(({ steps }) => steps)) {
      expect(uses).not.toMatch(/^actions\/cache\b/);
      expect(given?.cache).toBeUndefined();
    }
  });

  it('takes nothing from another job but what that job’s digest vouches for, or what it only shows', () => {
    const taken = workflows.flatMap((workflow) =>
      jobsOf(workflow)
        .filter(hasRights)
        .map((job) => [`${workflow.file} ${job.id}`, artifactsOf(job, 'download')]),
    );
    expect(Object.fromEntries(taken)).toEqual({
      'game-day.yml plan': [['stack', '.']],
      'game-day.yml game-day': [
        ['rehearsal', '.'],
        ['outputs', '.'],
      ],
      'plan.yml plan': [['stack', '.']],
      'plan.yml comment': [
        ['rehearsal', 'rehearsal'],
        ['plan', 'plan'],
      ],
      'restore.yml restore': [],
    });
  });
});

describe('what a job hands on', () => {
  it.each(['plan.yml', 'game-day.yml', 'restore.yml'])('is made without install scripts: %s', (file) => {
    for (const install of jobsOf(workflowNamed(file)).flatMap(installsOf)) {
      expect(install).toBe('npm ci --ignore-scripts --omit=dev');
    }
  });

  it.each(['plan.yml', 'game-day.yml'])('has a fixed name that no other job of %s uses', (file) => {
    const names = jobsOf(workflowNamed(file)).flatMap((job) =>
      artifactsOf(job, 'upload').map(([name]) => name),
    );
    expect(names).toEqual([...new Set(names)]);
    for (const name of names) expect(name).toMatch(/^[a-z-]+$/);
    expect(JSON.stringify(workflowNamed(file))).not.toMatch(/"(overwrite|merge-multiple)"/);
  });

  const of = (text: string): string =>
    /digest=(\w+)/.exec(
      runStep({ run: `printf %s '${text}' | sha256sum | sed 's/^/digest=/'` }, {}).stdout,
    )?.[1] ?? '';

  it.each<[string, string, string, Record<string, string>, Record<string, string>]>([
    ['plan.yml', 'comment', 'The plan is what its job made', { DIGEST: of('mine') }, { 'plan.md': 'mine' }],
    [
      'game-day.yml',
      'game-day',
      'They are what the other jobs made',
      { REHEARSAL: of('one'), OUTPUTS: of('two') },
      { 'rehearsal.json': 'one', 'outputs.json': 'two' },
    ],
  ])('is refused in %s, job %s, where it is not what its job made', (file, job, name, env, files) => {
    const step = stepNamed(file, job, name);
    expect(runStep(step, { env, files })).toMatchObject({ status: 0, stdout: '', stderr: '' });
    for (const path of Object.keys(files)) {
      const replaced = runStep(step, { env, files: { ...files, [path]: 'forged' } });
      expect(replaced.status).toBe(1);
      expect(obeyed(replaced.stdout)).toEqual([expect.stringMatching(/^::error title=Another artifact::/)]);
    }
    for (const variable of Object.keys(env)) {
      expect(runStep(step, { env: { ...env, [variable]: '' }, files }).status).toBe(1);
      expect(runStep(step, { env: { ...env, [variable]: of('other') }, files }).status).toBe(1);
    }
  });

  it.each(['plan.yml', 'game-day.yml'])('is unpacked only then, in %s', (file) => {
    const step = stepNamed(file, 'plan', 'Unpack the stack');
    const files = { 'stack.tar': 'mine' };
    const programs = { tar: 'exit 0' };
    expect(runStep(step, { env: { DIGEST: of('mine') }, files, programs }).calls).toEqual([
      ['-xf', 'stack.tar'],
    ]);
    expect(runStep(step, { env: { DIGEST: of('other') }, files, programs })).toMatchObject({
      status: 1,
      calls: [],
    });
  });
});

describe('a job that runs the pull request’s code', () => {
  it('is named so, and has no right but to read', () => {
    const jobs = workflows.filter(({ on }) => 'pull_request' in on).flatMap(jobsOf);
    const runs = jobs.filter(({ steps }) =>
      steps.some(({ uses = '' }) => uses.startsWith('actions/checkout@')),
    );
    expect(runs.map(({ id }) => id)).toEqual(['check', 'test', 'synth', 'rehearse']);
    for (const job of jobs) {
      expect([job.id, job.name?.endsWith(" (runs the pull request's code)")]).toEqual([
        job.id,
        runs.includes(job),
      ]);
    }
    for (const job of runs) expect(job.permissions).toBeUndefined();
  });
});

describe('text from outside', () => {
  const LINE = '::error::pwned';
  const says = `printf '${LINE}\\n::set-env name=x::y\\n${LINE}\\n' | tee /dev/stderr; exit 1`;
  const steps = ['plan.yml', 'game-day.yml', 'restore.yml'].flatMap((file) =>
    stepsOf(workflowNamed(file))
      .filter(({ run = '' }) =>
        /^ *(terraform|exec npm|npm run --silent|npm run restore)\b|\| tee -a "\$GITHUB_STEP/m.test(run),
      )
      .map((step) => ({ file, step })),
  );
  const context = {
    env: { TASK: 'game-day', REGION: '', FORCE: '', TOKEN: 'made-before' },
    files: {
      'reports/1/report.md': `${LINE}\n`,
      'lab.config.json': JSON.stringify({ state: { bucket: 'b', key: 'k', region: 'r' } }),
    },
    programs: { npm: says, terraform: says },
  };

  it('is printed by these steps', () => {
    expect(steps.map(({ file, step }) => `${file}: ${step.name}`)).toEqual([
      'plan.yml: Prepare Terraform',
      'plan.yml: Plan',
      'plan.yml: Write the plan down',
      'plan.yml: Rehearse',
      'plan.yml: Show the report',
      'game-day.yml: Read what was typed',
      'game-day.yml: Rehearse',
      'game-day.yml: Prepare Terraform',
      'game-day.yml: Nothing is to be applied',
      'game-day.yml: Read what is deployed',
      'game-day.yml: Run the game day',
      'game-day.yml: Put it back, and prove it',
      'restore.yml: Read what is deployed',
      'restore.yml: Restore',
    ]);
  });

  it.each(steps)('gives the runner no command: $file, $step.name', ({ step }) => {
    const { stdout, stderr } = runStep(step, context);
    // The runner reads the two streams side by side: a line of the other one could come after the token.
    expect(stderr).toBe('');
    expect(stdout).toContain('::stop-commands::');
    expect(obeyed(stdout)).toEqual([]);
  });

  it('meets a token that is another each time', () => {
    const step = stepNamed('plan.yml', 'plan', 'Plan');
    const token = (): string | undefined =>
      /^::stop-commands::(.+)$/m.exec(runStep(step, context).stdout)?.[1];
    expect(token()).toMatch(/^[0-9a-f-]{36}$/);
    expect(token()).not.toBe(token());
  });

  it('gives the runner its commands back: at the step’s end, and after the game day’s at the begin of the next', () => {
    for (const { step } of steps.filter(({ step: { id } }) => id !== 'run')) {
      const { stdout } = runStep(step, context);
      expect(obeyed(`${stdout}\n::notice::mine`)).toEqual(['::notice::mine']);
    }
    const run = runStep(stepNamed('game-day.yml', 'game-day', 'Run the game day'), context);
    const next = runStep(stepNamed('game-day.yml', 'game-day', 'Is anything to be restored?'), context);
    expect(obeyed(`${run.stdout}${next.stdout}\n::notice::mine`)).toEqual(['::notice::mine']);
  });
});

describe('the table of docs/pipelines.md', () => {
  const page = readFileSync(join(PROJECT, 'docs', 'pipelines.md'), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => /^\| `[\w-]+\.yml` `/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const rowOf = (file: string, id: string): readonly string[] =>
    rows.find(([, job]) => job === `\`${file}\` \`${id}\``) ?? [];
  const jobs = workflows.flatMap((workflow) => jobsOf(workflow).map((job) => ({ file: workflow.file, job })));

  it('has every job, and no other', () => {
    expect(rows.map(([, job]) => job).sort()).toEqual(
      jobs.map(({ file, job }) => `\`${file}\` \`${job.id}\``).sort(),
    );
  });

  it.each(jobs)('says of $file, $job.id, which role it can reach and what it may write', ({ file, job }) => {
    const [, , code = '', role, writes = ''] = rowOf(file, job.id);
    const roles = job.steps.flatMap(({ with: given }) => given?.['role-to-assume'] ?? []);
    const [variable] = roles.map((each) => /vars\.(\w+)/.exec(String(each))?.[1]);
    expect(role).toBe(variable === undefined ? 'none' : `\`${variable}\``);
    const artifacts = artifactsOf(job, 'upload').map(([name]) => name);
    expect([...writes.replace(/\(.*\)/, '').matchAll(/`([\w-]+)`/g)].map(([, name]) => name)).toEqual(
      artifacts,
    );
    const caches = job.steps.some(
      ({ uses = '', with: given }) => given?.cache !== undefined || uses.startsWith('actions/cache@'),
    );
    expect(writes.includes('cache')).toBe(caches);
    expect(writes.includes('`pull-requests: write`')).toBe(job.permissions?.['pull-requests'] === 'write');
    const named = job.name?.endsWith("(runs the pull request's code)") ?? false;
    expect(code.startsWith("the pull request's")).toBe(named);
  });
});
