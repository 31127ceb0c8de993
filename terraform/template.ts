import { NotUnderstood } from './not-understood';
import { remember } from './remember';
import { parseExpression, type Expression } from './expression';

/** A piece of a Terraform string: text, or `${…}`. */
type Piece = string | Expression;

/** Gives the value of a name that stands at the root of an expression, such as `aws_lambda_function` or `data`. */
export type Scope = (name: string) => unknown;

/** Evaluates every `${…}` in a JSON value; a string that is nothing but one expression takes that expression's type. */
export function evaluateValue(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return evaluateString(value, scope);
  if (Array.isArray(value)) return value.map((item) => evaluateValue(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  const evaluated = Object.entries(value).map(([key, item]) => {
    if (key.includes('${')) throw new NotUnderstood(`an expression in the name ${key}`);
    return [key, evaluateValue(item, scope)] as const;
  });
  return Object.fromEntries(evaluated);
}

/** Every expression inside a JSON value. */
export function expressionsIn(value: unknown): Expression[] {
  if (typeof value === 'string') return piecesOf(value).filter((piece) => typeof piece !== 'string');
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(expressionsIn);
}

function evaluateString(text: string, scope: Scope): unknown {
  if (!text.includes('${') && !text.includes('%{')) return text;
  const pieces = piecesOf(text);
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === 'object') return evaluate(only, scope);
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : inText(evaluate(piece, scope), text)))
    .join('');
}

function inText(value: unknown, text: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new NotUnderstood(`a ${value === null ? 'null' : typeof value} inside the string ${text}`);
}

const piecesOf = remember(split);

function split(text: string): Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  let position = 0;
  while (position < text.length) {
    if (text.startsWith('$${', position) || text.startsWith('%%{', position)) {
      plain += text.slice(position + 1, position + 3);
      position += 3;
    } else if (text.startsWith('${', position)) {
      const end = endOfExpression(text, position + 2);
      if (plain !== '') pieces.push(plain);
      plain = '';
      pieces.push(parseExpression(text.slice(position + 2, end)));
      position = end + 1;
    } else if (text.startsWith('%{', position)) {
      throw new NotUnderstood(`the template directive in ${text}`);
    } else {
      plain += text.charAt(position);
      position += 1;
    }
  }
  if (plain !== '' || pieces.length === 0) pieces.push(plain);
  return pieces;
}

function endOfExpression(text: string, start: number): number {
  let quoted = false;
  for (let position = start; position < text.length; position += 1) {
    const character = text.charAt(position);
    if (quoted && character === '\\') position += 1;
    else if (character === '"') quoted = !quoted;
    else if (character === '}' && !quoted) return position;
  }
  throw new NotUnderstood(`the string ${text}, whose expression does not end`);
}

function evaluate(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string'
        ? evaluateString(expression.value, scope)
        : expression.value;
    case 'name':
      return scope(expression.name);
    case 'attribute':
      return member(evaluate(expression.of, scope), expression.name);
    case 'index':
      return member(evaluate(expression.of, scope), evaluate(expression.index, scope));
    case 'list':
      return expression.items.map((item) => evaluate(item, scope));
    case 'for':
      return evaluateFor(expression, scope);
    case 'binary':
      return evaluateBinary(expression, scope);
    case 'call':
      return evaluateCall(expression, scope);
  }
}

function member(of: unknown, key: unknown): unknown {
  const isName = Array.isArray(of) && typeof key === 'string';
  if (
    typeof of === 'object' &&
    of !== null &&
    !isName &&
    (typeof key === 'string' || typeof key === 'number')
  ) {
    const value = (of as Record<string | number, unknown>)[key];
    if (value !== undefined) return value;
  }
  throw new NotUnderstood(`the attribute ${String(key)}`);
}

function evaluateFor(expression: Expression & { kind: 'for' }, scope: Scope): unknown[] {
  const source = evaluate(expression.source, scope);
  if (!Array.isArray(source)) throw new NotUnderstood('a for expression over something that is no list');
  return source.flatMap((item: unknown) => {
    const inner: Scope = (name) => (name === expression.item ? item : scope(name));
    const wanted = expression.condition === null || evaluate(expression.condition, inner) === true;
    return wanted ? [evaluate(expression.value, inner)] : [];
  });
}

function evaluateBinary(expression: Expression & { kind: 'binary' }, scope: Scope): unknown {
  const left = evaluate(expression.left, scope);
  const right = evaluate(expression.right, scope);
  if (expression.operator === '==') return left === right;
  if (expression.operator === '!=') return left !== right;
  throw new NotUnderstood(`Terraform's operator ${expression.operator}`);
}

function evaluateCall(expression: Expression & { kind: 'call' }, scope: Scope): unknown {
  const parameters = expression.parameters.map((parameter) => evaluate(parameter, scope));
  if (expression.name === 'jsonencode' && parameters.length === 1) return JSON.stringify(parameters[0]);
  if (expression.name === 'tolist' && parameters.length === 1) return parameters[0];
  throw new NotUnderstood(`Terraform's function ${expression.name}`);
}
