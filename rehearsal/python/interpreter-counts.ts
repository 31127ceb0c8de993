/** So many Python interpreters begin to load at once, where they are started and in the World that asks for them. */
export const INTERPRETERS = {
  /** The template attaches to two functions side by side. */
  rehearsal: 2,
  /** The rule's executions may overlap with these. */
  randomGameDay: 3,
} as const;
