import type {
  AutomationContent,
  AutomationParameter,
} from '../../../validation/automation-document/automation-document';
import { AwsError } from '../../aws/error';

/** Values of an execution's parameters, by name. */
export type ParameterValues = Readonly<Record<string, unknown>>;

/** A value is 1 to 512 characters long (Systems Manager API reference, AutomationParameterValue). */
const LONGEST_VALUE = 512;

/**
 * The parameters of an execution: what the caller gave, or the defaults.
 * @param given as StartAutomationExecution takes them, a list of strings each
 * @throws AwsError as StartAutomationExecution refuses them
 */
export function readParameters(
  content: AutomationContent,
  given: Readonly<Record<string, readonly string[]>>,
): ParameterValues {
  const declared = content.parameters ?? {};
  const unknown = Object.keys(given).find((name) => declared[name] === undefined);
  if (unknown !== undefined) throw invalid(`the document has no parameter ${unknown}`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, parameter]) => [name, valueOf(name, parameter, given[name])]),
  );
}

/** The parameters of a document as DescribeDocument answers them (Systems Manager API reference, DocumentParameter). */
export function describeParameters({ parameters = {} }: AutomationContent): object[] {
  return Object.entries(parameters).map(([Name, { type, description, default: value }]) => ({
    Name,
    Type: type,
    ...(description === undefined ? {} : { Description: description }),
    ...(value === undefined
      ? {}
      : { DefaultValue: typeof value === 'string' ? value : JSON.stringify(value) }),
  }));
}

function valueOf(
  name: string,
  parameter: AutomationParameter,
  given: readonly string[] | undefined,
): unknown {
  if (given === undefined) {
    if (parameter.default === undefined) throw invalid(`the parameter ${name} is missing`);
    return parameter.default;
  }
  const isList = parameter.type.endsWith('List');
  if (!isList && given.length !== 1) throw invalid(`${name} has ${given.length} values, and takes one`);
  const [least, most] = [parameter.minChars ?? 1, parameter.maxChars ?? LONGEST_VALUE];
  for (const value of given) {
    if (value.length < Math.max(least, 1) || value.length > Math.min(most, LONGEST_VALUE)) {
      throw invalid(`${name} has ${value.length} characters, and ${least} to ${most} are allowed`);
    }
    if (parameter.allowedValues !== undefined && !parameter.allowedValues.includes(value)) {
      throw invalid(`${name} is ${value}, and should be one of ${parameter.allowedValues.join(', ')}`);
    }
    if (parameter.allowedPattern !== undefined && !new RegExp(parameter.allowedPattern).test(value)) {
      throw invalid(`${name} is ${value}, which does not match ${parameter.allowedPattern}`);
    }
  }
  return isList ? given : given[0];
}

/**
 * Fills `{{ Parameter }}` in every string of a JSON value; a string that is nothing else takes the parameter's type.
 * @throws AwsError for a name that is no parameter
 */
export function fillParameters(value: unknown, parameters: ParameterValues): unknown {
  if (typeof value === 'string') return fillText(value, parameters);
  if (Array.isArray(value)) return value.map((item) => fillParameters(item, parameters));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillParameters(item, parameters)]),
  );
}

function fillText(text: string, parameters: ParameterValues): unknown {
  const lookUp = (name: string): unknown => {
    if (!(name in parameters)) throw invalid(`{{ ${name} }} is not defined`);
    return parameters[name];
  };
  const whole = /^\{\{\s*([\w.:-]+)\s*\}\}$/.exec(text)?.[1];
  if (whole !== undefined) return lookUp(whole);
  return text.replace(/\{\{\s*([\w.:-]+)\s*\}\}/g, (_match, name: string) => String(lookUp(name)));
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidAutomationExecutionParametersException', message);
}
