import schema from '../../schemas/automation-document.schema.json';
import { type FileKind, checkFile, checkWith } from '../kinds/file-kind';
import { automationRules } from './rules';
import { automationContext } from './context';
import { automationSchemaRules, automationShape } from './shape';
import { SourceFile, type SourceFormat } from '../files/source-file';

/** An SSM Automation document: its text, which is what AWS gets, and its content. */
export interface AutomationDocument {
  /** The original text, comments and all. */
  readonly text: string;
  /** As Terraform's `aws_ssm_document.document_format` and SSM's `DocumentFormat` call it. */
  readonly format: SourceFormat;
  readonly content: AutomationContent;
}

/** An Automation runbook of schema version 0.3 (Systems Manager user guide, "Data elements and parameters"). */
export interface AutomationContent {
  readonly schemaVersion: '0.3';
  /** In Markdown. */
  readonly description?: string;
  /** The role that the steps act with: an ARN or `{{ Parameter }}`. */
  readonly assumeRole?: string;
  readonly parameters?: Readonly<Record<string, AutomationParameter>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Attachments by name. */
  readonly files?: Readonly<Record<string, unknown>>;
  readonly mainSteps: readonly AutomationStep[];
  /** `step.Output`. */
  readonly outputs?: readonly string[];
}

/** What a caller hands in; without a default it must be given. */
export interface AutomationParameter {
  /** `String`, `StringList`, `Integer`, `Boolean`, `MapList`, `StringMap`, or an AWS type such as `AWS::IAM::Role::Arn`. */
  readonly type: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly allowedValues?: readonly unknown[];
  /** A Java regular expression. */
  readonly allowedPattern?: string;
  readonly displayType?: 'textfield' | 'textarea';
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minChars?: number;
  readonly maxChars?: number;
}

/** One step; `inputs` are the action's own properties. */
export interface AutomationStep {
  readonly name: string;
  /** `aws:executeScript`, `aws:sleep`, … */
  readonly action: string;
  readonly description?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: readonly AutomationOutput[];
  /** 1 by default; SSM takes whole numbers in strings, too. */
  readonly maxAttempts?: number | string;
  readonly timeoutSeconds?: number | string;
  /** `Abort` (the default), `Continue` or `step:<name>`. */
  readonly onFailure?: string;
  /** `Abort` (the default) or `step:<name>`. */
  readonly onCancel?: string;
  /** SSM takes `true` and `"true"`. */
  readonly isEnd?: boolean | string;
  /** SSM takes `true` and `"true"`. */
  readonly isCritical?: boolean | string;
  readonly nextStep?: string;
}

/** What later steps can use of a step's answer. */
export interface AutomationOutput {
  readonly Name: string;
  /** A JSONPath into the answer. */
  readonly Selector: string;
  readonly Type?: string;
}

/** The inputs of a step `aws:executeScript`. */
export interface ExecuteScriptInputs {
  readonly Runtime: string;
  /** The Python function that is called with the payload and a context. */
  readonly Handler?: string;
  readonly InputPayload?: unknown;
  readonly Script?: string;
  readonly Attachment?: string;
}

/** An SSM Automation document as a kind of file. */
export const automationDocumentKind: FileKind = {
  name: 'SSM Automation document',
  schema,
  marks: ['schemaVersion', 'assumeRole', 'parameters', 'mainSteps'],
  sureMarks: ['mainSteps'],
  shape: automationShape,
  rules: [...automationSchemaRules, ...automationRules],
  check: checkWith(automationContext, automationRules),
};

/**
 * Reads and checks an SSM Automation document, YAML or JSON.
 * @throws {InvalidFileError} with everything that is wrong with the file
 */
export function loadAutomationDocument(path: string): AutomationDocument {
  return automationDocument(SourceFile.read(path));
}

/**
 * Checks the text of an SSM Automation document; `file` is what findings call it.
 * @throws {InvalidFileError} with everything that is wrong with the text
 */
export function parseAutomationDocument(
  text: string,
  format: SourceFormat,
  file: string,
): AutomationDocument {
  return automationDocument(new SourceFile(file, text, format));
}

function automationDocument(source: SourceFile): AutomationDocument {
  const content = checkFile(source, automationDocumentKind) as AutomationContent;
  return { text: source.text, format: source.format, content };
}
