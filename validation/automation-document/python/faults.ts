import type { SyntaxNode } from '@lezer/common';
import type * as LezerPython from '@lezer/python';
import { isGap, withoutGaps } from './grammar-gaps';
import { lineFaults } from './lines';
import { isChecked, statementFault } from './statements';
import { type LogicalLine, type PythonFault, type TokenizedScript, tokenize } from './tokens';

/** So many faults, and the rest of the script is not looked at. */
const mostFaults = 10;

/**
 * Why Python would not compile a script; empty where nothing is found. It finds what people get wrong, not all that a compiler
 * does, and is silent about a script that Python takes.
 */
export function pythonFaults(script: string, tokenized: TokenizedScript = tokenize(script)): PythonFault[] {
  const { lines, fault } = tokenized;
  if (fault !== undefined) return [fault];
  const found: PythonFault[] = [...firstOf(lineFaults(lines))];
  return found.length > 0 ? found : [...firstOf(grammarFaults(script, lines))];
}

function* firstOf(faults: Iterable<PythonFault>): Iterable<PythonFault> {
  let left = mostFaults;
  for (const fault of faults) {
    yield fault;
    if (--left === 0) return;
  }
}

// What the grammar does not take, statement by statement: what is wrong in one says nothing about the next.
function* grammarFaults(script: string, lines: readonly LogicalLine[]): Iterable<PythonFault> {
  const text = withoutGaps(script);
  const starts = [...statementStarts(lines)];
  for (const [index, start] of starts.entries()) {
    for (const { offset, message } of faultsIn(text.slice(start, starts[index + 1]))) {
      yield { offset: start + offset, message };
    }
  }
}

// Where the statements begin that are in no other.
function* statementStarts(lines: readonly LogicalLine[]): Iterable<number> {
  let decorated = false;
  for (const {
    indentation,
    tokens: [first],
  } of lines) {
    if (indentation !== '' || first === undefined) continue;
    const goesOn = decorated || ['elif', 'else', 'except', 'finally'].includes(first.text);
    if (!goesOn) yield first.offset;
    decorated = first.text === '@';
  }
}

/** Of what the grammar does not take, the first only: the rest may follow from it. */
function faultsIn(statement: string): PythonFault[] {
  // At the end of a text, the grammar trips over blanks.
  const text = `${statement.trimEnd()}\n`;
  const nodes = nodesOf(text);
  const error = nodes.find(({ type }) => type.isError);
  if (error === undefined) return nodes.flatMap((node) => statementFault(node, text) ?? []);
  return isGap(error, text) ? [] : [errorAt(error, text)];
}

function nodesOf(text: string): SyntaxNode[] {
  // Required here: only documents with scripts need it, and every start of the program would pay for it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parser } = require('@lezer/python') as typeof LezerPython;
  const nodes: SyntaxNode[] = [];
  parser.parse(text).iterate({
    enter: (ref) => {
      if (ref.type.isError || isChecked(ref.name)) nodes.push(ref.node);
    },
  });
  return nodes;
}

function errorAt({ from, to }: SyntaxNode, text: string): PythonFault {
  const [word = ''] = /^(?:\w+|\S)/.exec(text.slice(from, Math.max(to, from + 20))) ?? [];
  const message = word === '' ? 'something is missing here' : `"${word}" cannot stand here`;
  return { offset: from, message };
}
