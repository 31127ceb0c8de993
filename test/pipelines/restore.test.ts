import { suiteUnless } from '../support/skipped-suite';
import { runStep } from './step-run';
import { jobsOf, readJson, stepNamed, workflowNamed, workflows } from './workflow-files';

const workflow = workflowNamed('restore.yml');
const { jobs, on, concurrency } = workflow;
const step = (name: string) => stepNamed('restore.yml', 'restore', name);

describe('the emergency restore', () => {
  it('is started by hand, and waits for no other run: not even for another restore', () => {
    expect(Object.keys(on)).toEqual(['workflow_dispatch']);
    expect(concurrency).toEqual({ group: 'restore-${{ github.run_id }}', 'cancel-in-progress': false });
    const others = workflows.filter(({ file }) => file !== 'restore.yml');
    for (const other of others) expect(other.concurrency.group).not.toMatch(/^restore/);
  });

  it('is one job, before which nothing happens, in an environment of its own', () => {
    expect(Object.keys(jobs)).toEqual(['restore']);
    expect(jobs.restore).toMatchObject({ environment: 'restore' });
    expect(jobs.restore?.needs).toBeUndefined();
    expect(jobs.restore?.if).toBeUndefined();
    const environments = workflows.flatMap(jobsOf).flatMap(({ environment }) => environment ?? []);
    expect(environments.sort()).toEqual(['game-day', 'restore']);
  });

  it('neither rehearses nor synthesises nor plans', () => {
    const commands = jobs.restore!.steps.map(({ run = '' }) => run).join('\n');
    expect(commands).not.toMatch(/rehearse|synth|terraform .*\bplan\b/);
  });

  it('has time for all of its steps, and credentials for as long as the restoration may take', () => {
    const { steps } = jobs.restore!;
    const together = steps.reduce((sum, each) => sum + (each['timeout-minutes'] ?? 0), 0);
    expect(jobs.restore!['timeout-minutes']).toBeGreaterThan(together);
    const [lifetime] = steps.flatMap((each) => each.with?.['role-duration-seconds'] ?? []);
    expect(Number(lifetime) / 60).toBeGreaterThanOrEqual(together);
  });

  it.each([
    ['', []],
    ['eu', ['--region=eu']],
    ['$(touch pwned)`touch pwned`; *', ['--region=$(touch pwned)`touch pwned`; *']],
  ])('restores the region %j without asking, and ends with its exit code', (REGION, options) => {
    const { calls, read, status } = runStep(step('Restore'), {
      env: { REGION },
      programs: { npm: 'exit 1' },
    });
    expect(calls).toEqual([['run', 'restore', '--', '--yes', '--outputs=outputs.json', ...options]]);
    expect(status).toBe(1);
    expect(read('pwned')).toBeNull();
  });
});

const hasJq = runStep({ run: 'jq --version' }, {}).status === 0;
const suite = suiteUnless(hasJq ? null : 'jq is missing: apt-get install jq');

suite('what is deployed', () => {
  const state = { bucket: 'my-terraform-state', key: 'chaos-lab.tfstate', region: 'eu-west-1' };
  const read = (config: object, terraform: string) =>
    runStep(step('Read what is deployed'), {
      files: { 'lab.config.json': JSON.stringify(config) },
      programs: { terraform },
    });
  const CALLS = [
    ['-chdir=state', 'init', '-input=false', '-no-color'],
    ['-chdir=state', 'output', '-json'],
  ];

  it('is read from the state alone, whose place lab.config.json names', () => {
    const config = { ...(readJson('lab.config.json') as object), state };
    const { calls, status, stdout } = read(config, 'cat state/backend.tf.json >&2');
    expect(calls).toEqual(CALLS);
    expect(status).toBe(0);
    const [, written = ''] = /^::stop-commands::.+\n([^]+?\n})\n/.exec(stdout) ?? [];
    expect(JSON.parse(written)).toEqual({ terraform: { backend: { s3: state } } });
  });

  it('is read although no provider can be installed, and not where the state cannot be reached', () => {
    expect(read({ state }, 'test "$2" = output')).toMatchObject({ calls: CALLS, status: 0 });
    expect(read({ state }, 'exit 1')).toMatchObject({ calls: CALLS, status: 1 });
  });

  it('cannot be read from the state of somebody’s laptop', () => {
    const { calls, status, stdout } = read({}, 'exit 0');
    expect(calls).toEqual([]);
    expect(status).not.toBe(0);
    expect(stdout).toContain('lab.config.json names no bucket of the state');
  });
});
