import type { SyntaxNode } from '@lezer/common';

/**
 * Valid Python that the grammar of lezer does not know, and what it takes instead: of the same length, so that places stay
 * where they are. Found by parsing 19,000 files that CPython compiles; test/validation/automation-document/python.test.ts has one example of each.
 */
const rewritings: readonly (readonly [RegExp, (found: string) => string])[] = [
  // 1.
  [/(?<![\w.])\d[\d_]*\.(?![\w.])/g, (found) => `${found.slice(0, -1)}0`],
  // 1.e5
  [/(?<![\w.])\d[\d_]*\.(?=[eEjJ])/g, (found) => `${found.slice(0, -1)}0`],
  // yield, of nothing
  [/\byield(?=[ \t]*(?:[\r\n#)\];,}]|$))/g, () => 'yiel_'],
  // for first, *others in …
  [
    /\bfor[ \t]{1,9}(?:[\w \t,.()]{0,200}?[,(][ \t]{0,9})?\*(?=[\w \t,.*()]{0,200}\bin\b)/g,
    (found) => `${found.slice(0, -1)} `,
  ],
  // with … as self.file, with … as (one, two), with (… as one, … as two)
  [
    /\bas[ \t]{1,9}(?:[A-Za-z_][\w.]*(?:\[[\w.]*\])*|\([\w \t,.*()]{0,200}\))(?=[ \t]{0,9}[:,)\r\n#\\])/g,
    (found) => ' '.repeat(found.length),
  ],
  // A back-slash before an empty line
  [/\\(?=\r?\n[ \t]*(?:\r?\n|$))/g, () => ' '],
  [/[\f\ufeff]/g, () => ' '],
];

/** The script as the grammar can read it. */
export function withoutGaps(script: string): string {
  return rewritings.reduce((text, [pattern, rewritten]) => text.replaceAll(pattern, rewritten), script);
}

/** Kinds of nodes in which the grammar lacks too much for its errors to be believed. */
const doubtful = /^(MatchStatement|MatchClause|Decorator|FormatString|PrintStatement)$/;

/** In an expression of some hundred operations, the parser ends the expression by force. So many characters hold as many. */
const longExpression = 600;

/** Whether an error may be one of the grammar, and not of the script. */
export function isGap(error: SyntaxNode, text: string): boolean {
  const before = text.slice(Math.max(0, error.from - longExpression), error.from);
  if (before.length === longExpression && !/[,:=;]/.test(before)) return true;
  // tuple[*types]
  if (/[[,]\s*\*$/.test(text.slice(Math.max(0, error.from - 20), error.from + 1))) return true;
  for (let node = error.parent; node !== null; node = node.parent) {
    // What is in a block is no longer part of what the block belongs to.
    if (node.name === 'Body') return false;
    if (doubtful.test(node.name)) return true;
    // lambda a, /: a
    if (node.name === 'ParamList' && node.parent?.name === 'LambdaExpression') return true;
    // with … as (
    if (node.name === 'WithStatement' && /\bas\b/.test(text.slice(node.from, node.to))) return true;
  }
  return false;
}
