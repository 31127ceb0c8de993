import type { SyntaxNode } from '@lezer/common';
import type { PythonFault } from './tokens';

/** What the grammar takes and Python refuses, by the kind of node. */
const checks: Readonly<Record<string, (node: SyntaxNode, text: string) => string | undefined>> = {
  TryStatement: (node) =>
    node.getChild('except') === null && node.getChild('finally') === null
      ? '"try" needs an "except" or a "finally" after its block'
      : undefined,
  ReturnStatement: (node) => (isInFunction(node) ? undefined : '"return" stands outside of any function'),
  ArgList: (node, text) =>
    hasPlainAfterNamed(node, text) ? 'an argument without a name stands after one with a name' : undefined,
  FormatReplacement: formatFault,
};

/** Whether there is anything to check about nodes of this name. */
export function isChecked(name: string): boolean {
  return Object.hasOwn(checks, name);
}

/** What Python refuses about a node, at its beginning. */
export function statementFault(node: SyntaxNode, text: string): PythonFault | undefined {
  const message = checks[node.name]?.(node, text);
  return message === undefined ? undefined : { offset: node.from, message };
}

function isInFunction(node: SyntaxNode): boolean {
  for (let { parent } = node; parent !== null; { parent } = parent) {
    if (parent.name === 'FunctionDefinition') return true;
    if (parent.name === 'ClassDefinition') return false;
  }
  return false;
}

function hasPlainAfterNamed(list: SyntaxNode, text: string): boolean {
  let named = false;
  for (const [first, second] of argumentsOf(list)) {
    if (first?.name === '*') continue;
    const assigned = second?.name === 'AssignOp' && text.slice(second.from, second.to) === '=';
    if (first?.name === '**' || assigned) named = true;
    else if (named && first !== undefined) return true;
  }
  return false;
}

/** The nodes of each argument of a call. */
function argumentsOf(list: SyntaxNode): SyntaxNode[][] {
  const found: SyntaxNode[][] = [[]];
  for (let child = list.firstChild?.nextSibling ?? null; child !== null; child = child.nextSibling) {
    if (child.name === ',') found.push([]);
    else if (child.name !== ')' && child.name !== 'Comment') found.at(-1)?.push(child);
  }
  return found;
}

/** Before Python 3.12, which `aws:executeScript` does not have, an f-string is a string first, and its braces are looked at then. */
function formatFault(node: SyntaxNode, text: string): string | undefined {
  const expression = text.slice(node.from, node.getChild('FormatSpec')?.from ?? node.to);
  if (expression.includes('\\')) return 'before Python 3.12, no "\\" may stand in the braces of an f-string';
  if (node.parent?.name !== 'FormatString') return undefined;
  const [quotes = ''] = /"""|'''|["']/.exec(text.slice(node.parent.from)) ?? [];
  return quotes.length === 1 && expression.includes(quotes)
    ? 'before Python 3.12, the quotes of an f-string may not stand in its braces; use the others'
    : undefined;
}
