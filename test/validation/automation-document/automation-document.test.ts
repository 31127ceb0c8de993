import {
  loadAutomationDocument,
  parseAutomationDocument,
} from '../../../validation/automation-document/automation-document';
import { temporaryFolder } from '../../support/temporary-folder';
import { edited, placesOf } from '../files';

const folder = temporaryFolder();

const text = `schemaVersion: '0.3'
description: Attaches, waits, detaches # a comment that stays
assumeRole: '{{ Role }}'
parameters:
  Role: { type: 'AWS::IAM::Role::Arn' }
  Mode: { type: String, default: ENABLED, allowedValues: [ENABLED, DISABLED] }
mainSteps:
  - name: attach
    action: aws:executeScript
    onFailure: step:detach
    onCancel: step:detach
    timeoutSeconds: 600
    inputs:
      Runtime: python3.11
      Handler: handler
      InputPayload: { Mode: '{{ Mode }}' }
      Script: |
        import json
        def helper(x):
          return x
        def handler(events, context):
          return helper(events)
    outputs:
      - { Name: Version, Selector: $.Payload.version, Type: String }
  - name: hold
    action: aws:sleep
    inputs: { Duration: PT10M }
    nextStep: choose
  - name: choose
    action: aws:branch
    inputs:
      Choices:
        - { NextStep: detach, Variable: '{{ Mode }}', StringEquals: ENABLED }
      Default: look
  - name: look
    action: aws:waitForAwsResourceProperty
    isCritical: false
    inputs:
      Service: lambda
      Api: GetFunctionConfiguration
      FunctionName: hello
      PropertySelector: $.LastUpdateStatus
      DesiredValues: [Successful]
  - name: detach
    action: aws:executeAwsApi
    maxAttempts: 3
    isEnd: true
    inputs: { Service: lambda, Api: UpdateAlias, Name: live }
outputs:
  - attach.Version
`;

const load = (yaml: string) => loadAutomationDocument(folder.write('document.yaml', yaml));

it('gives the original text beside the typed value', () => {
  const document = load(text);
  expect(document.text).toBe(text);
  expect(document.format).toBe('YAML');
  expect(document.content.mainSteps.map(({ name }) => name)).toEqual([
    'attach',
    'hold',
    'choose',
    'look',
    'detach',
  ]);
});

it('reads a text that is no file, JSON too', () => {
  const json = JSON.stringify(load(text).content);
  expect(parseAutomationDocument(json, 'JSON', 'aws_ssm_document.chaos')).toEqual({
    ...load(text),
    text: json,
    format: 'JSON',
  });
  expect(placesOf(() => parseAutomationDocument('{}', 'JSON', 'aws_ssm_document.chaos'))).toEqual([
    '1:1 schemaVersion: is missing; the string "0.3"',
    '1:1 mainSteps: is missing; the steps, in their order',
  ]);
});

it.each([
  ["schemaVersion: '0.3'", 'schemaVersion: 0.3', '1:16 schemaVersion: 0.3 is a number; use a string: "0.3"'],
  ["schemaVersion: '0.3'", "schemaVersion: '2.2'", '1:16 schemaVersion: "2.2" is not allowed; '],
  ['parameters:', 'params:', '4:1 params: unknown property; '],
  [
    'type: String,',
    'type: Text,',
    '6:17 parameters.Mode.type: "Text" is not a type; use String, StringList, ',
  ],
  [
    'name: hold',
    'name: hold on',
    '25:11 mainSteps[1].name: "hold on" is not a name; use letters, digits and underscores',
  ],
  [
    'name: hold',
    'name: attach',
    '25:11 mainSteps[1].name: "attach" is also the name of an earlier step; use another',
  ],
  [
    'action: aws:sleep',
    'action: aws:slep',
    '26:13 mainSteps[1].action: "aws:slep" is not allowed; did you mean "aws:sleep"?',
  ],
  [
    'action: aws:sleep',
    'action: sleep',
    '26:13 mainSteps[1].action: "sleep" is not allowed; did you mean "aws:sleep"?',
  ],
  [
    'onFailure: step:detach',
    'onfailure: step:detach',
    '10:5 mainSteps[0].onfailure: unknown property; did you mean "onFailure"?',
  ],
  [
    'onFailure: step:detach',
    'onFailure: detach',
    '10:16 mainSteps[0].onFailure: "detach" is not a way on; use Abort, Continue or step:<name of a step>',
  ],
  [
    'onFailure: step:detach',
    'onFailure: step:detatch',
    '10:16 mainSteps[0].onFailure: there is no step "detatch"; did you mean "detach"?',
  ],
  [
    'onCancel: step:detach',
    'onCancel: Continue',
    '11:15 mainSteps[0].onCancel: "Continue" is not a way on; use Abort or step:<name of a step>',
  ],
  [
    'onCancel: step:detach',
    'onCancel: step:undo',
    '11:15 mainSteps[0].onCancel: there is no step "undo"; use one of "attach", "hold", "choose", "look", "detach"',
  ],
  [
    'timeoutSeconds: 600',
    'timeoutSeconds: 0',
    '12:21 mainSteps[0].timeoutSeconds: 0 is too small; use at least 1',
  ],
  [
    'Runtime: python3.11',
    'Runtime: nodejs22.x',
    '14:16 mainSteps[0].inputs.Runtime: "nodejs22.x" is not a runtime; use one such as python3.11 or PowerShell 7.4',
  ],
  ['      Runtime: python3.11\n', '', '14:7 mainSteps[0].inputs.Runtime: is missing; '],
  [
    'Handler: handler',
    'Handler: handle',
    '15:16 mainSteps[0].inputs.Handler: the script has no function "handle"; did you mean "handler"?',
  ],
  [
    '      Handler: handler\n',
    '',
    '14:7 mainSteps[0].inputs.Handler: is missing; Python needs the name of the function that is called',
  ],
  ['Script: |', 'Skript: |', '17:7 mainSteps[0].inputs.Skript: unknown property; did you mean "Script"?'],
  [
    'Selector: $.Payload',
    'Selector: Payload',
    '24:36 mainSteps[0].outputs[0].Selector: "Payload.version" is not a JSONPath; begin with $.',
  ],
  [
    '{ Duration: PT10M }',
    '{ Duration: 10 minutes }',
    '27:25 mainSteps[1].inputs.Duration: "10 minutes" is not an ISO 8601 duration; use one such as PT10M',
  ],
  [
    '{ Duration: PT10M }',
    '{ Duration: P10 }',
    '27:25 mainSteps[1].inputs.Duration: "P10" is not an ISO 8601 duration; use one such as PT10M',
  ],
  [
    '{ Duration: PT10M }',
    '{ Duration: P7D }',
    '27:25 mainSteps[1].inputs.Duration: "P7D" is too long; use one such as PT10M, of at most 604,799 seconds',
  ],
  ['{ Duration: PT10M }', '{}', '27:13 mainSteps[1].inputs: has no properties; at least one is needed'],
  [
    'nextStep: choose',
    'nextStep: chose',
    '28:15 mainSteps[1].nextStep: there is no step "chose"; did you mean "choose"?',
  ],
  [
    'NextStep: detach',
    'NextStep: detac',
    '33:23 mainSteps[2].inputs.Choices[0].NextStep: there is no step "detac"; did you mean "detach"?',
  ],
  [
    'Default: look',
    'Default: lok',
    '34:16 mainSteps[2].inputs.Default: there is no step "lok"; did you mean "look"?',
  ],
  ['isCritical: false', 'isCritical: no', '37:17 mainSteps[3].isCritical: "no" is not true or false'],
  [
    '      DesiredValues: [Successful]\n',
    '',
    '39:7 mainSteps[3].inputs.DesiredValues: is missing; the values that will do',
  ],
  [
    'Api: UpdateAlias, ',
    '',
    '48:13 mainSteps[4].inputs.Api: is missing; the operation: GetFunctionConfiguration',
  ],
  ['  - attach.Version', '  - 7', '50:5 outputs[0]: 7 is a number; use a string: "7"'],
])('%s as %j is refused where it stands', (from, to, expected) => {
  expect(placesOf(() => load(edited(text, from, to)))).toContainEqual(expect.stringContaining(expected));
});

it('refuses a script that has no function at all, and one with neither script nor attachment', () => {
  const withoutFunctions = text.replaceAll(/def (\w+)\(.*\)/g, 'class $1').replaceAll('return', 'found =');
  expect(placesOf(() => load(withoutFunctions))).toEqual([
    '15:16 mainSteps[0].inputs.Handler: the script has no function "handler"; write "def handler(events, context):"',
  ]);
  const empty =
    text.slice(0, text.indexOf('      Script')) + text.slice(text.indexOf('    outputs:\n      -'));
  expect(placesOf(() => load(empty))).toEqual([
    '14:7 mainSteps[0].inputs: has nothing to run; use Script or Attachment',
  ]);
});

it.each([
  ['a duration that a parameter gives', '{ Duration: PT10M }', "{ Duration: '{{ Mode }}' }"],
  ['the longest sleep', '{ Duration: PT10M }', '{ Duration: PT604799S }'],
  ['a sleep until a moment', '{ Duration: PT10M }', "{ Timestamp: '2026-01-31T10:00:00Z' }"],
  [
    'booleans and numbers in strings, as documents of AWS have them',
    'timeoutSeconds: 600',
    "timeoutSeconds: '600'\n    isCritical: 'true'",
  ],
  ['a later Python', 'python3.11', 'python3.13'],
  [
    'PowerShell, which has no handler',
    'Runtime: python3.11\n      Handler: handler',
    'Runtime: PowerShell 7.4',
  ],
  ['variables', 'parameters:', 'variables: { Count: { type: Integer, default: 0 } }\nparameters:'],
  [
    'the name of the schema, for editors',
    'assumeRole:',
    '$schema: ./automation-document.schema.json\nassumeRole:',
  ],
])('is taken: %s', (_, from, to) => {
  expect(placesOf(() => load(edited(text, from, to)))).toEqual([]);
});

it('is taken: a script in an attachment, whose functions are not known', () => {
  const [before, after] = [text.indexOf('      Script'), text.indexOf('    outputs:\n      -')];
  expect(
    placesOf(() =>
      load(
        `files: { code.zip: { checksums: { sha256: ${'0a'.repeat(32)} } } }\n${text.slice(0, before)}      Attachment: code.zip\n${text.slice(after)}`,
      ),
    ),
  ).toEqual([]);
});

it('looks at the steps of a loop as at any others', () => {
  const steps = edited(text, '    isEnd: true\n', '').replace(/outputs:\n {2}- attach.Version\n$/, '');
  const loop = (body: string) => `${steps}  - name: again
    action: aws:loop
    inputs:
      Iterators: [hello, goodbye]
      Steps:
        - { name: ${body}, action: aws:sleep, inputs: { Duration: PT1M } }
`;
  expect(placesOf(() => load(loop('inside')))).toEqual([]);
  expect(placesOf(() => load(loop('detach')))).toEqual([
    '53:19 mainSteps[5].inputs.Steps[0].name: "detach" is also the name of an earlier step; use another',
  ]);
});
