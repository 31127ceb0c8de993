import { type Rule, json, shell, yaml } from '../findings/rule';

/** What can be wrong with a file before anything is known of its content, by what is wrong. */
export const fileRules = {
  unreadable: {
    code: 'FILE001',
    severity: 'error',
    title: 'the file cannot be read',
    explanation:
      'There is no such file, it is a folder or a pipe, or this user may not read it. A path is taken from the working directory.',
    examples: shell(
      'npm run validate -- documents/chaos-extension.yml',
      'npm run validate -- documents/chaos-extension.yaml',
    ),
    source: 'readme',
  },
  jsonSyntax: {
    code: 'FILE002',
    severity: 'error',
    title: 'no valid JSON',
    explanation:
      'JSON has no comments, no comma after the last entry and no single quotes; strings and keys stand in double quotes. The place ' +
      'is that of the first character that cannot stand where it stands; what is missing is often one line above.',
    examples: json(
      `{
  "title": "Customers elsewhere notice nothing",
  "given": "a lab",
}
`,
      `{
  "title": "Customers elsewhere notice nothing",
  "given": "a lab",
  "windows": { "baselineMinutes": 3, "recoveryMinutes": 5 },
  "checks": [
    { "name": "all healthy", "kind": "steady-state", "probe": "health-check-status", "regions": "all", "tolerance": ">= 1" },
    { "name": "restored", "kind": "restoration", "probe": "function-differences", "tolerance": "== 0" }
  ]
}
`,
    ),
    source: 'json',
  },
  yamlSyntax: {
    code: 'FILE003',
    severity: 'error',
    title: 'no valid YAML',
    explanation:
      'Indentation is made of spaces, never of tabs, and keys of one map stand in one column. Quote a value that begins with one of ' +
      '`{`, `[`, `*`, `&`, `!`, `%`, `@` or a back-tick, or that has a colon and a blank in it: `{{ Parameter }}` must stand in quotes.',
    examples: yaml(
      `
schemaVersion: '0.3'
mainSteps:
  - name: hold
    action: aws:sleep
    inputs: { Duration: PT10M
`,
      `
schemaVersion: '0.3'
mainSteps:
  - name: hold
    action: aws:sleep
    inputs: { Duration: PT10M }
`,
    ),
    source: 'yaml',
  },
  duplicateKey: {
    code: 'FILE004',
    severity: 'error',
    title: 'the same key twice in one map',
    explanation:
      'Programs differ in which of the two they take, most the last one, without a word. So one of the two is not in force.',
    examples: yaml(
      `
schemaVersion: '0.3'
mainSteps:
  - name: hold
    action: aws:sleep
    onCancel: step:detach
    inputs: { Duration: PT10M }
    onCancel: Abort
`,
      `
schemaVersion: '0.3'
mainSteps:
  - name: hold
    action: aws:sleep
    inputs: { Duration: PT10M }
    onCancel: Abort
`,
    ),
    source: 'yaml',
  },
  alias: {
    code: 'FILE005',
    severity: 'error',
    title: 'an alias without an anchor, or aliases without bound',
    explanation:
      'An alias `*name` repeats what `&name` marks, which must stand before it. Aliases of aliases multiply: nine lines can stand ' +
      'for a thousand million values, which no program can hold. `<<`, which merges the map behind an alias into another, is no part of ' +
      'YAML 1.2.',
    examples: yaml(
      `
schemaVersion: '0.3'
mainSteps:
  - name: hold
    action: aws:sleep
    inputs: *tenMinutes
`,
      `
schemaVersion: '0.3'
mainSteps:
  - name: hold
    action: aws:sleep
    inputs: &tenMinutes { Duration: PT10M }
  - name: holdAgain
    action: aws:sleep
    inputs: *tenMinutes
`,
    ),
    source: 'yaml',
  },
  encoding: {
    code: 'FILE006',
    severity: 'error',
    title: 'the text is not UTF-8',
    explanation:
      'AWS takes UTF-8. Editors on Windows, and `>` in older PowerShell, write UTF-16; NUL bytes mean the same, or that this is no ' +
      'text at all. Save the file as UTF-8.',
    examples: shell(
      'aws ssm get-document --name chaos --query Content > documents/chaos.json   # in Windows PowerShell: UTF-16',
      'aws ssm get-document --name chaos --query Content | Out-File -Encoding utf8 documents/chaos.json',
    ),
    source: 'createDocument',
  },
  tooLarge: {
    code: 'FILE007',
    severity: 'error',
    title: 'the file is too large or nested too deeply',
    explanation:
      'A file has at most 256 KB, 10,000 values and 100 levels. No document and no template that AWS takes comes near: an Automation ' +
      'document has at most 64 KB. So this is another file, or something was pasted into it.',
    examples: shell('npm run validate -- logs/year.json', 'npm run validate -- documents'),
    source: 'createDocument',
  },
  unknownKind: {
    code: 'FILE008',
    severity: 'error',
    title: 'a file of no known kind',
    explanation:
      'The kind of a file is told by the keys at its top: an Automation document has `mainSteps`, a FIS template has `actions` and ' +
      '`stopConditions`. A file that is named must be of a known kind; in a folder, others are passed over.',
    examples: json(
      `{ "name": "something else" }
`,
      `{
  "description": "Hold for ten minutes",
  "actions": { "Wait": { "actionId": "aws:fis:wait", "parameters": { "duration": "PT10M" } } },
  "stopConditions": [
    { "source": "aws:cloudwatch:alarm", "value": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:customers-elsewhere" }
  ],
  "roleArn": "arn:aws:iam::123456789012:role/fis-experiment"
}
`,
    ),
    source: 'readme',
  },
  empty: {
    code: 'FILE009',
    severity: 'error',
    title: 'the file is empty',
    explanation: 'There is nothing in it, or nothing but blanks and comments.',
    examples: yaml(
      '# to be written\n',
      `
schemaVersion: '0.3'
mainSteps:
  - name: hold
    action: aws:sleep
    inputs: { Duration: PT10M }
`,
    ),
    source: 'readme',
  },
  tooManyFindings: {
    code: 'FILE010',
    severity: 'error',
    title: 'more findings than are listed',
    explanation:
      'Of each file the first hundred findings are listed, in the order of its text. Most follow from a few slips, and go with them; ' +
      'the rest is shown when those are mended. It counts as a warning where only warnings are left out.',
    examples: shell(
      'npm run validate -- converted.yaml',
      'npm run validate -- documents/chaos-extension.yaml',
    ),
    source: 'readme',
  },
} as const satisfies Readonly<Record<string, Rule>>;
