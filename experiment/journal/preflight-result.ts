/** The checks before a game day, in the order in which they are made. */
export const PREFLIGHT_NAMES = [
  'credentials',
  'template',
  'document',
  'safety-lever',
  'stop-alarms',
  'health-checks',
  'health-check-hosts',
  'targets',
  'account-limits',
  'no-fault',
  'no-other-experiment',
  'lease',
  'customers',
  'clock',
] as const;

/** A check before a game day, as `--force` names it. */
export type PreflightName = (typeof PREFLIGHT_NAMES)[number];

/** Those that nobody may go on without, and what could come of it. */
export const NEEDED: Readonly<Partial<Record<PreflightName, string>>> = {
  credentials: 'nothing could be stopped or restored',
  'stop-alarms': 'nothing would end the experiment where it hurts more than it should',
  'no-fault': 'what is there already would be measured with it',
  lease: 'two regions could fail at once',
};

/** Those that somebody may go on without (`--force NAME`). */
export const FORCIBLE_NAMES: readonly PreflightName[] = PREFLIGHT_NAMES.filter((name) => !(name in NEEDED));

/**
 * Whether somebody may go on without a check that ended so. A template that nobody could read may be another lab's: what it breaks would not be
 * known.
 */
export function isForcible(name: PreflightName, passed: boolean | null): boolean {
  return FORCIBLE_NAMES.includes(name) && !(name === 'template' && passed === null);
}

/** What one check before a game day found. */
export interface PreflightResult {
  readonly name: PreflightName;
  /** null: not known, because AWS did not answer; that is a failure too. */
  readonly passed: boolean | null;
  /** What was measured, with its values: `us: healthy by 16 of 16 checkers; eu: …`. */
  readonly measured: string;
  /** What to do about it; of a check that passed it is a warning; empty where there is nothing to do. */
  readonly advice: string;
  /** The person asked to go on all the same (`--force NAME`). */
  readonly forced: boolean;
}

/** Whether every check passed or was forced. */
export function mayStart(results: readonly PreflightResult[]): boolean {
  return results.every(({ passed, forced }) => passed === true || forced);
}
