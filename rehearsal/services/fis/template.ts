import type { Arguments } from '../../resources/arguments';
import type { Template } from './experiment';

/** What FIS fills in where a template does not say (FIS user guide, "Experiment options"). */
const DEFAULT_OPTIONS = { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' };

/**
 * A template as GetExperimentTemplate answers it (FIS API reference, ExperimentTemplate).
 * @param values the arguments of Terraform's `aws_fis_experiment_template`
 */
export function describeTemplate(template: Template, values: Arguments): object {
  const log = values.block('log_configuration');
  return {
    id: template.id,
    description: template.description,
    roleArn: template.roleArn,
    targets: {},
    stopConditions: values.blocks('stop_condition').map((condition) => {
      const value = condition.optionalText('value');
      return { source: condition.text('source'), ...(value === null ? {} : { value }) };
    }),
    actions: Object.fromEntries(
      values.blocks('action').map((action, index) => {
        const { actionId, parameters, startAfter } = template.actions[index] ?? {};
        const description = action.optionalText('description');
        return [
          action.text('name'),
          { actionId, ...(description === null ? {} : { description }), parameters, startAfter },
        ];
      }),
    ),
    ...(log === null ? {} : { logConfiguration: describeLog(log) }),
    experimentOptions: describeOptions(values.block('experiment_options')),
    tags: values.map('tags'),
  };
}

function describeLog(log: Arguments): object {
  const [logs, s3] = [log.block('cloudwatch_logs_configuration'), log.block('s3_configuration')];
  return {
    logSchemaVersion: log.number('log_schema_version'),
    ...(logs === null ? {} : { cloudWatchLogsConfiguration: { logGroupArn: logs.text('log_group_arn') } }),
    ...(s3 === null
      ? {}
      : { s3Configuration: { bucketName: s3.text('bucket_name'), prefix: s3.optionalText('prefix') ?? '' } }),
  };
}

function describeOptions(options: Arguments | null): object {
  return {
    accountTargeting: options?.optionalText('account_targeting') ?? DEFAULT_OPTIONS.accountTargeting,
    emptyTargetResolutionMode:
      options?.optionalText('empty_target_resolution_mode') ?? DEFAULT_OPTIONS.emptyTargetResolutionMode,
  };
}
