import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_VERSION } from '../e2e/support/tools';
import { runStep } from './step-run';
import { PROJECT, readJson, stepNamed, workflowNamed } from './workflow-files';

describe('the check', () => {
  const { jobs, on } = workflowNamed('check.yml');
  const read = (...path: readonly string[]): string => readFileSync(join(PROJECT, ...path), 'utf8');

  it('is made of every pull request and of every commit on main', () => {
    expect(on).toEqual({ push: { branches: ['main'] }, pull_request: null });
  });

  it('tests with the oldest Node.js that is supported, and with that of the functions', () => {
    const { engines } = readJson('package.json') as { readonly engines: { readonly node: string } };
    expect(jobs.test?.strategy?.matrix.node).toEqual([engines.node.replace('>=', ''), '22']);
    expect(read('modules', 'services', 'lab-function.ts')).toContain("'nodejs22.x'");
  });

  it('skips no e2e test, and has the provider that they ask for', () => {
    expect(jobs.test?.env).toMatchObject({ REQUIRE_E2E: '1', PROVIDER_VERSION });
    const { calls } = runStep(stepNamed('check.yml', 'test', 'Make the copy'), {
      env: { PROVIDER_VERSION, RUNNER_TEMP: '/tmp' },
      programs: {
        terraform: `grep -q '"hashicorp/aws","version":"${PROVIDER_VERSION}"' wanted/main.tf.json`,
      },
    });
    expect(calls).toEqual([['-chdir=wanted', 'providers', 'mirror', '/tmp/providers']]);
  });

  it('installs CDKTF’s command line, which has a lock file of its own', () => {
    const installs = jobs.test?.steps.flatMap(({ run = '' }) => (run.startsWith('npm ci') ? run : []));
    expect(installs).toEqual(['npm ci', 'npm ci --prefix cdktf-cli']);
    expect(read('.ci', 'run')).toContain('\nnpm ci\nnpm ci --prefix cdktf-cli\n');
  });

  it('installs exact versions of what emulates AWS', () => {
    const { run = '' } = stepNamed('check.yml', 'test', 'Install moto and boto3');
    const [path = ''] = /(?<=--requirement )\S+/.exec(run) ?? [];
    const wanted = read(path)
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    expect(wanted).toEqual([
      expect.stringMatching(/^boto3==\d+\.\d+\.\d+$/),
      expect.stringMatching(/^moto\[all,server\]==\d+\.\d+\.\d+$/),
    ]);
  });
});
