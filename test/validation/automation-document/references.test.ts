import { call, documentOf, findingsInDocument, foundIn, sleep } from './automation';

/** A step that uses something. */
const use = (what: string, name = 'use') =>
  `name: ${name}, action: 'aws:executeAwsApi', inputs: { Service: lambda, Api: Invoke, Payload: '${what}' }`;

/** A step with an output. */
const look = (name = 'look') => call(name, `outputs: [{ Name: Version, Selector: $.Version, Type: String }]`);

const parameters = 'parameters: { Function: { type: String }, Wait: { type: String } }\n';

const using = (what: string) => documentOf([look(), use(what)], parameters);

/** What is found but for parameters that nothing uses. */
const found = (text: string) => foundIn(text).filter((finding) => !finding.includes('SSM134'));

describe('what is named', () => {
  it.each([
    ['{{ Function }}'],
    ['{{Function}}'],
    ['{{ look.Version }}'],
    ['{{ look.OutputPayload }}'],
    [
      '{{ global:REGION }} {{ global:ACCOUNT_ID }} {{ global:AWS_PARTITION }} {{ global:DATE }} {{ global:DATE_TIME }}',
    ],
    ['{{ automation:EXECUTION_ID }}'],
    ['{{ RESOURCE_ID }}'],
    ['{{ no name }} {{ .Name }} {{ }} {{'],
  ])('%s may be', (what) => {
    expect(found(using(what))).toEqual([]);
  });

  it.each([
    ['{{ Funktion }}', 'SSM130 there is no parameter "Funktion"; did you mean "Function"?'],
    ['{{ function }}', 'SSM130 there is no parameter "function"; did you mean "Function"?'],
    ['{{ look }}', 'SSM130 "look" is a step; name one of its outputs, as in {{ look.Output }}'],
    ['{{ lok.Version }}', 'SSM130 there is no step "lok"; did you mean "look"?'],
    ['{{ global:REGIN }}', 'SSM130 Automation has no "global:REGIN"; did you mean "global:REGION"?'],
    [
      '{{ automation:ID }}',
      'SSM130 Automation has no "automation:ID"; did you mean "automation:EXECUTION_ID"?',
    ],
    ['{{ variable:Count }}', 'SSM130 there is no variable "Count"; define it under variables'],
    ['{{ look.Versoin }}', 'SSM131 "look" has no output "Versoin"; did you mean "Version"?'],
    ['{{ use.Version }}', 'SSM131 "use" has no output "Version"; declare it in the step\'s outputs'],
    ['{{ ssm:/lab/function }}', 'SSM133 "ssm:/lab/function" can only be the default of a parameter'],
    ['{{ {{ Function }} }}', 'SSM133 one pair of braces stands inside another'],
  ])('%s is refused', (what, message) => {
    expect(found(using(what))).toContainEqual(expect.stringContaining(`4: ${message}`));
  });

  it('is refused at its place in the string', () => {
    const text = `schemaVersion: '0.3'\nassumeRole: 'arn:aws:iam::{{ global:ACCOUNT }}:role/chaos'\nmainSteps: [{ ${sleep('a')} }]\n`;
    const [finding] = findingsInDocument(text);
    expect(finding).toMatchObject({
      code: 'SSM130',
      line: 2,
      column: text.split('\n')[1]!.indexOf('global') + 1,
    });
  });

  it('is refused in the outputs of the document as well', () => {
    expect(found(documentOf([look()], 'outputs: [look.Version, look.Versoin, lok.Version]\n'))).toEqual([
      '4: SSM131 "look" has no output "Versoin"; did you mean "Version"?',
      '4: SSM130 there is no step "lok"; did you mean "look"?',
    ]);
  });

  it('is a variable that is read, or updated', () => {
    const update = (name: string) =>
      `name: set, action: 'aws:updateVariable', inputs: { Name: '${name}', Value: 2 }`;
    const variables = 'variables: { Count: { type: Integer, default: 1 } }\n';
    expect(found(documentOf([use('{{ variable:Count }}'), update('variable:Count')], variables))).toEqual([]);
    expect(found(documentOf([use('{{ variable:Cont }}'), update('variable:Cuont')], variables))).toEqual([
      '3: SSM130 there is no variable "Cont"; did you mean "Count"?',
      '4: SSM130 there is no variable "Cuont"; did you mean "Count"?',
    ]);
  });

  it('is not looked for where the parameters are malformed, or a step has no name', () => {
    expect(found(documentOf([use('{{ Function }}')], 'parameters: [Function]\n'))).toEqual([
      expect.stringContaining('SSM003'),
    ]);
    expect(found(documentOf([`action: 'aws:pause', timeoutSeconds: 9`, use('{{ look.Version }}')]))).toEqual([
      expect.stringContaining('SSM002'),
    ]);
  });

  it('may mean something else in a program, unless it is nearly right', () => {
    const command = (line: string) =>
      `name: run, action: 'aws:runCommand', inputs: { DocumentName: AWS-RunShellScript, InstanceIds: [i-1], Parameters: { commands: ['${line}'] } }`;
    expect(
      found(documentOf([look(), command('docker ps --format {{Names}} {{json.Ports}} {{ {{ x }} }}')])),
    ).toEqual([]);
    expect(found(documentOf([look(), command('echo {{ lok.Version }}')]))).toEqual([
      expect.stringContaining('SSM130 there is no step "lok"'),
    ]);
    expect(found(documentOf([look(), command('echo {{ look.Versoin }}')]))).toEqual([
      expect.stringContaining('SSM131 "look" has no output "Versoin"'),
    ]);
  });
});

describe('outputs of actions', () => {
  it.each([
    [
      `'aws:executeScript', inputs: { Runtime: python3.11, Handler: f, Script: 'def f(a, b): pass' }`,
      'Payload.version',
    ],
    [`'aws:invokeLambdaFunction', inputs: { FunctionName: hello }`, 'StatusCode'],
    [`'aws:runInstances', inputs: { ImageId: ami-1 }`, 'InstanceIds'],
    [`'aws:executeAutomation', inputs: { DocumentName: chaos }`, 'Output'],
    [`'aws:approve', timeoutSeconds: 9, inputs: { Approvers: [owner] }`, 'ApprovalStatus'],
    [`'aws:loop', inputs: { Iterators: [a], Steps: [{ ${sleep('inside')} }] }`, 'CurrentIteratorValue'],
  ])('%s has one of its own', (action, output) => {
    expect(found(documentOf([`name: look, action: ${action}`, use(`{{ look.${output} }}`)]))).toEqual([]);
    expect(found(documentOf([`name: look, action: ${action}`, use('{{ look.None }}')]))).toEqual([
      expect.stringMatching('^4: SSM131 "look" has no output "None"; use one of '),
    ]);
  });

  it('are not known of all actions, so nothing is said of those', () => {
    const stop = `name: stop, action: 'aws:changeInstanceState', timeoutSeconds: 9, inputs: { InstanceIds: [i-1], DesiredState: stopped }`;
    expect(found(documentOf([stop, use('{{ stop.InstanceStates }}')]))).toEqual([]);
  });

  it('are the turn of a loop, which is known inside of it; the value only where it has Iterators', () => {
    const loop = (over: string, used: string) =>
      documentOf([`name: again, action: 'aws:loop', inputs: { ${over}, Steps: [{ ${use(used)} }] }`]);
    expect(
      found(loop('Iterators: [a]', '{{ again.CurrentIteratorValue }} {{ again.CurrentIteration }}')),
    ).toEqual([]);
    const condition = `MaxIterations: 3, LoopCondition: { Variable: '{{ again.CurrentIteration }}', NumericLesser: 3 }`;
    expect(found(loop(condition, '{{ again.CurrentIteratorValue }}'))).toEqual([
      expect.stringContaining('SSM131 "again" has no output "CurrentIteratorValue"'),
    ]);
  });
});

describe('an output of a step that has not run', () => {
  it('is that of a later step, of a step in the other branch, and of the step itself', () => {
    expect(found(documentOf([use('{{ look.Version }}'), look()]))).toEqual([
      '3: SSM132 "look" cannot have run before this step; use what an earlier step gives',
    ]);
    const condition = `Variable: '{{ global:REGION }}', StringEquals: us-east-1`;
    const choose = `name: choose, action: 'aws:branch', inputs: { Choices: [{ NextStep: look, ${condition} }], Default: use }`;
    expect(found(documentOf([choose, `${look()}, isEnd: true`, use('{{ look.Version }}')]))).toEqual([
      expect.stringMatching('^5: SSM132'),
    ]);
    expect(
      found(documentOf([`${use('{{ use.Payload }}')}, outputs: [{ Name: Payload, Selector: $.P }]`])),
    ).toEqual(['3: SSM132 a step cannot use its own output; use what an earlier step gives']);
  });

  it('is not that of a step on one of two ways, before a failure, or of an earlier turn of a loop', () => {
    const condition = `Variable: '{{ global:REGION }}', StringEquals: us-east-1`;
    const choose = `name: choose, action: 'aws:branch', inputs: { Choices: [{ NextStep: use, ${condition} }] }`;
    expect(found(documentOf([choose, look(), use('{{ look.Version }}')]))).toEqual([]);
    expect(
      found(documentOf([`${look()}, isEnd: true, onFailure: step:use`, use('{{ look.Version }}')])),
    ).toEqual([]);
    const loop = `name: again, action: 'aws:loop', inputs: { Iterators: [a], Steps: [{ ${use('{{ look.Version }}')} }, { ${look()} }] }`;
    expect(found(documentOf([loop]))).toEqual([]);
  });
});

describe('a parameter that nothing uses', () => {
  it('is warned of at its key', () => {
    expect(foundIn(documentOf([use('{{ Function }}')], parameters))).toEqual([
      '4: SSM134 nothing uses it; write {{ Wait }} where it belongs, or leave it out',
    ]);
  });

  it.each([
    [
      'a script',
      `name: run, action: 'aws:executeScript', inputs: { Runtime: python3.11, Handler: f, Script: 'def f(a, b): return "{{ Mode }}"' }`,
    ],
    ['a time-out', call('run', `timeoutSeconds: '{{ Mode }}'`)],
    [
      'the steps of a loop',
      `name: run, action: 'aws:loop', inputs: { Iterators: [a], Steps: [{ ${use('{{ Mode }}')} }] }`,
    ],
    [
      'the items of a loop',
      `name: run, action: 'aws:loop', inputs: { Iterators: '{{ Mode }}', Steps: [{ ${sleep('a')} }] }`,
    ],
    [
      'a condition',
      `name: run, action: 'aws:branch', inputs: { Choices: [{ NextStep: end, Variable: '{{ Mode }}', StringEquals: a }] }`,
    ],
  ])('is not one that stands in %s', (_, step) => {
    expect(foundIn(documentOf([step, sleep('end')], 'parameters: { Mode: { type: String } }\n'))).toEqual([]);
  });

  it('is one that is named in a description only', () => {
    const step = `${sleep('a')}, description: 'sleeps {{ Mode }}'`;
    expect(foundIn(documentOf([step], 'parameters: { Mode: { type: String } }\n'))).toEqual([
      expect.stringContaining('SSM134'),
    ]);
  });
});

it('takes a parameter of Parameter Store as a default, and no other name', () => {
  const withDefault = (text: string) =>
    documentOf(
      [use('{{ Mode }} {{ Other }}'), look()],
      `parameters: { Mode: { type: String, default: '${text}' }, Other: { type: String } }\n`,
    );
  expect(foundIn(withDefault('{{ ssm:/lab/mode }}'))).toEqual([]);
  expect(foundIn(withDefault('{{ Other }}'))).toEqual([
    expect.stringContaining('SSM133 the default of a parameter cannot name'),
  ]);
  expect(foundIn(withDefault('{{ look.Version }}'))).toEqual([
    expect.stringContaining('SSM133 the default of a parameter cannot'),
  ]);
});

it('takes no output of a step, and no parameter of Parameter Store, for the role', () => {
  expect(foundIn(documentOf([look()], `assumeRole: '{{ look.Version }}'\n`))).toEqual([
    '4: SSM133 no step has run yet when the role is needed; use a parameter',
  ]);
  expect(foundIn(documentOf([look()], `assumeRole: '{{ ssm:role }}'\n`))).toEqual([
    expect.stringContaining('SSM133 "ssm:role" can'),
  ]);
});
