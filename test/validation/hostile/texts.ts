/** What a hostile file is called, what is in it, and the first thing that is said of it. */
export type Hostile = readonly [what: string, name: string, text: string | Buffer, says: RegExp];

const many = 100_000;

const template = (parts: object): string =>
  JSON.stringify({
    description: 'd',
    stopConditions: [
      { source: 'aws:cloudwatch:alarm', value: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:a' },
    ],
    roleArn: 'arn:aws:iam::123456789012:role/fis',
    actions: {},
    ...parts,
  });

const started = (documentParameters: string): string =>
  template({
    actions: {
      a: {
        actionId: 'aws:ssm:start-automation-execution',
        parameters: {
          documentArn: 'arn:aws:ssm:us-east-1:123456789012:document/d',
          documentParameters,
          maxDuration: 'PT1M',
        },
      },
    },
  });

const bomb = Array.from(
  { length: 9 },
  (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(9)}]`,
);

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

const tooDeep = /is nested deeper than 100 levels \[FILE007\]/;
const tooLong = /has more than 256 KB \[FILE007\]/;
const tooMany = /has more than 10,000 values, which nobody writes by hand \[FILE007\]/;

/** Files that would end a program that is not prepared for them: by a stack that is too deep, without memory, or never. */
export const hostile: readonly Hostile[] = [
  [
    'a hundred thousand lists in lists',
    'a.json',
    `{"mainSteps":${'['.repeat(many)}${']'.repeat(many)}}`,
    tooDeep,
  ],
  ['objects in objects', 'a.json', `{"mainSteps":${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}}`, tooDeep],
  [
    'lists that never end',
    'a.json',
    `{"mainSteps":${'['.repeat(many)}`,
    /1:100014: error: the file ends too soon/,
  ],
  ['lists in lists, in YAML', 'a.yaml', `mainSteps: ${'['.repeat(many)}${']'.repeat(many)}`, tooDeep],
  ['maps in maps, in YAML', 'a.yaml', `mainSteps: ${'{a: '.repeat(40_000)}1${'}'.repeat(40_000)}`, tooDeep],
  ['lists by dashes in one line', 'a.yaml', `mainSteps:\n  ${'- '.repeat(many)}1\n`, tooDeep],
  ['keys by question marks', 'a.yaml', `mainSteps:\n  ${'? '.repeat(many)}1\n`, tooDeep],
  ['blocks in blocks', 'a.yaml', lines(600, (level) => `${' '.repeat(level)}mainSteps:\n`), tooDeep],
  [
    'a bomb of aliases',
    'a.yaml',
    `mainSteps:\na0: &a0 [1]\n${bomb.join('\n')}\n`,
    /aliases stand for more than/,
  ],
  [
    'a long list that is repeated',
    'a.yaml',
    `mainSteps: &a [${'x, '.repeat(5000)}]\nb: [${'*a, '.repeat(1000)}]\n`,
    /aliases stand for more than 10,000 values or 100 levels here; write the values out \[FILE005\]/,
  ],
  ['an alias of itself', 'a.yaml', 'mainSteps: &a\n  - *a\n', /\*a stands within what &a marks/],
  ['many aliases', 'a.yaml', `a: &a 1\nmainSteps:\n${'  - *a\n'.repeat(30_000)}`, tooMany],
  ['many anchors', 'a.yaml', `mainSteps:\n${lines(9000, (n) => `- &a${n} 1\n- *a${n}\n`)}`, tooMany],
  ['many documents', 'a.yaml', `mainSteps: []\n${'---\na: 1\n'.repeat(20_000)}`, tooMany],
  [
    'one key, ever again',
    'a.yaml',
    `mainSteps: []\n${'a: 1\n'.repeat(4500)}`,
    /stands here a second time, after line 2/,
  ],
  ['many keys', 'a.json', `{"mainSteps":[]${lines(4500, (n) => `,"a${n}":1`)}}`, /a0: unknown property/],
  [
    'many steps that are none',
    'a.json',
    JSON.stringify({ schemaVersion: '0.3', mainSteps: Array(9000).fill('x') }),
    /"x" is a string; use an object/,
  ],
  [
    'nine hundred steps in a row',
    'a.json',
    JSON.stringify({
      schemaVersion: '0.3',
      mainSteps: Array.from({ length: 900 }, (_, n) => ({
        name: `s${n}`,
        action: 'aws:sleep',
        nextStep: `t${n + 1}`,
        inputs: { Duration: 'PT1M' },
      })),
    }),
    /there is no step "t1"/,
  ],
  [
    'nine hundred actions in a row',
    'a.json',
    template({
      actions: Object.fromEntries(
        Array.from({ length: 900 }, (_, n) => [
          `a${n}`,
          { actionId: 'aws:fis:wait', parameters: { duration: 'PT1M' }, startAfter: [`a${n + 1}`] },
        ]),
      ),
    }),
    /actions: has 900 properties; at most 20 are allowed/,
  ],
  ['a line of a million characters', 'a.json', `{"mainSteps":"${'x'.repeat(1_000_000)}"}`, tooLong],
  [
    'a long line',
    'a.json',
    `{"schemaVersion":"${'x'.repeat(250_000)}","mainSteps":[]}`,
    /"x{50,60}… is not allowed/,
  ],
  [
    'placeholders that never end',
    'a.json',
    template({ description: 'd', roleArn: '${'.repeat(120_000) }),
    /roleArn: .* \[FIS00[56]\]/,
  ],
  [
    'deep JSON inside a string',
    'a.json',
    started(`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
    /is nested deeper than 100 levels/,
  ],
  [
    'much JSON inside a string',
    'a.json',
    started(JSON.stringify({ a: Array(15_000).fill(1) })),
    /documentParameters: has \d+ characters|10,000 values/,
  ],
  [
    'a pattern that never comes to an end',
    'a.yaml',
    `schemaVersion: '0.3'\nparameters:\n${lines(
      300,
      (n) => `  P${n}: { type: String, allowedPattern: '^(a+)+$', default: '${'a'.repeat(40)}!' }\n`,
    )}mainSteps: [{ name: a, action: aws:slep, inputs: { Duration: PT1M } }]\n`,
    /"aws:slep" is not allowed/,
  ],
];

/** Files that say what they should not be taken for. */
export const strange: readonly Hostile[] = [
  ['UTF-16', 'a.yaml', Buffer.from('\uFEFFmainSteps: []', 'utf16le'), /is UTF-16; save it as UTF-8/],
  [
    'UTF-16 without a mark',
    'a.yaml',
    Buffer.from('mainSteps: []', 'utf16le'),
    /holds NUL bytes: it is UTF-16/,
  ],
  ['a NUL byte', 'a.yaml', 'mainSteps:\0 []\n', /holds NUL bytes/],
  ['half of a character', 'a.yaml', Buffer.from([0x61, 0x3a, 0x20, 0xc3]), /is not UTF-8/],
  [
    'a tab for indentation',
    'a.yaml',
    'mainSteps:\n\t- name: a\n',
    /^.*:2:1: error: Tabs are not allowed as indentation/,
  ],
  [
    'half of a pair, escaped',
    'a.json',
    '{"schemaVersion":"\\ud800","mainSteps":[]}',
    /1:18: error: schemaVersion: "\\ud800" is not allowed/,
  ],
  [
    'Windows line ends',
    'a.yaml',
    "schemaVersion: '0.3'\r\nmainSteps:\r\n  - name: a\r\n    action: aws:slep\r\n",
    /:4:13: error: .*"aws:slep"/,
  ],
  [
    'a function as a tag',
    'a.yaml',
    'mainSteps: !!js/function "x"\n',
    /the tag !!js\/function is not known here; write the value without it/,
  ],
  ['bytes as a tag', 'a.yaml', 'mainSteps: !!binary aGk=\n', /the tag !!binary is not known here/],
  [
    'a tag of CloudFormation',
    'a.yaml',
    'mainSteps:\n  - name: !Ref A\n',
    /:2:11: error: !Ref belongs to CloudFormation templates/,
  ],
  [
    'a merge',
    'a.yaml',
    'x: &x { name: a }\nmainSteps:\n  - <<: *x\n',
    /:3:5: error: << would merge another map into this one/,
  ],
  ['YAML 1.1', 'a.yaml', '%YAML 1.1\n---\nmainSteps: []\n', /:1:1: error: YAML 1\.1 reads "yes" as true/],
  ['two documents', 'a.yaml', 'mainSteps: []\n---\nmainSteps: []\n', /a second document begins here/],
  [
    'a number without end',
    'a.json',
    '{"schemaVersion":1e999,"mainSteps":[]}',
    /Infinity is a number; use a string/,
  ],
  ['no number', 'a.yaml', 'schemaVersion: .nan\nmainSteps: []\n', /NaN is a number; use a string/],
  [
    'the prototype',
    'a.json',
    '{"__proto__":{"mainSteps":[]},"mainSteps":[],"schemaVersion":"0.3"}',
    /__proto__: unknown property/,
  ],
  [
    'the prototype, in YAML',
    'a.yaml',
    '__proto__: { mainSteps: [] }\nmainSteps: []\n',
    /__proto__: unknown property/,
  ],
  [
    'names that every object has',
    'a.json',
    template({
      targets: { constructor: {}, __proto__: {} },
      actions: {
        toString: {
          actionId: 'constructor',
          startAfter: ['valueOf'],
          targets: { constructor: 'hasOwnProperty' },
        },
      },
    }),
    /"constructor" is not an action/,
  ],
];
