import { LineCounter, parseDocument } from 'yaml';
import { formatPath, type ValuePath } from '../../validation/findings/finding';
import hypothesisSchema from '../../schemas/hypothesis.schema.json';
import journalSchema from '../../schemas/journal.schema.json';
import { printable, shown } from '../../validation/printable';
import type { Problem } from '../../validation/findings/rule';
import { problemsOf } from '../../validation/json-schema/schema-reports';
import { validatorOf } from '../../validation/json-schema/validators';
import type { Journal } from './journal';
import { isMap } from '../../validation/parts';

/** The version of the journal that this lab writes and reads. */
const SCHEMA_VERSION: Journal['schemaVersion'] = 1;

/**
 * What is wrong with a value that should be a journal, in the order of its schema; empty where nothing is. A journal may come from another
 * version of the lab, from somebody else, or from a disk that was full: nothing is done with one before it is read here.
 */
export function journalProblems(value: unknown): Problem[] {
  if (!isMap(value)) return [{ path: [], message: 'it is not an object' }];
  const { schemaVersion: version } = value;
  if (version !== SCHEMA_VERSION) {
    const found = version === undefined ? 'missing' : shown(version);
    return [{ path: ['schemaVersion'], message: `is ${found}, and should be ${SCHEMA_VERSION}` }];
  }
  const problems = problemsOf(validatorOf({ schema: journalSchema }), value);
  if (!isMap(value.hypothesis)) return problems;
  const inHypothesis = problemsOf(validatorOf({ schema: hypothesisSchema }), value.hypothesis);
  return [
    ...problems,
    ...inHypothesis.map(({ path, ...what }) => ({ ...what, path: ['hypothesis', ...path] })),
  ].concat(problems.length > 0 ? [] : contradictions(value as unknown as Journal));
}

/** `times.begunAt: 7 is a number; use a string: "7"` */
export function problemWords({ path, message }: Problem): string {
  return path.length === 0 ? message : `${printable(formatPath(path))}: ${message}`;
}

/** How much more is wrong than what is told: `; 2 more of it are wrong`; empty where nothing is. */
export function moreWords(others: number): string {
  return others === 0 ? '' : `; ${others} more of it ${others === 1 ? 'is' : 'are'} wrong`;
}

/** The line, from 1, on which a part of a JSON text stands; of what is missing, that of the innermost part that is there. */
export function lineOf(text: string, path: ValuePath): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    const [offset] = (node as { readonly range?: readonly number[] } | undefined)?.range ?? [];
    if (offset !== undefined) return Math.max(1, lines.linePos(offset).line);
  }
  return 1;
}

/** What no schema can say: parts that do not fit together. */
function contradictions({ deployment, experiment }: Journal): Problem[] {
  const codes = deployment.regions.map(({ region }) => region);
  if (codes.includes(experiment.region)) return [];
  const message = `${shown(experiment.region)} is no region of its deployment; that has ${codes.join(', ')}`;
  return [{ path: ['experiment', 'region'], message }];
}
