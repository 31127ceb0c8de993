/** A comparison with a number, read from `<= 0.01`. */
export interface Tolerance {
  readonly operator: '<=' | '>=' | '<' | '>' | '==';
  readonly value: number;
}

/**
 * Reads `<operator> <number>`: `<= 0.01`, `>= 1`, `== 0`.
 * @throws {RangeError} for anything else; a loaded hypothesis has no such tolerance
 */
export function parseTolerance(text: string): Tolerance {
  const [, operator, value] = /^(<=|>=|==|<|>) *(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (operator === undefined || value === undefined) {
    throw new RangeError(`"${text}" is not a tolerance; use a comparison and a number, such as "<= 0.01"`);
  }
  return { operator: operator as Tolerance['operator'], value: Number(value) };
}

/** Whether a measured value lies within the tolerance; NaN lies within none. */
export function withinTolerance(measured: number, tolerance: Tolerance | string): boolean {
  const { operator, value } = typeof tolerance === 'string' ? parseTolerance(tolerance) : tolerance;
  switch (operator) {
    case '<=':
      return measured <= value;
    case '>=':
      return measured >= value;
    case '<':
      return measured < value;
    case '>':
      return measured > value;
    case '==':
      return measured === value;
  }
}
