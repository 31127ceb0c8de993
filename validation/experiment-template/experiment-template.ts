import { withoutBranches } from '../json-schema/conditional-schema';
import schema from '../../schemas/experiment-template.schema.json';
import { type FileKind, checkFile, checkWith, loadFile } from '../kinds/file-kind';
import { experimentRules } from './rules';
import { experimentContext } from './context';
import { branchReports } from './known-actions';
import { experimentShape } from './shape';
import { synthesisRules } from './synthesis';
import { SourceFile } from '../files/source-file';

/**
 * A FIS experiment template: what CreateExperimentTemplate takes, less the client token (FIS API reference). Every string may hold
 * placeholders, `${Name}`, which the synthesis fills.
 */
export interface ExperimentTemplate {
  readonly description: string;
  readonly targets?: Readonly<Record<string, ExperimentTarget>>;
  /** By name; an action starts when those in its `startAfter` have completed. */
  readonly actions: Readonly<Record<string, ExperimentAction>>;
  readonly stopConditions: readonly StopCondition[];
  readonly roleArn: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly logConfiguration?: ExperimentLogConfiguration;
  readonly experimentOptions?: ExperimentOptions;
  readonly experimentReportConfiguration?: ExperimentReportConfiguration;
}

/** What actions act on. */
export interface ExperimentTarget {
  readonly resourceType: string;
  /** `ALL`, `COUNT(n)` or `PERCENT(n)`. */
  readonly selectionMode: string;
  readonly resourceArns?: readonly string[];
  readonly resourceTags?: Readonly<Record<string, string>>;
  readonly filters?: readonly { readonly path: string; readonly values: readonly string[] }[];
  readonly parameters?: Readonly<Record<string, string>>;
}

/** One action of an experiment. */
export interface ExperimentAction {
  /** `aws:fis:wait`, `aws:ssm:start-automation-execution`, … */
  readonly actionId: string;
  readonly description?: string;
  /** All strings; `documentParameters` is JSON in a string. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Names of targets, by the action's name for them. */
  readonly targets?: Readonly<Record<string, string>>;
  readonly startAfter?: readonly string[];
}

/** What stops an experiment: nothing, or a CloudWatch alarm whose ARN is the value. */
export interface StopCondition {
  readonly source: string;
  readonly value?: string;
}

/** Where FIS writes what it does. */
export interface ExperimentLogConfiguration {
  readonly logSchemaVersion: number;
  readonly cloudWatchLogsConfiguration?: { readonly logGroupArn: string };
  readonly s3Configuration?: { readonly bucketName: string; readonly prefix?: string };
}

/** The report that FIS writes when an experiment has ended. */
export interface ExperimentReportConfiguration {
  readonly outputs?: { readonly s3Configuration?: { readonly bucketName: string; readonly prefix?: string } };
  readonly dataSources?: {
    readonly cloudWatchDashboards?: readonly { readonly dashboardIdentifier?: string }[];
  };
  /** ISO 8601; FIS takes PT20M where it is absent, as for the other. */
  readonly preExperimentDuration?: string;
  readonly postExperimentDuration?: string;
}

/** How an experiment treats other accounts and targets that resolve to nothing. */
export interface ExperimentOptions {
  readonly accountTargeting?: 'single-account' | 'multi-account';
  readonly emptyTargetResolutionMode?: 'fail' | 'skip';
}

const checkRules = checkWith(experimentContext, experimentRules);

/** A FIS experiment template as a kind of file. */
export const experimentTemplateKind: FileKind = {
  name: 'FIS experiment template',
  schema: withoutBranches(schema, ['action', 'target']),
  marks: ['targets', 'actions', 'stopConditions', 'roleArn', 'experimentTemplate'],
  sureMarks: ['stopConditions', 'experimentTemplate'],
  shape: experimentShape,
  rules: [...experimentRules, ...Object.values(synthesisRules)],
  *check(value, run, source) {
    yield* branchReports(experimentContext(value, run), { shape: experimentShape, rules: [] });
    yield* checkRules(value, run, source);
  },
};

/**
 * Reads and checks a FIS experiment template, its placeholders unfilled.
 * @throws {InvalidFileError} with everything that is wrong with the file
 */
export function loadExperimentTemplate(path: string): ExperimentTemplate {
  return loadFile(path, experimentTemplateKind) as ExperimentTemplate;
}

/**
 * Checks the JSON text of a FIS experiment template, filled or not; `file` is what findings call it.
 * @throws {InvalidFileError} with everything that is wrong with the text
 */
export function parseExperimentTemplate(text: string, file: string): ExperimentTemplate {
  return checkFile(new SourceFile(file, text, 'JSON'), experimentTemplateKind) as ExperimentTemplate;
}
