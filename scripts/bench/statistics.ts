/** The middle of the values, the upper one of two; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** The value that so large a share of the values does not exceed; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** The least and the greatest, as in `0.98 to 1.12`. */
export function range(values: readonly number[], digits: number): string {
  return `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
}

/** How a value stands to the most that is promised, as in `within the budget of 5 s`. */
export function verdict(value: number, budget: number, unit: string): string {
  return `${value <= budget ? 'within' : 'OVER'} the budget of ${budget} ${unit}`;
}
