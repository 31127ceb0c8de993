import { NotUnderstood } from './not-understood';

/**
 * An expression, as Terraform and CloudWatch's metric math write them: the part of both languages that this lab's configuration
 * uses. Anything else is refused by name.
 */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Expression[] }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'for';
      readonly item: string;
      readonly source: Expression;
      readonly value: Expression;
      readonly condition: Expression | null;
    };

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_-]*)|"((?:[^"\\]|\\.)*)"|(==|!=|&&|\|\||[[\].,():+*/-]))/y;

/** Loosest first. */
const PRECEDENCE = [['||'], ['&&'], ['==', '!='], ['+', '-'], ['*', '/']] as const;

interface Token {
  readonly kind: 'number' | 'name' | 'string' | 'sign' | 'end';
  readonly text: string;
}

/**
 * Reads an expression (the text between `${` and `}`, or a metric math expression).
 * @throws NotUnderstood with the expression, where it goes beyond the part that is known here
 */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  let position = 0;
  const peek = (): Token => tokens[position] ?? { kind: 'end', text: '' };
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const isSign = (sign: string): boolean => peek().kind === 'sign' && peek().text === sign;
  const isWord = (word: string): boolean => peek().kind === 'name' && peek().text === word;
  const unknown = (): never => {
    throw new NotUnderstood(`the expression ${text}`);
  };
  const expect = (sign: string): void => {
    const token = next();
    if (token.kind !== 'sign' || token.text !== sign) unknown();
  };

  const list = (end: string): Expression[] => {
    const items: Expression[] = [];
    while (!isSign(end)) {
      items.push(binary(0));
      if (!isSign(end)) expect(',');
    }
    expect(end);
    return items;
  };

  const forList = (): Expression => {
    next();
    const item = next();
    if (item.kind !== 'name' || !isWord('in')) unknown();
    next();
    const source = binary(0);
    expect(':');
    const value = binary(0);
    let condition: Expression | null = null;
    if (isWord('if')) {
      next();
      condition = binary(0);
    }
    expect(']');
    return { kind: 'for', item: item.text, source, value, condition };
  };

  const named = (name: string): Expression => {
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true' };
    if (name === 'null') return { kind: 'literal', value: null };
    if (!isSign('(')) return { kind: 'name', name };
    next();
    return { kind: 'call', name, parameters: list(')') };
  };

  const primary = (): Expression => {
    const token = next();
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'string') return { kind: 'literal', value: token.text };
    if (token.kind === 'name') return named(token.text);
    if (token.text === '[') return isWord('for') ? forList() : { kind: 'list', items: list(']') };
    if (token.text !== '(') return unknown();
    const inner = binary(0);
    expect(')');
    return inner;
  };

  const postfix = (): Expression => {
    let of = primary();
    for (;;) {
      if (isSign('.')) {
        next();
        const token = next();
        if (token.kind === 'name') of = { kind: 'attribute', of, name: token.text };
        else if (token.kind === 'number')
          of = { kind: 'index', of, index: { kind: 'literal', value: Number(token.text) } };
        else unknown();
      } else if (isSign('[')) {
        next();
        const index = binary(0);
        expect(']');
        of = { kind: 'index', of, index };
      } else {
        return of;
      }
    }
  };

  const binary = (level: number): Expression => {
    const operators: readonly string[] | undefined = PRECEDENCE[level];
    if (operators === undefined) return postfix();
    let left = binary(level + 1);
    while (peek().kind === 'sign' && operators.includes(peek().text)) {
      const operator = next().text;
      left = { kind: 'binary', operator, left, right: binary(level + 1) };
    }
    return left;
  };

  const expression = binary(0);
  return position === tokens.length ? expression : unknown();
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const [, number, name, string, sign] = TOKEN.exec(text) ?? [];
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (string !== undefined) tokens.push({ kind: 'string', text: unescaped(string, text) });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else throw new NotUnderstood(`the expression ${text}`);
  }
  return tokens;
}

/** The escapes of JSON's strings are those of Terraform's, as far as they are known here. */
function unescaped(string: string, text: string): string {
  try {
    return JSON.parse(`"${string}"`) as string;
  } catch {
    throw new NotUnderstood(`the expression ${text}`);
  }
}
