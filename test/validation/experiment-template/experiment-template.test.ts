import {
  type ExperimentTemplate,
  loadExperimentTemplate,
  parseExperimentTemplate,
} from '../../../validation/experiment-template/experiment-template';
import { fillPlaceholders } from '../../../validation/placeholders';
import { temporaryFolder } from '../../support/temporary-folder';
import { edited, placesOf } from '../files';

const folder = temporaryFolder();

const text = `{
  "description": "Delays \${Region}",
  "targets": { "Roles": { "resourceType": "aws:iam:role", "selectionMode": "ALL", "resourceArns": ["\${RoleArn}"] } },
  "actions": {
    "S00_Attach": {
      "actionId": "aws:ssm:start-automation-execution",
      "parameters": {
        "documentArn": "arn:aws:ssm:us-east-1:123456789012:document/chaos",
        "documentParameters": "{\\"FunctionName\\":\\"\${Function}\\"}",
        "maxDuration": "PT5M"
      }
    },
    "S01_Wait": { "actionId": "aws:fis:wait", "parameters": { "duration": "PT10M" }, "startAfter": ["S00_Attach"] },
    "S02_Throttle": {
      "actionId": "aws:fis:inject-api-throttle-error",
      "parameters": { "duration": "PT5M", "service": "ec2", "percentage": "100", "operations": "DescribeInstances" },
      "targets": { "Roles": "Roles" },
      "startAfter": ["S01_Wait"]
    }
  },
  "stopConditions": [{ "source": "aws:cloudwatch:alarm", "value": "\${AlarmArn}" }],
  "roleArn": "arn:aws:iam::123456789012:role/fis",
  "experimentOptions": { "accountTargeting": "single-account", "emptyTargetResolutionMode": "fail" },
  "logConfiguration": { "logSchemaVersion": 2, "cloudWatchLogsConfiguration": { "logGroupArn": "\${LogGroupArn}" } },
  "tags": { "Name": "lab" }
}
`;

const load = (json: string): ExperimentTemplate =>
  loadExperimentTemplate(folder.write('template.json', json));

/** The template with other `documentParameters`, given as the JSON that stands in the string. */
const withParameters = (json: string): string =>
  edited(text, '"{\\"FunctionName\\":\\"${Function}\\"}"', JSON.stringify(json));

it('gives the template as it is written, placeholders and all', () => {
  expect(load(text)).toEqual(JSON.parse(text));
});

it.each([
  [
    '"roleArn": "arn:aws:iam::123456789012:role/fis"',
    '"roleArn": "fis"',
    '22:14 roleArn: "fis" is not an ARN of a role; use one such as arn:aws:iam::123456789012:role/fis, or a placeholder such as ${Name}',
  ],
  [
    '"roleArn": "arn:aws:iam::123456789012:role/fis",\n',
    '',
    '1:1 roleArn: is missing; the role that FIS acts with',
  ],
  [
    '"actionId": "aws:fis:wait"',
    '"actionId": "aws:fis:wiat"',
    '13:31 actions.S01_Wait.actionId: "aws:fis:wiat" is no action of FIS; did you mean "aws:fis:wait"?',
  ],
  [
    '"actionId": "aws:fis:wait"',
    '"actionId": "wait"',
    '13:31 actions.S01_Wait.actionId: "wait" is not an action; use one such as aws:fis:wait',
  ],
  [
    '"duration": "PT10M"',
    '"duration": "PT30S"',
    '13:75 actions.S01_Wait.parameters.duration: "PT30S" is too short; use one from PT1M to PT12H',
  ],
  [
    '"duration": "PT10M"',
    '"duration": "PT12H1S"',
    '13:75 actions.S01_Wait.parameters.duration: "PT12H1S" is too long; use one from PT1M to PT12H',
  ],
  [
    '"duration": "PT10M"',
    '"duration": "banana"',
    '13:75 actions.S01_Wait.parameters.duration: "banana" is not an ISO 8601 duration; use one from PT1M to PT12H',
  ],
  [
    '"duration": "PT10M"',
    '"duration": "10M"',
    '13:75 actions.S01_Wait.parameters.duration: "10M" is not an ISO 8601 duration',
  ],
  [
    '"duration": "PT10M"',
    '"duration": 10',
    '13:75 actions.S01_Wait.parameters.duration: 10 is a number; use a string: "10"',
  ],
  [
    '"duration": "PT10M"',
    '"durations": "PT10M"',
    '13:63 actions.S01_Wait.parameters.durations: unknown property; did you mean "duration"?',
  ],
  [
    '"maxDuration": "PT5M"',
    '"maxDuration": "PT5S"',
    '10:24 actions.S00_Attach.parameters.maxDuration: "PT5S" is too short; use one from PT1M to PT12H',
  ],
  ['"PT5M"\n', '""\n', '10:24 actions.S00_Attach.parameters.maxDuration: is empty'],
  [
    '["S00_Attach"]',
    '["S00_Atach"]',
    '13:101 actions.S01_Wait.startAfter[0]: there is no action "S00_Atach"; did you mean "S00_Attach"?',
  ],
  [
    '["S00_Attach"]',
    '["S02_Throttle"]',
    '13:101 actions.S01_Wait.startAfter[0]: the actions wait for each other and none can start: S01_Wait after S02_Throttle after S01_Wait; take one of them out',
  ],
  [
    '["S00_Attach"]',
    '["S00_Attach", "S01_Wait"]',
    '13:115 actions.S01_Wait.startAfter[1]: the actions wait for each other and none can start: S01_Wait after S01_Wait; ',
  ],
  [
    '{ "Roles": "Roles" }',
    '{ "Roles": "Role" }',
    '17:29 actions.S02_Throttle.targets.Roles: there is no target "Role"; did you mean "Roles"?',
  ],
  [
    '"S01_Wait": {',
    '"S01 Wait": {',
    '13:5 actions["S01 Wait"]: "S01 Wait" is not a name of an action; use up to 64 characters without blanks',
  ],
  [
    '"selectionMode": "ALL"',
    '"selectionMode": "SOME"',
    '3:76 targets.Roles.selectionMode: "SOME" is not a selection; use ALL, COUNT(n) or PERCENT(n)',
  ],
  [
    '"source": "aws:cloudwatch:alarm"',
    '"source": "banana"',
    '21:34 stopConditions[0].source: "banana" is not a source; use "none" or "aws:cloudwatch:alarm"',
  ],
  [', "value": "${AlarmArn}"', '', "21:22 stopConditions[0].value: is missing; the alarm's ARN"],
  [
    '[{ "source": "aws:cloudwatch:alarm", "value": "${AlarmArn}" }]',
    '[]',
    '21:21 stopConditions: has no entries; at least one is needed',
  ],
  [
    '"fail"',
    '"ignore"',
    '23:93 experimentOptions.emptyTargetResolutionMode: "ignore" is not allowed; use one of "fail", "skip"',
  ],
  [
    '"startAfter": ["S01_Wait"]',
    '"startsAfter": ["S01_Wait"]',
    '18:7 actions.S02_Throttle.startsAfter: unknown property; did you mean "startAfter"?',
  ],
])('%s as %j is refused where it stands', (from, to, expected) => {
  expect(placesOf(() => load(edited(text, from, to)))).toContainEqual(expect.stringContaining(expected));
});

describe('the parameters of the document', () => {
  const where = 'actions.S00_Attach.parameters.documentParameters: ';

  it.each([
    ['{"FunctionName":"${Function}"', '9:65', 'is not JSON: the file ends too soon'],
    ['FunctionName=${Function}', '9:32', 'is not JSON: unexpected "F"'],
    ['["${Function}"]', '9:31', 'is not a JSON object; use {"Parameter":"value"}'],
    [
      '{"AliasName":""}',
      '9:47',
      '"AliasName" is empty, which SSM refuses; leave it out, so that its default holds',
    ],
    [
      '{"Names":["${Function}",""]}',
      '9:60',
      '"Names" is empty, which SSM refuses; leave it out, so that its default holds',
    ],
    [
      '{"LatencySeconds":${Latency}}',
      '9:52',
      '"LatencySeconds" is ${Latency}; use a string or a list of strings',
    ],
    [`{"Note":"${'n'.repeat(513)}"}`, '9:42', '"Note" has 513 characters; SSM takes at most 512'],
    [`{"A":"${'a'.repeat(506)}","B":"${'b'.repeat(505)}"}`, '9:31', 'has 1026 characters; use at most 1024'],
    [
      `{"A":"${'a'.repeat(506)}","B":"${'b'.repeat(504)}\${C}"}`,
      '9:31',
      'has 1026 characters or more once its placeholders are filled; use at most 1024',
    ],
  ])('%s are refused', (json, place, message) => {
    expect(placesOf(() => load(withParameters(json)))).toEqual([`${place} ${where}${message}`]);
  });

  it.each([
    '{}',
    '{ "FunctionName": "${Function}", "Names": ["a", "b"] }',
    `{"A":"${'a'.repeat(512)}","B":"\${${'LongPlaceholder'.repeat(60)}}"}`,
  ])('%s are taken', (json) => {
    expect(placesOf(() => load(withParameters(json)))).toEqual([]);
  });
});

it.each([
  ['a duration that the synthesis fills', '"PT10M"', '"PT${Minutes}M"'],
  ['the shortest wait', '"PT10M"', '"PT1M"'],
  ['the longest experiment', '"PT10M"', '"PT11H55M"'],
  [
    'an action that AWS may have added since',
    '"aws:fis:inject-api-throttle-error"',
    '"aws:braket:cancel-quantum-tasks"',
  ],
  [
    'an experiment that nothing stops',
    '{ "source": "aws:cloudwatch:alarm", "value": "${AlarmArn}" }',
    '{ "source": "none" }',
  ],
  ['the name of the schema', '"description": "D', '"$schema": "x.json", "description": "D'],
  ['two actions after the same one', '["S01_Wait"]', '["S01_Wait", "S00_Attach"]'],
])('is taken: %s', (_, from, to) => {
  expect(placesOf(() => load(edited(text, from, to)))).toEqual([]);
});

it('checks a filled template under the name that it is given', () => {
  const values: Readonly<Record<string, string>> = {
    AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:customers',
    LogGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:fis:*',
    RoleArn: 'arn:aws:iam::123456789012:role/service',
  };
  const filled = fillPlaceholders(text, (name) => values[name] ?? 'filled');
  expect(parseExperimentTemplate(filled, 'aws_fis_experiment_template.chaos').roleArn).toBe(
    'arn:aws:iam::123456789012:role/fis',
  );
  expect(() => parseExperimentTemplate('{', 'aws_fis_experiment_template.chaos')).toThrow(
    /^aws_fis_experiment_template.chaos:1:2: /,
  );
});
