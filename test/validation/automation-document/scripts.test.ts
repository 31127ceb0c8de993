import { findingsInDocument, foundIn } from './automation';

const python = (lines: readonly string[], { runtime = 'python3.11', handler = 'handler', head = '' } = {}) =>
  `schemaVersion: '0.3'
${head}mainSteps:
  - name: look
    action: aws:executeScript
    inputs:
      Runtime: ${runtime}
      Handler: ${handler}
      Script: |
${lines.map((line) => `        ${line}`).join('\n')}
`;

const fine = ['def handler(events, context):', '  return {}'];

describe('a script in Python', () => {
  it('is refused at the very place in the file', () => {
    const [finding] = findingsInDocument(
      python(['import os', '', 'def handler(events, context)', '  return {}']),
    );
    expect(finding).toMatchObject({
      code: 'SSM113',
      line: 11,
      column: 37,
      path: 'mainSteps[0].inputs.Script',
    });
  });

  it('is refused in a string with escapes, too', () => {
    const text = `{ "schemaVersion": "0.3", "mainSteps": [{ "name": "a", "action": "aws:executeScript", "inputs":
{ "Runtime": "python3.11", "Handler": "f", "Script": "def f(a, b):\\n  return \\"x\\n" } }] }`;
    const finding = findingsInDocument(text, 'JSON').find(({ code }) => code === 'SSM113');
    expect(finding).toMatchObject({
      line: 2,
      column: 78,
      message: 'the string that begins with " does not end',
    });
  });

  it('may have expressions, which are filled in before Python sees them', () => {
    const lines = [
      'def handler(events, context):',
      '  region = "{{ global:REGION }}"',
      '  return {{ Count }} + {{global:DATE}}',
    ];
    const head = 'parameters: { Count: { type: Integer } }\n';
    expect(foundIn(python(lines, { head }))).toEqual([]);
  });

  it.each([
    ['one argument', ['def handler(events):', '  pass'], true],
    ['three arguments', ['def handler(a, b, c):', '  pass'], true],
    ['none', ['def handler():', '  pass'], true],
    ['arguments by name only', ['def handler(a, *, b):', '  pass'], true],
    ['any number', ['def handler(*args):', '  pass'], false],
    ['a third that need not be', ['def handler(a, b, c=1):', '  pass'], false],
    ['async', ['async def handler(a, b):', '  pass'], false],
    ['two, in its second definition', ['def handler(a):', '  pass', 'def handler(a, b):', '  pass'], false],
  ])('has a Handler of %s', (_, lines, refused) => {
    const message = `9: SSM114 handler is called with two arguments, which it does not take; write "def handler(events, context):"`;
    expect(foundIn(python(lines))).toEqual(refused ? [message] : []);
  });

  it.each([
    ['a function within another', ['def outer(a, b):', '  def handler(a, b):', '    pass'], true],
    ['a method', ['class A:', '  def handler(self, b):', '    pass'], true],
    ['the name in a string', ['"""', 'def handler(a, b):', '"""', 'def other(a, b):', '  pass'], true],
    ['a function where something holds', ['if True:', '  def handler(a, b):', '    pass'], false],
    ['another name for a function', ['def other(a, b):', '  pass', 'handler = other'], false],
    ['something imported', ['from os import getcwd as handler'], false],
    ['something that may be imported', ['from helpers import *'], false],
  ])('has a Handler that is %s', (_, lines, refused) => {
    const codes = findingsInDocument(python(lines)).map(({ code }) => code);
    expect(codes).toEqual(refused ? ['SSM112'] : []);
  });

  it.each([
    ['import boto3', '"boto3" needs'],
    ['import json, boto3', '"boto3" needs'],
    ['from botocore.exceptions import ClientError', '"botocore" needs'],
    ['  import boto3', '"boto3" needs'],
  ])('with %s needs a role', (line, message) => {
    const lines = [
      'def handler(events, context):',
      '  pass',
      ...(line.startsWith(' ') ? [line] : []),
      ...(line.startsWith(' ') ? [] : [line]),
    ];
    expect(foundIn(python(lines))).toEqual([expect.stringMatching(`^11: SSM115 ${message}`)]);
    expect(foundIn(python(lines, { head: 'assumeRole: arn:aws:iam::123456789012:role/chaos\n' }))).toEqual(
      [],
    );
  });

  it('needs no role for a word in a comment or a string', () => {
    expect(foundIn(python(['# import boto3', 'x = "boto3"', ...fine]))).toEqual([]);
  });

  it.each(['python3.6', 'python3.7', 'python3.8'])('does not run on %s any more', (runtime) => {
    expect(foundIn(python(fine, { runtime }))).toEqual([
      `6: SSM118 "${runtime}" runs no more since February 2025; use python3.11`,
    ]);
  });

  it.each(['python3.9', 'python3.10', 'python3.11', 'python3.13'])('may run on %s', (runtime) => {
    expect(foundIn(python(fine, { runtime }))).toEqual([]);
  });

  it.each([
    'python',
    'python3',
    'python2.7',
    'python3.99',
    'python3.5',
    'Python3.11',
    'nodejs20.x',
    'PowerShell',
  ])('does not run on %s', (runtime) => {
    expect(foundIn(python(fine, { runtime }))).toContainEqual(expect.stringContaining('6: SSM011'));
  });

  it('that only a parameter knows is not looked at', () => {
    const text = python([]).replace('Script: |\n', "Script: '{{ Code }}'\n");
    expect(foundIn(`parameters: { Code: { type: String } }\n${text}`)).toEqual([]);
  });
});

describe('the payload of a script', () => {
  const withPayload = (payload: string, body: readonly string[]) =>
    python(['def handler(events, context):', ...body.map((line) => `  ${line}`)]).replace(
      'Script: |',
      `${payload}Script: |`,
    );
  const found = (payload: string, ...body: string[]) =>
    foundIn(withPayload(payload === '' ? '' : `InputPayload: { ${payload} }\n      `, body));

  it('has every entry that the handler reads', () => {
    expect(found('Mode: a', 'return events["Mode"]')).toEqual([]);
    expect(found('Mode: a', 'return events["Mode"], events["Function"]')).toEqual([
      '11: SSM135 InputPayload has no "Function"; add it there',
    ]);
    expect(found('', 'return events["Mode"]')).toEqual([
      '10: SSM135 InputPayload has no "Mode"; add it there',
    ]);
  });

  it('is refused at its key where that is nearly right, also for what another function reads', () => {
    const message = '8: SSM135 the script does not read "Mod"; did you mean "Mode"?';
    expect(found('Mod: a', 'return events["Mode"]')).toEqual([message]);
    expect(found('Mod: a', 'def inner(given):', '  return given["Mode"]', 'return inner(events)')).toEqual([
      message,
    ]);
    expect(found('mode: a', "return events['Mode']")).toEqual([
      expect.stringContaining('did you mean "Mode"?'),
    ]);
  });

  it.each([
    ['asked for first', ['if "Mode" in events:', '  return events["Mode"]']],
    [
      'asked for first, the other way round',
      ['if "Mode" not in events:', '  return', 'return events["Mode"]'],
    ],
    ['got with a default', ['return events.get("Mode")']],
    ['put in by the script', ['events["Mode"] = 1', 'return events["Mode"]']],
    ['of what the payload becomes', ['events = context["a"]', 'return events["Mode"]']],
    ['missed with a catch', ['try:', '  return events["Mode"]', 'except KeyError:', '  return 1']],
    ['of something else', ['return context.events["Mode"], {"Mode": 1}["Mode"]']],
    ['of a name that is computed', ['return events["Mo" + "de"], events[f"{context}"]']],
  ])('may lack an entry that is %s', (_, body) => {
    expect(found('Other: a', ...body)).toEqual([]);
  });

  it('is not known where a parameter gives it', () => {
    const text = withPayload("InputPayload: '{{ Given }}'\n      ", ['return events["Mode"]']);
    expect(foundIn(`parameters: { Given: { type: StringMap } }\n${text}`)).toEqual([]);
  });
});

it('lets a script in PowerShell have no Handler, and looks no further', () => {
  const text = python(['return @{ "a" = $x }'], { runtime: 'PowerShell 7.4' });
  expect(foundIn(text)).toEqual(['7: SSM116 PowerShell does not support it; leave it out']);
  expect(foundIn(text.replace('      Handler: handler\n', ''))).toEqual([]);
});

it('warns of a script in JSON, not of the same in YAML', () => {
  const value = {
    schemaVersion: '0.3',
    mainSteps: [
      {
        name: 'a',
        action: 'aws:executeScript',
        inputs: { Runtime: 'python3.11', Handler: 'handler', Script: fine.join('\n') },
      },
    ],
  };
  const text = JSON.stringify(value);
  expect(foundIn(text, 'JSON')).toEqual([expect.stringMatching('^1: SSM119')]);
  expect(foundIn(text, 'YAML')).toEqual([]);
});

it('knows an attachment by its exact name', () => {
  const text = (name: string, files: string) => `schemaVersion: '0.3'
${files}mainSteps:
  - { name: a, action: 'aws:executeScript', inputs: { Runtime: python3.11, Handler: a.b, Attachment: ${name} } }
`;
  const files = `files: { code.zip: { checksums: { sha256: ${'0a'.repeat(32)} } } }\n`;
  expect(foundIn(text('code.zip', files))).toEqual([]);
  expect(foundIn(text('cod.zip', files))).toEqual([
    '4: SSM117 "cod.zip" is not among the files; did you mean "code.zip"?',
  ]);
  expect(foundIn(text('code.zip', ''))).toEqual([
    '3: SSM117 "code.zip" is not among the files; list it under files, with its checksum',
  ]);
  expect(foundIn(text('code.zip', files.replace('0a', 'xy')))).toEqual([expect.stringContaining('SSM005')]);
});

it('refuses a document of over 64 KB, comments included', () => {
  const text = python(fine);
  const filled = (bytes: number) => `${text}# ${'ü'.repeat((bytes - text.length - 3) / 2)}\n`;
  const size = 65_536 - ((65_536 - text.length - 3) % 2);
  expect(foundIn(filled(size))).toEqual([]);
  expect(foundIn(filled(size + 2))).toEqual([
    `1: SSM160 has ${size + 2} bytes; use at most 65536: put long scripts into attachments`,
  ]);
});
