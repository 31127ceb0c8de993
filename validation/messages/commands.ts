/** Commands that messages and pages name. */
export const shellCommands = {
  /** Prints all about a rule. */
  explain: (code: string) => `npm run validate -- --explain ${code}`,
  /** Writes `docs/validation.md` anew. */
  page: 'npm run --silent validate -- --page validation > docs/validation.md',
  /** Writes `docs/probes.md` anew. */
  probesPage: 'npm run --silent validate -- --page probes > docs/probes.md',
  /** Writes `docs/fault-kinds.md` anew. */
  faultKindsPage: 'npm run --silent validate -- --page fault-kinds > docs/fault-kinds.md',
  /** Writes `docs/fis-actions.md` anew. */
  fisActionsPage: 'npm run --silent validate -- --page fis-actions > docs/fis-actions.md',
} as const;
