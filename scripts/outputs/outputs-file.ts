import type { ValuePath } from '../../validation/findings/finding';
import { printable } from '../../validation/printable';
import { messageOf } from '../command-line/command-line';
import { isMap, type Parts } from '../../validation/parts';

/** A file of outputs. */
export interface OutputsFile {
  readonly text: string;
  readonly outputs: Parts;
  /** Where in the file an output stands, by its path among the outputs. */
  readonly placeOf: (path: ValuePath) => ValuePath;
}

/** Every lab has this output. */
const MARK = 'api_url';

/**
 * Reads the file of `cdktf deploy --outputs-file`, or that of `terraform output -json`; which of them it is, its content tells.
 * @throws Error that says why it is none of one lab
 */
export function parseOutputs(text: string): OutputsFile {
  const content = parse(text);
  const terraform = Object.entries(content).flatMap(([name, output]) =>
    isMap(output) && 'value' in output && 'sensitive' in output ? [[name, output.value] as const] : [],
  );
  if (terraform.length > 0) {
    const placeOf = ([name = '', ...rest]: ValuePath): ValuePath => [name, 'value', ...rest];
    return { text, outputs: Object.fromEntries(terraform), placeOf };
  }
  const [stack, outputs] = labOf(content);
  return { text, outputs, placeOf: (path) => [stack, ...path] };
}

/** The only stack in the file of CDKTF, or the only one in it that is a lab. */
function labOf(content: Parts): readonly [string, Parts] {
  const stacks = Object.entries(content).filter((entry): entry is [string, Parts] => isMap(entry[1]));
  const labs = stacks.length === 1 ? stacks : stacks.filter(([, outputs]) => MARK in outputs);
  const [lab, another] = labs;
  if (lab === undefined) throw new Error(`no stack in it has the output ${MARK} of a lab`);
  if (another !== undefined) {
    const names = labs.map(([name]) => printable(name)).join(' and ');
    throw new Error(`holds more than one lab, ${names}: keep each in a file`);
  }
  return lab;
}

function parse(text: string): Parts {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`is not JSON (${printable(messageOf(error))})`, { cause: error });
  }
  if (!isMap(value) || Object.keys(value).length === 0) throw new Error('holds no outputs');
  return value;
}
