import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { jobsOf, PROJECT, readJson, stepsOf, workflows } from './workflow-files';

const { scripts } = readJson('package.json') as { readonly scripts: Readonly<Record<string, string>> };

describe.each(workflows)('$file', (workflow) => {
  it('pins every action to a commit, with its version beside it', () => {
    const used = [...workflow.text.matchAll(/uses: (.+)$/gm)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may read the repository and nothing else, where a job does not say more', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('is started by nothing that runs a stranger’s code with more rights than the stranger has', () => {
    for (const event of Object.keys(workflow.on)) {
      expect(['push', 'pull_request', 'workflow_dispatch']).toContain(event);
    }
  });

  it('never writes an expression into a script: what somebody typed arrives as a variable', () => {
    for (const { run = '' } of stepsOf(workflow)) expect(run).not.toContain('${{');
  });

  it('knows no key that lives longer than a job', () => {
    expect(workflow.text).not.toMatch(/secrets\.|AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|aws-access-key-id/);
  });

  it('leaves no credentials of git behind for later steps', () => {
    const checkouts = stepsOf(workflow).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const step of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  it('runs on a named image and for a bounded time', () => {
    for (const job of jobsOf(workflow)) {
      expect(job['runs-on']).toBe('ubuntu-24.04');
      expect(job['timeout-minutes']).toBeGreaterThan(0);
    }
  });

  it('has scripts that are whole, and that fail where any command of them does', () => {
    expect(workflow.defaults.run.shell).toBe('bash');
    for (const { run } of stepsOf(workflow)) {
      if (run === undefined) continue;
      const read = spawnSync('bash', ['-n'], { input: run, encoding: 'utf8' });
      expect(read).toMatchObject({ status: 0, stderr: '' });
    }
  });

  it('refers to steps and jobs that there are', () => {
    for (const job of jobsOf(workflow)) {
      const text = JSON.stringify(job);
      const ids = job.steps.flatMap(({ id }) => id ?? []);
      for (const [, id] of text.matchAll(/\bsteps\.([\w-]+)\./g)) expect(ids).toContain(id);
      const needs = [job.needs ?? []].flat();
      for (const [, id] of text.matchAll(/\bneeds\.([\w-]+)\./g)) expect(needs).toContain(id);
      for (const id of needs) expect(Object.keys(workflow.jobs)).toContain(id);
    }
  });

  it('runs commands of the project that there are, with options that they have', () => {
    for (const { run = '' } of stepsOf(workflow)) {
      const named = [...run.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(([, name = '']) => name);
      for (const name of named) expect(Object.keys(scripts)).toContain(name);
      const given = run.replace('npm run --silent', '').matchAll(/(?<![\w-])--[a-z][a-z-]+/g);
      const options = [...given].map(([option]) => option);
      const [name] = named;
      if (name === undefined || options.length === 0) continue;
      // So that it is clear whose options these are.
      expect(named).toHaveLength(1);
      expect(optionsOf(name)).toEqual(expect.arrayContaining(options));
    }
  });
});

describe('all workflows', () => {
  it('pin an action to one and the same commit', () => {
    const actions = workflows.flatMap(stepsOf).flatMap(({ uses }) => uses ?? []);
    const names = [...new Set(actions)].map((action) => action.split('@')[0]);
    expect(names).toEqual([...new Set(names)]);
  });

  it('give a job no more than it needs', () => {
    const more = workflows.flatMap((workflow) =>
      jobsOf(workflow).flatMap(({ id, permissions }) =>
        permissions === undefined ? [] : [[`${workflow.file} ${id}`, permissions]],
      ),
    );
    expect(Object.fromEntries(more)).toEqual({
      'game-day.yml plan': { 'id-token': 'write' },
      'game-day.yml game-day': { contents: 'read', 'id-token': 'write' },
      'plan.yml plan': { 'id-token': 'write' },
      'plan.yml comment': { 'pull-requests': 'write' },
      'restore.yml restore': { contents: 'read', 'id-token': 'write' },
    });
  });

  it('take on a role of AWS in the jobs that may ask for it, and in no other', () => {
    const roles = workflows.flatMap((workflow) =>
      jobsOf(workflow).flatMap(({ id, steps }) =>
        steps.flatMap(({ with: given }) =>
          given?.['role-to-assume'] ? [[id, given['role-to-assume']]] : [],
        ),
      ),
    );
    expect(roles).toEqual([
      ['plan', '${{ vars.PLAN_ROLE_ARN }}'],
      ['game-day', '${{ vars.GAME_DAY_ROLE_ARN }}'],
      ['game-day', '${{ vars.GAME_DAY_ROLE_ARN }}'],
      ['plan', '${{ vars.PLAN_ROLE_ARN }}'],
      ['restore', '${{ vars.RESTORE_ROLE_ARN }}'],
    ]);
  });

  it('are kept current by Dependabot, and so are the packages', () => {
    const { updates } = parse(readFileSync(join(PROJECT, '.github', 'dependabot.yml'), 'utf8')) as {
      updates: readonly { readonly 'package-ecosystem': string; readonly directory: string }[];
    };
    const ecosystems = updates.map((update) => update['package-ecosystem']);
    expect(ecosystems).toEqual(['github-actions', 'npm', 'pip']);
    for (const { directory } of updates) expect(existsSync(join(PROJECT, directory))).toBe(true);
  });
});

/** The options that a command's help names. */
function optionsOf(script: string): readonly string[] {
  const file = scripts[script]?.split(' ').at(-1) ?? '';
  const help = execFileSync(process.execPath, ['--import', 'tsx', file, '--help'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  return [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option);
}
