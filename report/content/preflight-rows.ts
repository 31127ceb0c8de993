import type { Verdict } from '../../experiment/journal/journal';
import type { PreflightResult } from '../../experiment/journal/preflight-result';
import { PREFLIGHT, preflightOutcome } from './labels';

/** A check before the start as every report shows it. */
export interface PreflightRow {
  readonly name: string;
  /** What should be true: `no target carries the fault`. */
  readonly statement: string;
  readonly symbol: string;
  readonly word: string;
  /** The colour. */
  readonly verdict: Verdict;
  readonly passed: boolean;
  /** Whether the game day was started although it did not pass. */
  readonly forced: boolean;
  /** What was found. */
  readonly measured: string;
  /** What to do; null where there is nothing to do. */
  readonly advice: string | null;
}

/** One check before the start in words. */
export function preflightRow(result: PreflightResult): PreflightRow {
  const { name, passed, forced, measured, advice } = result;
  return {
    ...{ name, measured, statement: PREFLIGHT[name], ...preflightOutcome(result) },
    passed: passed === true,
    forced: passed !== true && forced,
    advice: advice === '' ? null : advice,
  };
}
