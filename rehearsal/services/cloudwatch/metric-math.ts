import { NotModelled, orNotModelled } from '../../not-modelled';
import { parseExpression, type Expression } from '../../../terraform/expression';
import type { Series } from './metrics';

/** A time series or a plain number, by its moment. */
type Value = number | ReadonlyMap<number, number>;

const OPERATORS: Readonly<Record<string, ((a: number, b: number) => number) | undefined>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/**
 * Evaluates metric math: arithmetic over the ids of other queries (CloudWatch user guide, "Using metric math": an operation between
 * two series gives a value only where both have one). Functions are not modelled.
 */
export function evaluateMetricMath(text: string, seriesOf: (id: string) => Series): Series {
  const value = evaluate(parse(text), text, seriesOf);
  if (typeof value === 'number') throw new NotModelled(`the metric math ${text}, which uses no metric`);
  return [...value].filter(([, number]) => Number.isFinite(number)).sort(([a], [b]) => a - b);
}

/** The ids that an expression uses. */
export function idsIn(text: string): string[] {
  const collect = (expression: Expression): string[] => {
    if (expression.kind === 'name') return [expression.name];
    return expression.kind === 'binary' ? [...collect(expression.left), ...collect(expression.right)] : [];
  };
  return collect(parse(text));
}

/** In metric math a dash is always a minus; in Terraform it may be part of a name. */
function parse(text: string): Expression {
  return orNotModelled(() => parseExpression(text.replaceAll('-', ' - ')));
}

function evaluate(expression: Expression, text: string, seriesOf: (id: string) => Series): Value {
  if (expression.kind === 'literal' && typeof expression.value === 'number') return expression.value;
  if (expression.kind === 'name') return new Map(seriesOf(expression.name));
  const operate = expression.kind === 'binary' ? OPERATORS[expression.operator] : undefined;
  if (expression.kind !== 'binary' || operate === undefined) throw new NotModelled(`the metric math ${text}`);
  const left = evaluate(expression.left, text, seriesOf);
  const right = evaluate(expression.right, text, seriesOf);
  if (typeof left === 'number' && typeof right === 'number') return operate(left, right);
  const moments = typeof left === 'number' ? (right as ReadonlyMap<number, number>) : left;
  const result = new Map<number, number>();
  for (const moment of moments.keys()) {
    const a = typeof left === 'number' ? left : left.get(moment);
    const b = typeof right === 'number' ? right : right.get(moment);
    if (a !== undefined && b !== undefined) result.set(moment, operate(a, b));
  }
  return result;
}
