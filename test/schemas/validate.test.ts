import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { shown, temporaryFolder } from './files';

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
    findings: [],
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});

it('finds fault with all files at once, on standard error, and still names the good ones', () => {
  const document = folder.write('document.yaml', 'schemaVersion: 0.3\nmainSteps: []\n');
  const template = folder.write('template.json', '{ "actions": {} }');
  const { stdout, stderr, status } = validate(document, 'lab.config.json', template);
  expect(stdout).toBe('lab.config.json: ok\n');
  expect(stderr.trimEnd().split('\n')).toEqual([
    `${shown(document)}:1:16: schemaVersion: 0.3 is a number; use a string: "0.3"`,
    `${shown(document)}:2:12: mainSteps: has no entries; at least one is needed`,
    `${shown(template)}:1:1: description: is missing; what the experiment does`,
    `${shown(template)}:1:1: stopConditions: is missing; what stops the experiment`,
    `${shown(template)}:1:1: roleArn: is missing; the role that FIS acts with`,
    `${shown(template)}:1:14: actions: has no properties; at least one is needed`,
  ]);
  expect(status).toBe(2);
});

it('prints the findings as JSON, and nothing else', () => {
  const file = folder.write('other.json', '{ "name": "something else" }');
  const { stdout, stderr, status } = validate('--json', file);
  const message =
    'is no file of this lab; known here: lab configuration, SSM Automation document, FIS experiment template, hypothesis';
  expect(JSON.parse(stdout)).toEqual({
    files: [{ file: shown(file), kind: null, ok: false }],
    findings: [{ file: shown(file), line: 1, column: 1, path: '', message }],
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 2 });
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
