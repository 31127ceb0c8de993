import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { LabConfig } from '../../schemas/lab-config';
import { temporaryFolder } from './files';

const folder = temporaryFolder();
const REPORTS = folder.path('reports');

function script(name: string, ...args: string[]) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join('scripts', `${name}.ts`), '--reports', REPORTS, ...args],
    { encoding: 'utf8' },
  );
  return { stdout, stderr, status, reports: folder.list('reports') };
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
  ])('answers %j in one line, and writes nothing', (args, stderr) => {
    expect(script('rehearse', ...args)).toEqual({ stdout: '', stderr, status: 2, reports: null });
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
      `${folder.path('none.json')}: there is no such file; such a file is written by \`npx cdktf`,
    );
  });
});
