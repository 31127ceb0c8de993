import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder';
import { shown } from './files';

const folder = temporaryFolder();

const validate = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', join('scripts', 'validate.ts'), ...args], {
    encoding: 'utf8',
  });

it('tells the kind of each file by its content', () => {
  const { stdout, stderr, status } = validate('--json', 'lab.config.json', 'hypotheses/region-failure.json');
  expect(JSON.parse(stdout)).toEqual({
    files: [
      { file: 'lab.config.json', kind: 'lab configuration', ok: true },
      { file: 'hypotheses/region-failure.json', kind: 'hypothesis', ok: true },
    ],
    skipped: 0,
    findings: [],
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});

it('finds nothing wrong with any file of this repository, and is quiet about it when asked to', () => {
  expect(validate().stdout).toBe(
    'lab.config.json: ok, lab configuration\n' +
      'documents/chaos-extension.yaml: ok, SSM Automation document\n' +
      'templates/region-latency.json: ok, FIS experiment template\n' +
      'hypotheses/region-failure.json: ok, hypothesis\n' +
      '4 files without a finding\n',
  );
  expect(validate('--quiet')).toMatchObject({ stdout: '', stderr: '', status: 0 });
});

it('finds fault with all files at once, and still names the good ones', () => {
  const document = folder.write('document.yaml', 'schemaVersion: 0.3\nmainSteps: []\n');
  const template = folder.write('template.json', '{ "actions": {} }');
  const { stdout, stderr, status } = validate(document, 'lab.config.json', template);
  expect(stdout.split('\n').filter((line) => /^\S/.test(line))).toEqual([
    `${shown(document)}:1:16: error: schemaVersion: 0.3 is a number; use a string: "0.3" [SSM003]`,
    `${shown(document)}:2:12: error: mainSteps: has no entries; at least one is needed [SSM006]`,
    'lab.config.json: ok, lab configuration',
    `${shown(template)}:1:1: error: description: is missing; what the experiment does [FIS002]`,
    `${shown(template)}:1:1: error: stopConditions: is missing; what stops the experiment [FIS002]`,
    `${shown(template)}:1:1: error: roleArn: is missing; the role that FIS acts with [FIS002]`,
    `${shown(template)}:1:14: error: actions: has no properties; at least one is needed [FIS006]`,
    '6 errors in 2 of 3 files',
    'what a code means: npm run validate -- --explain SSM003',
  ]);
  expect({ stderr, status }).toEqual({ stderr: '', status: 2 });
});

it('prints the findings as JSON, and nothing else', () => {
  const file = folder.write('other.json', '{ "name": "something else" }');
  const { stdout, stderr, status } = validate('--json', file);
  expect(JSON.parse(stdout)).toEqual({
    files: [{ file: shown(file), kind: null, ok: false }],
    skipped: 0,
    findings: [
      {
        file: shown(file),
        line: 1,
        column: 1,
        severity: 'error',
        code: 'FILE008',
        path: '',
        message: expect.stringMatching(/^is none of .*: lab configuration \(zone, host, /) as string,
      },
    ],
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 2 });
});

it('prints annotations for GitHub, and nothing else', () => {
  const file = folder.write('cut.json', '{ "actions": ');
  expect(validate('--format', 'github', file, 'lab.config.json')).toMatchObject({
    stdout: `::error file=${shown(file)},line=1,col=14,title=FILE002::the file ends too soon\n`,
    stderr: '',
    status: 2,
  });
});

it('explains a code, in whatever case, and knows which one was probably meant', () => {
  expect(validate('--explain', 'fis113')).toMatchObject({
    stdout: expect.stringContaining('Right:\n') as string,
    stderr: '',
    status: 0,
  });
  expect(validate('--explain', 'SM101')).toMatchObject({
    stdout: '',
    stderr: 'there is no code "SM101"; did you mean "SSM101"?\n',
    status: 2,
  });
});

it('needs a configuration where no file is named, and none of the folders', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'no-lab-'));
  try {
    const args = ['--import', require.resolve('tsx'), join(__dirname, '..', '..', 'scripts', 'validate.ts')];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    expect(stdout).toMatch(/^lab\.config\.json:1:1: error: cannot be read: no such file \[FILE001\]\n/);
    expect(stdout).toContain('\n1 error in 1 of 1 file\n');
    expect({ stderr, status }).toEqual({ stderr: '', status: 2 });
  } finally {
    rmSync(cwd, { recursive: true });
  }
});

it('answers an unknown flag in one line, with the likely one', () => {
  const { stdout, stderr, status } = validate('--jsn');
  expect({ stdout, stderr, status }).toEqual({
    stdout: '',
    stderr: "error: unknown option '--jsn' (Did you mean --json?)\n",
    status: 2,
  });
});

it('shows its help with examples on standard output', () => {
  const { stdout, stderr, status } = validate('--help');
  expect(stdout).toContain('Examples:\n  npm run validate\n');
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});
