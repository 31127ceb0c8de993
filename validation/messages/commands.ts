/** Commands that messages and pages name. */
export const shellCommands = {
  /** Prints all about a rule. */
  explain: (code: string) => `npm run validate -- --explain ${code}`,
  /** Writes `docs/validation.md` anew. */
  page: 'npm run --silent validate -- --page validation > docs/validation.md',
  /** Writes `docs/probes.md` anew. */
  probesPage: 'npm run --silent validate -- --page probes > docs/probes.md',
} as const;
