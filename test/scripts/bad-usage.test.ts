import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { LabConfig } from '../../validation/lab-config/lab-config';
import { temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
let count = 0;

function plainScript(name: string, ...args: string[]) {
  const command = ['--import', 'tsx', join('scripts', `${name}.ts`), ...args];
  return spawnSync(process.execPath, command, { encoding: 'utf8' });
}

function script(name: string, ...args: string[]) {
  const reports = `reports-${(count += 1)}`;
  const { stdout, stderr, status } = plainScript(name, '--reports', folder.path(reports), ...args);
  return { stdout, stderr, status, reports: folder.list(reports) };
}

/** The lab's configuration, changed; what is wrong with it stands in a line of its own. */
function configuration(name: string, change: (regions: LabConfig['regions']) => unknown): string {
  const config = JSON.parse(readFileSync('lab.config.json', 'utf8')) as LabConfig;
  return folder.write(name, { ...config, regions: change(config.regions) });
}

describe('rehearse', () => {
  it.each([
    [['--mistke', 'crossed-health-check'], "error: unknown option '--mistke' (Did you mean --mistake?)\n"],
    [
      ['--mistake', 'crossed-healthcheck'],
      'there is no mistake "crossed-healthcheck"; did you mean "crossed-health-check"?\n',
    ],
    [['--region', 'asia'], 'the lab has no region asia; it has us (us-east-1), eu (eu-west-1)\n'],
    [
      ['--seed', '9007199254740993'],
      "error: option '--seed <integer>' argument '9007199254740993' is invalid. use an integer of at most 9007199254740991\n",
    ],
    [
      ['--soak', '1000001'],
      "error: option '--soak <number>' argument '1000001' is invalid. use at most 1000000\n",
    ],
    [
      ['--soak', '10', '--without', 'safety-net'],
      "error: option '--soak <number>' cannot be used with option '--without <name>'\n",
    ],
    [
      ['--soak', '10', '--stop-after', '7m'],
      "error: option '--soak <number>' cannot be used with option '--stop-after <duration>'\n",
    ],
    [
      ['--concurrency', '0'],
      "error: option '--concurrency <number>' argument '0' is invalid. use a positive integer, such as 1000\n",
    ],
    [
      ['--soak', '10', '--concurrency', '10'],
      "error: option '--soak <number>' cannot be used with option '--concurrency <number>'\n",
    ],
    [['--soak', '10'], "error: option '--soak <number>' cannot be used with option '--reports <folder>'\n"],
  ])('answers %j in one line, and writes nothing', (args, stderr) => {
    expect(script('rehearse', ...args)).toEqual({ stdout: '', stderr, status: 2, reports: null });
  });

  it('answers a folder that no report can be written into before it rehearses', () => {
    const { stdout, stderr, status } = script('rehearse', '--reports', '/dev/null/reports');
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(/^no report can be written into \/dev\/null\/reports: .*\(--reports\)\n$/);
  });

  it('answers a soak whose seeds would be no exact integers any more', () => {
    const args = ['--soak', '2', '--seed', String(Number.MAX_SAFE_INTEGER)];
    const { stdout, stderr, status } = plainScript('rehearse', ...args);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(
      /^--seed 9007199254740991: 2 seeds from there are no exact integers; begin lower\n$/,
    );
  });

  it('answers a stop that comes after the end of the experiment with its length', () => {
    const { stderr, ...rest } = script('rehearse', '--quiet', '--stop-after', '20m');
    expect(rest).toEqual({ stdout: '', status: 2, reports: [] });
    expect(stderr).toMatch(
      /^--stop-after 20 min: the experiment had ended by itself before, after 1\d min.*; stop it sooner\n$/,
    );
  });

  it.each<[string, (regions: LabConfig['regions']) => unknown, RegExp]>([
    ['one region', ([us]) => [us], /^regions: .*at least (two|2)/],
    ['a label twice', ([us, eu]) => [us, { ...eu, label: 'us' }], /^regions\[1\]\.label: .*"us"/],
    [
      'a region that does not exist',
      ([us, eu]) => [us, { ...eu, region: 'eu-west-9' }],
      /^regions\[1\]\.region: "eu-west-9" .*did you mean "eu-west-\d"\?/,
    ],
  ])('refuses a configuration with %s, with its place, and writes nothing', (_what, change, message) => {
    const written = configuration('lab.config.json', change);
    const { stderr, ...rest } = script('rehearse', '--config', written);
    expect(rest).toEqual({ stdout: '', status: 2, reports: null });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    const [, file, found] = /^(.*?):\d+:\d+: (.*)$/.exec(stderr.trimEnd())!;
    expect(file).toBe(relative(process.cwd(), written));
    expect(found).toMatch(message);
  });
});

describe('start-experiment', () => {
  it('answers an unknown flag in one line, with the likely one', () => {
    expect(script('start-experiment', '--outptus', 'outputs.json')).toEqual({
      stdout: '',
      stderr: "error: unknown option '--outptus' (Did you mean --outputs?)\n",
      status: 2,
      reports: null,
    });
  });

  it('answers a missing file of outputs in one line, with the commands that write it', () => {
    const { stderr, ...rest } = script('start-experiment', '--yes', '--outputs', folder.path('none.json'));
    expect(rest).toEqual({ stdout: '', status: 2, reports: null });
    expect(stderr).toContain(
      `${folder.path('none.json')}: there is no such file; such a file is written by \`npm run cdktf`,
    );
  });
});

describe('bench', () => {
  it('measures nothing where one of the benchmarks does not exist', () => {
    expect(plainScript('bench', 'synth', 'rehers')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'no benchmark "rehers"; did you mean "rehearse"?\n',
    });
  });
});
