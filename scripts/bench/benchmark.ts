/** Something whose speed is promised. */
export interface Benchmark {
  /**
   * Measures it beside a baseline, in turn, so that a machine whose speed drifts drifts for both, and says in one line
   * what came out and how that stands to the budgets.
   *
   * @param runs how many counted runs to take the median of
   * @throws {Error} when it cannot be measured; a budget that is not met is said in the line
   */
  readonly measure: (runs: number) => string | Promise<string>;
}
