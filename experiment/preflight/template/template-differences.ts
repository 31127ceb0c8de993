import type { ExperimentTemplate as DeployedTemplate } from '@aws-sdk/client-fis';
import type { ExperimentTemplate } from '../../../validation/experiment-template/experiment-template';
import { formatPath, type ValuePath } from '../../../validation/findings/finding';
import { FilledText } from './filled-text';
import type { PlaceholderValue } from './placeholder-values';
import { isMap, type Parts } from '../../../validation/parts';

/** What FIS fills in where a template does not say (FIS user guide, "Experiment options"). */
const DEFAULT_OPTIONS = {
  accountTargeting: 'single-account',
  emptyTargetResolutionMode: 'fail',
  actionsMode: 'run-all',
};

/** The parameter that is JSON inside a string: its blanks and the order of its keys mean nothing. */
const JSON_PARAMETER = 'documentParameters';

/**
 * In what a deployed template differs from its file, a sentence each with the path and both values. Tags are left out: they change
 * nothing about the experiment, and organisations add their own.
 * @param values what the file's placeholders became
 */
export function templateDifferences(
  file: ExperimentTemplate,
  deployed: DeployedTemplate,
  values: Readonly<Record<string, PlaceholderValue>>,
): string[] {
  const texts = new FilledText(values);
  return differences(comparable(file), comparable(deployed), [], texts);
}

function comparable(template: ExperimentTemplate | DeployedTemplate): Parts {
  const { description, targets, actions, stopConditions, roleArn, logConfiguration } = template;
  const experimentOptions = { ...DEFAULT_OPTIONS, ...template.experimentOptions };
  return { description, roleArn, targets, actions, stopConditions, logConfiguration, experimentOptions };
}

function differences(wanted: unknown, found: unknown, path: ValuePath, texts: FilledText): string[] {
  // FIS leaves out what is empty, or answers it empty.
  if (isEmpty(wanted) && isEmpty(found)) return [];
  const place = formatPath(path);
  if (isEmpty(found)) return [`${place} is missing, and should be ${shown(wanted, texts)}`];
  if (isEmpty(wanted)) return [`${place} is ${shown(found, texts)}, and is not in the file`];
  if (path.at(-1) === JSON_PARAMETER) {
    const [wantedJson, foundJson] = [parsed(wanted), parsed(found)];
    if (isMap(wantedJson) && isMap(foundJson)) return objectDifferences(wantedJson, foundJson, path, texts);
  }
  if (Array.isArray(wanted) && Array.isArray(found)) return listDifferences(wanted, found, path, texts);
  if (isMap(wanted) && isMap(found)) return objectDifferences(wanted, found, path, texts);
  const equal =
    typeof wanted === 'string' && typeof found === 'string' ? texts.matches(wanted, found) : wanted === found;
  return equal ? [] : [`${place} is ${shown(found, texts)}, and should be ${shown(wanted, texts)}`];
}

function objectDifferences(wanted: Parts, found: Parts, path: ValuePath, texts: FilledText): string[] {
  const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  return keys.flatMap((key) => differences(wanted[key], found[key], [...path, key], texts));
}

/** The lists of a template are sets: their order means nothing, and the stop condition of the stop alarms stands for each of them. */
function listDifferences(
  wanted: readonly unknown[],
  found: readonly unknown[],
  path: ValuePath,
  texts: FilledText,
): string[] {
  const place = formatPath(path);
  const same = (one: unknown, other: unknown): boolean =>
    differences(one, other, path, texts.copy()).length === 0;
  const missing = wanted.filter((item) => !found.some((other) => same(item, other)));
  const added = found.filter((other) => !wanted.some((item) => same(item, other)));
  return [
    ...missing.map((item) => `${place} lacks ${shown(item, texts)}`),
    ...added.map((item) => `${place} holds ${shown(item, texts)}, which is not in the file`),
  ];
}

function shown(value: unknown, texts: FilledText): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? texts.fill(item) : item));
}

function parsed(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  );
}
