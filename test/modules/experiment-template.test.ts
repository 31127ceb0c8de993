import { templateArguments, type TemplateFile } from '../../modules/experiment-template';
import {
  loadExperimentTemplate,
  type ExperimentTemplate,
} from '../../validation/experiment-template/experiment-template';
import { InvalidFileError } from '../../validation/findings/finding';
import { temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();

const template: ExperimentTemplate = {
  description: 'In ${Region}',
  actions: { Wait: { actionId: 'aws:fis:wait', parameters: { duration: 'PT1M' } } },
  stopConditions: [{ source: 'none' }],
  roleArn: 'arn:aws:iam::123456789012:role/any',
};

function file(value: ExperimentTemplate): TemplateFile {
  const where = folder.write('any.json', value);
  return { path: where, template: loadExperimentTemplate(where) };
}

const values = { Region: '${aws_anything.region}', Name: 'chaos-lab' };

describe('a template', () => {
  it('is filled in one pass, so that a value may look like a placeholder', () => {
    expect(templateArguments(file(template), values, []).description).toBe('In ${aws_anything.region}');
  });

  it('with an unknown placeholder is refused by file, line and name, with the likely one', () => {
    const wrong = file({
      ...template,
      actions: { Wait: { ...template.actions.Wait!, description: 'In ${Regoin}' } },
    });
    expect(() => templateArguments(wrong, values, [])).toThrow(InvalidFileError);
    expect(() => templateArguments(wrong, values, [])).toThrow(
      /any\.json:\d+:\d+: actions\.Wait\.description: nothing fills \$\{Regoin\}; did you mean "Region"\? \[FIS190\]$/,
    );
  });

  it('may name the stop alarms in its stop conditions only', () => {
    const wrong = file({ ...template, description: '${StopAlarmArn}' });
    expect(() => templateArguments(wrong, values, ['a'])).toThrow(
      /description: nothing fills \$\{StopAlarmArn\}/,
    );
  });

  it('repeats the condition that names the stop alarm for each alarm, and no other', () => {
    const conditions = [{ source: 'none' }, { source: 'aws:cloudwatch:alarm', value: '${StopAlarmArn}' }];
    const filled = { ...template, stopConditions: conditions };
    expect(
      templateArguments({ path: 'any.json', template: filled }, values, ['a', 'b']).stopCondition,
    ).toEqual([
      { source: 'none' },
      { source: 'aws:cloudwatch:alarm', value: 'a' },
      { source: 'aws:cloudwatch:alarm', value: 'b' },
    ]);
  });

  it('passes on targets and a log in S3', () => {
    const targeted: ExperimentTemplate = {
      ...template,
      targets: {
        Functions: {
          resourceType: 'aws:lambda:function',
          selectionMode: 'ALL',
          resourceTags: { Lab: '${Name}' },
          filters: [{ path: 'State', values: ['Active'] }],
          parameters: { qualifier: 'live' },
        },
      },
      actions: { Break: { actionId: 'aws:lambda:invocation-error', targets: { Functions: 'Functions' } } },
      logConfiguration: { logSchemaVersion: 2, s3Configuration: { bucketName: 'logs' } },
    };
    const made = templateArguments({ path: 'any.json', template: targeted }, values, []);
    expect(made.action).toEqual([
      {
        name: 'Break',
        actionId: 'aws:lambda:invocation-error',
        target: { key: 'Functions', value: 'Functions' },
      },
    ]);
    expect(made.target).toEqual([
      {
        name: 'Functions',
        resourceType: 'aws:lambda:function',
        selectionMode: 'ALL',
        resourceTag: [{ key: 'Lab', value: 'chaos-lab' }],
        filter: [{ path: 'State', values: ['Active'] }],
        parameters: { qualifier: 'live' },
      },
    ]);
    expect(made.logConfiguration).toEqual({ logSchemaVersion: 2, s3Configuration: { bucketName: 'logs' } });
  });

  it('passes on the report', () => {
    const reporting: ExperimentTemplate = {
      ...template,
      experimentReportConfiguration: {
        outputs: { s3Configuration: { bucketName: 'game-days', prefix: '${Name}/' } },
        dataSources: { cloudWatchDashboards: [{ dashboardIdentifier: 'arn:of-a-dashboard' }] },
        postExperimentDuration: 'PT5M',
      },
    };
    const made = templateArguments({ path: 'any.json', template: reporting }, values, []);
    expect(made.experimentReportConfiguration).toEqual({
      outputs: { s3Configuration: { bucketName: 'game-days', prefix: 'chaos-lab/' } },
      dataSources: { cloudwatchDashboard: [{ dashboardArn: 'arn:of-a-dashboard' }] },
      postExperimentDuration: 'PT5M',
    });
  });
});
