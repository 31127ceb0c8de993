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
  const tolerance = readTolerance(text);
  if (tolerance === undefined) {
    throw new RangeError(`"${text}" is not a tolerance; use a comparison and a number, such as "<= 0.01"`);
  }
  return tolerance;
}

/** As `parseTolerance`; undefined where the text is no tolerance. */
export function readTolerance(text: string): Tolerance | undefined {
  const [, operator, value] = /^(<=|>=|==|<|>) *(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (operator === undefined || value === undefined) return undefined;
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
