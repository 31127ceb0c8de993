import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recognize } from '../../validation/kinds/file-kinds';
import { validateFiles } from '../../validation/validate-files';
import { filesOf } from '../../validation/wanted-files';
import { scratchFolder } from '../support/temporary-folder';

const folder = scratchFolder();

/** Writes files below a new folder and returns its path. */
function written(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(folder, 'root-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const sleep =
  "schemaVersion: '0.3'\nmainSteps: [{ name: a, action: aws:sleep, inputs: { Duration: PT1M } }]\n";

/** `name: codes` of each file that is checked. */
function checked(root: string, named = false): string[] {
  const wanted = filesOf([root]).map(({ path }) => ({ path, named }));
  return validateFiles(wanted).files.map(
    ({ file, findings }) =>
      `${file.slice(file.lastIndexOf('/') + 1)}: ${findings.map(({ code }) => code).join(' ')}`,
  );
}

describe('the files that are meant', () => {
  it('are of a folder all of YAML and JSON, however deep, by name, but none that nobody wrote', () => {
    const names = ['b.yml', 'a/c.json', 'a.yaml', 'README.md', '.git/x.json', 'node_modules/m/y.json'];
    const root = written(Object.fromEntries([...names, 'cdktf.out/z.json'].map((name) => [name, ''])));
    expect(filesOf([root])).toEqual(
      ['a/c.json', 'a.yaml', 'b.yml'].map((name) => ({ path: join(root, name), named: false })),
    );
  });

  it('come once, as named where they are named, even if they do not exist', () => {
    const root = written({ 'a.yaml': '' });
    const file = join(root, 'a.yaml');
    expect(filesOf([file, root, file, 'none.yaml'])).toEqual([
      { path: file, named: true },
      { path: 'none.yaml', named: true },
    ]);
  });

  it('may be links to files; links to folders are not followed, so that none leads round in circles', () => {
    const root = written({ 'a/b.yaml': '' });
    symlinkSync(root, join(root, 'a', 'loop.yaml'));
    symlinkSync(join(root, 'a', 'b.yaml'), join(root, 'link.yaml'));
    symlinkSync('nowhere', join(root, 'dangling.json'));
    expect(filesOf([root]).map(({ path }) => path)).toEqual(
      ['a/b.yaml', 'dangling.json', 'link.yaml'].map((name) => join(root, name)),
    );
  });

  it('are not asked for where they are optional and missing', () => {
    expect(filesOf(['none', 'never'], { optional: ['none'] })).toEqual([{ path: 'never', named: true }]);
  });
});

describe('the kind of a file', () => {
  it.each([
    [{ mainSteps: [] }, 'SSM Automation document', true],
    [{ schemaVersion: '0.3' }, 'SSM Automation document', false],
    [{ schemaVersion: '2.2', mainSteps: [{ action: 'aws:sleep' }] }, 'SSM Automation document', true],
    [{ stopConditions: [] }, 'FIS experiment template', true],
    [{ actions: {}, targets: {} }, 'FIS experiment template', false],
    [{ actions: {}, targets: {}, roleArn: '' }, 'FIS experiment template', true],
    [{ $schema: '../schemas/hypothesis.schema.json' }, 'hypothesis', true],
    [{ given: '', checks: [] }, 'hypothesis', true],
    [{ regions: [], fault: {} }, 'lab configuration', false],
    [{ regions: [], fault: {}, zone: '' }, 'lab configuration', true],
  ])('%j is %s (sure: %s)', (value, name, sure) => {
    expect(recognize(value)).toEqual({ kind: expect.objectContaining({ name }) as object, sure });
  });

  it.each([
    [[]],
    [null],
    ['mainSteps'],
    [{}],
    [{ name: 'a package' }],
    [{ schemaVersion: '2.2', mainSteps: [{ action: 'aws:runShellScript' }] }],
    [{ schemaVersion: '1.2', runtimeConfig: {} }],
  ])('%j is of none', (value) => {
    expect(recognize(value)).toBeUndefined();
  });
});

describe('in a folder', () => {
  it('what is of no known kind is passed over, be it valid or not, and counted', () => {
    const root = written({
      'package.json': '{ "name": "a" }',
      'tsconfig.json': '{ // comments\n "files": [] }',
      'stack.yaml': 'Resources: !Ref [a\n',
      'empty.yaml': '',
      'outputs.json': '{ "regions": {}, "fault": {} }',
      'command.yaml': "schemaVersion: '2.2'\nmainSteps: [{ action: 'aws:runShellScript' }]\n",
      'good.yaml': sleep,
    });
    expect(checked(root)).toEqual(['good.yaml: ']);
    expect(validateFiles(filesOf([root])).skipped).toBe(6);
  });

  it('what is plainly meant to be of a known kind, but is not even YAML or JSON, is an error', () => {
    const root = written({
      'a.json': '{ "actions": {}, "stopConditions": [], }',
      'b.yaml': `${sleep}\toutputs: []\n`,
      'c.yaml': `${sleep}mainSteps: []\n`,
    });
    expect(checked(root)).toEqual(['a.json: FILE002', 'b.yaml: FILE003', 'c.yaml: FILE004']);
  });
});

describe('a file that is named', () => {
  const first = (path: string) => validateFiles([{ path, named: true }]).files[0]?.findings[0]?.message;

  it('is of a known kind or an error, which says how kinds are told', () => {
    const root = written({ 'a.json': '{}' });
    expect(first(join(root, 'a.json'))).toMatch(
      /^is none of what is known here; .*FIS experiment template \(/,
    );
  });

  it('is told to be no YAML or JSON by its name, not by errors of YAML', () => {
    expect(first('README.md')).toMatch(/^is no YAML or JSON by its name; /);
  });

  it('is told to be an SSM Command document', () => {
    const root = written({
      'a.yaml': "schemaVersion: '2.2'\nmainSteps: [{ action: 'aws:runShellScript' }]\n",
    });
    expect(first(join(root, 'a.yaml'))).toMatch(/^is an SSM Command document, /);
  });

  it('is told to be a folder although it is called x.json, or not to be there', () => {
    const root = written({ 'x.json/y': '' });
    expect(first(join(root, 'x.json'))).toBe('cannot be read: is a folder');
    expect(first(join(root, 'none.json'))).toBe('cannot be read: no such file');
  });
});

describe('what is found', () => {
  it('is everything at once, of the schema and of the rules, in the order of the text', () => {
    const root = written({
      'a.yaml': `schemaVersion: 0.3
mainSteps:
  - name: a
    action: aws:sleep
    nextStep: c
    onfailure: Abort
    inputs: { Duration: P8 }
`,
    });
    expect(checked(root)).toEqual(['a.yaml: SSM003 SSM102 SSM001 SSM120']);
  });

  it('leaves out what only follows from a value of the wrong type, or from a name that is missing', () => {
    const root = written({
      'a.yaml': `schemaVersion: '0.3'
mainSteps:
  - name: [a]
    action: aws:pause
    timeoutSeconds: 60
  - name: b
    action: aws:pause
    timeoutSeconds: 60
    nextStep: a
  - 7
`,
    });
    expect(checked(root)).toEqual(['a.yaml: SSM003 SSM003']);
  });

  it('is one error for one value, be it refused by the schema and by a rule', () => {
    const root = written({ 'a.yaml': sleep.replace('PT1M', '10 minutes') });
    expect(checked(root)).toEqual(['a.yaml: SSM005']);
  });

  it('is one error, not twenty, for a step without action', () => {
    const root = written({
      'a.yaml':
        "schemaVersion: '0.3'\nmainSteps: [{ name: a, inputs: { Duration: 7, Steps: 1 }, nextStep: b }, { name: b, action: aws:sleep, inputs: { Duration: PT1M } }]\n",
    });
    expect(checked(root)).toEqual(['a.yaml: SSM002']);
  });
});
