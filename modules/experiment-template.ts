import type {
  FisExperimentTemplateAction,
  FisExperimentTemplateConfig,
  FisExperimentTemplateExperimentReportConfiguration,
  FisExperimentTemplateLogConfiguration,
  FisExperimentTemplateTarget,
} from '@cdktf/provider-aws/lib/fis-experiment-template';
import type {
  ExperimentAction,
  ExperimentLogConfiguration,
  ExperimentReportConfiguration,
  ExperimentTarget,
  ExperimentTemplate,
} from '../validation/experiment-template/experiment-template';
import { InvalidFileError, type ValuePath } from '../validation/findings/finding';
import { fillPlaceholders } from '../validation/placeholders';
import { synthesisRules } from '../validation/experiment-template/synthesis';
import { SourceFile } from '../validation/files/source-file';
import { choiceAdvice } from '../validation/suggestion';

/** A hand-authored template and where it stands. */
export interface TemplateFile {
  readonly path: string;
  readonly template: ExperimentTemplate;
}

/** What an experiment template may ask for: `Region` fills `${Region}`. */
export type PlaceholderValues = Readonly<Record<string, string>>;

/** The placeholder of the stop alarms. A stop condition that holds it is repeated for each of them. */
const STOP_ALARM = 'StopAlarmArn';

/**
 * A template of the FIS API as the arguments of Terraform's `aws_fis_experiment_template`, its placeholders filled.
 * @throws {InvalidFileError} for a placeholder that has no value
 */
export function templateArguments(
  { path, template }: TemplateFile,
  values: PlaceholderValues,
  stopAlarmArns: readonly string[],
): FisExperimentTemplateConfig {
  const { stopConditions, ...rest } = template;
  const filled = fill(rest, values, path) as typeof rest;
  return {
    description: filled.description,
    roleArn: filled.roleArn,
    stopCondition: stopConditions.flatMap((condition, index) => {
      const arns = condition.value?.includes(`\${${STOP_ALARM}}`) ? stopAlarmArns : [''];
      const place = ['stopConditions', index];
      return arns.map(
        (arn) => fill(condition, { ...values, [STOP_ALARM]: arn }, path, place) as typeof condition,
      );
    }),
    action: Object.entries(filled.actions).map(([name, action]) => actionArguments(name, action)),
    ...(filled.targets && {
      target: Object.entries(filled.targets).map(([name, target]) => targetArguments(name, target)),
    }),
    ...(filled.logConfiguration && { logConfiguration: logArguments(filled.logConfiguration) }),
    ...(filled.experimentOptions && { experimentOptions: filled.experimentOptions }),
    ...(filled.experimentReportConfiguration && {
      experimentReportConfiguration: reportArguments(filled.experimentReportConfiguration),
    }),
    ...(filled.tags && { tags: { ...filled.tags } }),
  };
}

function actionArguments(name: string, action: ExperimentAction): FisExperimentTemplateAction {
  const { actionId, description, parameters, startAfter, targets } = action;
  // An action has one target at most (FIS user guide, actions reference).
  const [target] = pairs(targets);
  return {
    name,
    actionId,
    ...(description !== undefined && { description }),
    ...(parameters && { parameter: pairs(parameters) }),
    ...(startAfter && { startAfter: [...startAfter] }),
    ...(target && { target }),
  };
}

function targetArguments(name: string, target: ExperimentTarget): FisExperimentTemplateTarget {
  const { resourceType, selectionMode, resourceArns, resourceTags, filters, parameters } = target;
  return {
    name,
    resourceType,
    selectionMode,
    ...(resourceArns && { resourceArns: [...resourceArns] }),
    ...(resourceTags && { resourceTag: pairs(resourceTags) }),
    ...(filters && { filter: filters.map((filter) => ({ path: filter.path, values: [...filter.values] })) }),
    ...(parameters && { parameters: { ...parameters } }),
  };
}

function logArguments(log: ExperimentLogConfiguration): FisExperimentTemplateLogConfiguration {
  const { logSchemaVersion, cloudWatchLogsConfiguration, s3Configuration } = log;
  return {
    logSchemaVersion,
    ...(cloudWatchLogsConfiguration && { cloudwatchLogsConfiguration: cloudWatchLogsConfiguration }),
    ...(s3Configuration && { s3Configuration }),
  };
}

function reportArguments(
  report: ExperimentReportConfiguration,
): FisExperimentTemplateExperimentReportConfiguration {
  const { outputs, dataSources, ...durations } = report;
  const { cloudWatchDashboards: dashboards } = dataSources ?? {};
  return {
    ...durations,
    ...(outputs && { outputs }),
    ...(dashboards && {
      dataSources: {
        cloudwatchDashboard: dashboards.map(({ dashboardIdentifier }) => ({
          dashboardArn: dashboardIdentifier,
        })),
      },
    }),
  };
}

function pairs(values: Readonly<Record<string, string>> = {}): { key: string; value: string }[] {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}

/** A copy of the value in which every string, however deep, is filled. In one pass: the values are Terraform's own `${…}`. */
function fill(value: unknown, values: PlaceholderValues, file: string, place: ValuePath = []): unknown {
  if (typeof value === 'string') {
    return fillPlaceholders(value, (name) => {
      const found = values[name];
      if (found !== undefined) return found;
      const message = `nothing fills \${${name}}; ${choiceAdvice(name, Object.keys(values))}`;
      const report = { rule: synthesisRules.unfilled, path: place, message };
      throw new InvalidFileError([SourceFile.read(file).finding(report)]);
    });
  }
  if (Array.isArray(value)) return value.map((item, index) => fill(item, values, file, [...place, index]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fill(item, values, file, [...place, key])]),
  );
}
