import type { ExperimentTemplate as DeployedTemplate } from '@aws-sdk/client-fis';
import {
  placeholderValues,
  stopAlarmArns,
} from '../../../../experiment/preflight/template/placeholder-values';
import { templateDifferences } from '../../../../experiment/preflight/template/template-differences';
import type { ExperimentTemplate } from '../../../../validation/experiment-template/experiment-template';
import { deployment, us } from '../../support/lab';

const values = placeholderValues(deployment, us);
const ROLE = 'arn:aws:iam::123456789012:role/experiment';

/** A file and what it became, equal in every part. */
const file: ExperimentTemplate = {
  description: '${LatencySeconds} s in ${Region}',
  actions: {
    Attach: {
      actionId: 'aws:ssm:start-automation-execution',
      parameters: {
        documentArn: '${DocumentArn}',
        documentParameters: '{"FunctionName":"${HelloFunction}","LatencySeconds":"${LatencySeconds}"}',
        maxDuration: 'PT5M',
      },
    },
    Wait: {
      actionId: 'aws:fis:wait',
      parameters: { duration: '${FaultDuration}' },
      startAfter: ['Attach', 'B'],
    },
  },
  stopConditions: [{ source: 'none' }],
  roleArn: '${ExperimentRoleArn}',
  logConfiguration: { logSchemaVersion: 2, cloudWatchLogsConfiguration: { logGroupArn: '${LogGroupArn}' } },
};
const deployed: DeployedTemplate = {
  id: 'EXT1',
  description: '60 s in us-east-1',
  targets: {},
  actions: {
    Attach: {
      actionId: 'aws:ssm:start-automation-execution',
      parameters: {
        documentArn: 'arn:aws:ssm:us-east-1:123456789012:document/lab-chaos-extension',
        documentParameters: '{ "LatencySeconds": "60", "FunctionName": "lab-hello" }',
        maxDuration: 'PT5M',
      },
      startAfter: [],
    },
    Wait: { actionId: 'aws:fis:wait', parameters: { duration: 'PT10M' }, startAfter: ['B', 'Attach'] },
  },
  stopConditions: [{ source: 'none' }],
  roleArn: ROLE,
  logConfiguration: {
    logSchemaVersion: 2,
    cloudWatchLogsConfiguration: { logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/fis:*' },
  },
  experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' },
  tags: { team: 'added by the organisation' },
};

const found = (change: Partial<DeployedTemplate>) =>
  templateDifferences(file, { ...deployed, ...change }, values);
const wait = (change: object) => ({
  actions: { ...deployed.actions, Wait: { ...deployed.actions?.Wait, ...change } },
});

describe('a template as it was deployed', () => {
  it('equals its file, whatever AWS fills in, orders otherwise or leaves out', () => {
    expect(found({})).toEqual([]);
    expect(found({ targets: undefined, experimentOptions: undefined })).toEqual([]);
    const options = { ...deployed.experimentOptions, actionsMode: 'run-all' };
    expect(found({ experimentOptions: options })).toEqual([]);
  });

  it('may hold lists whose items are filled with different values', () => {
    const startAfter = ['${First}', '${Second}'];
    const filled = { ...file, actions: { ...file.actions, Wait: { ...file.actions.Wait!, startAfter } } };
    expect(templateDifferences(filled, deployed, values)).toEqual([]);
  });

  it.each<[string, Partial<DeployedTemplate>, string]>([
    [
      'another description',
      { description: 'x' },
      'description is "x", and should be "${LatencySeconds} s in us-east-1"',
    ],
    [
      'another role',
      { roleArn: 'arn:aws:iam::999999999999:role/experiment' },
      'roleArn is "arn:aws:iam::999999999999:role/experiment", and should be "${ExperimentRoleArn}"',
    ],
    [
      'an action less',
      { actions: { Attach: deployed.actions!.Attach! } },
      'actions.Wait is missing, and should be {',
    ],
    [
      'an action more',
      { actions: { ...deployed.actions, More: { actionId: 'aws:fis:wait' } } },
      'actions.More is {"actionId":"aws:fis:wait"}, and is not in the file',
    ],
    [
      'another duration',
      wait({ parameters: { duration: 'PT5M' } }),
      'actions.Wait.parameters.duration is "PT5M", and should be "PT10M"',
    ],
    [
      'another action',
      wait({ actionId: 'aws:x:y' }),
      'actions.Wait.actionId is "aws:x:y", and should be "aws:fis:wait"',
    ],
    ['an earlier start', wait({ startAfter: ['B'] }), 'actions.Wait.startAfter lacks "Attach"'],
    [
      'a later start',
      wait({ startAfter: ['B', 'Attach', 'C'] }),
      'actions.Wait.startAfter holds "C", which is not in the file',
    ],
    [
      'targets',
      { targets: { all: { resourceType: 'aws:lambda:function' } } },
      'targets is {"all":{"resourceType":"aws:lambda:function"}}, and is not in the file',
    ],
    [
      'an alarm more',
      { stopConditions: [{ source: 'none' }, { source: 'aws:cloudwatch:alarm', value: 'arn:a' }] },
      'stopConditions holds {"source":"aws:cloudwatch:alarm","value":"arn:a"}, which is not in the file',
    ],
    [
      'another option',
      { experimentOptions: { emptyTargetResolutionMode: 'skip' } },
      'experimentOptions.emptyTargetResolutionMode is "skip", and should be "fail"',
    ],
    ['no log', { logConfiguration: undefined }, 'logConfiguration is missing, and should be {'],
    [
      'another version of the log',
      { logConfiguration: { ...deployed.logConfiguration, logSchemaVersion: 1 } },
      'logConfiguration.logSchemaVersion is 1, and should be 2',
    ],
  ])('with %s differs', (_what, change, message) => {
    const [first, ...more] = found(change);
    expect(first).toContain(message);
    expect(more).toEqual([]);
  });

  it.each([
    [
      '{"FunctionName":"lab-other","LatencySeconds":"60"}',
      'FunctionName is "lab-other", and should be "lab-hello"',
    ],
    ['{"FunctionName":"lab-hello"}', 'LatencySeconds is missing, and should be "60"'],
    ['{"FunctionName":"lab-hello","LatencySeconds":"60","A":"b"}', 'A is "b", and is not in the file'],
    // A placeholder has one value everywhere: the description says 60.
    ['{"FunctionName":"lab-hello","LatencySeconds":"90"}', 'LatencySeconds is "90", and should be "60"'],
  ])('with the document parameters %s differs', (documentParameters, message) => {
    const { Attach } = deployed.actions!;
    const parameters = { ...Attach!.parameters, documentParameters };
    expect(found({ actions: { ...deployed.actions, Attach: { ...Attach, parameters } } })).toEqual([
      `actions.Attach.parameters.documentParameters.${message}`,
    ]);
  });

  it('with document parameters that are no JSON is compared as text', () => {
    const { Attach } = deployed.actions!;
    const parameters = { ...Attach!.parameters, documentParameters: 'text' };
    const [message] = found({ actions: { ...deployed.actions, Attach: { ...Attach, parameters } } });
    expect(message).toContain('documentParameters is "text", and should be "{');
  });
});

describe('the values of placeholders', () => {
  it.each([
    ['a function called like an expression', 'lab.hello', 'labxhello', false],
    ['all of the text', '${LayerArn}', `${us.layerArn}1`, false],
    ['another account', '${LogGroupArn}', 'arn:aws:logs:us-east-1:999999999999:log-group:a:*', false],
    ['another region', '${LogGroupArn}', 'arn:aws:logs:eu-west-1:123456789012:log-group:a:*', false],
    ['no number', '${ExpiresAfterMinutes}', '1x', false],
    ['a number', '${ExpiresAfterMinutes}', '25', true],
    ['two values of one placeholder', '${LatencySeconds} ${LatencySeconds}', '1 2', false],
    ['one value twice', '${LatencySeconds} ${LatencySeconds}', '1 1', true],
    ['something that is not known here', '${Colour} a', 'red a', true],
    ['several lines', '${Colour}', 'red\nblue', true],
  ])('are compared with %s', (_what, wanted, text, equal) => {
    const template = { ...file, description: wanted };
    const differences = templateDifferences(template, { ...deployed, description: text }, { ...values });
    expect(differences.some((difference) => difference.startsWith('description'))).toBe(!equal);
  });

  it('of the stop alarms are their ARNs', () => {
    const region = { ...us, stopAlarmNames: ['a', 'b'] };
    expect(stopAlarmArns(region)).toEqual([
      'arn:aws:cloudwatch:us-east-1:123456789012:alarm:a',
      'arn:aws:cloudwatch:us-east-1:123456789012:alarm:b',
    ]);
  });
});
