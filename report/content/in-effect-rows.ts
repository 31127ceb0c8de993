import type { Journal, Verdict } from '../../experiment/journal/journal';
import type { Effect, InEffect } from '../../experiment/journal/fault-record';
import { isRunning, wasStarted } from './journal-status';
import { grouped } from './format';

/** Whether the fault struck in one target, as every report says it. */
export interface InEffectRow {
  readonly functionName: string;
  readonly symbol: string;
  readonly word: string;
  /** The colour. */
  readonly verdict: Verdict;
  /** `812 of 1,204`, each `?` where it is not known. */
  readonly struck: string;
  readonly errors: string;
  /** `10 s`. */
  readonly longest: string;
  readonly detail: string;
}

/** Whether the fault struck, target by target. */
export interface InEffectRows {
  readonly rows: readonly InEffectRow[];
  /** Why there are no rows, in a sentence. */
  readonly none: string;
}

const EFFECTS: Readonly<Record<Effect, Pick<InEffectRow, 'symbol' | 'word' | 'verdict'>>> = {
  struck: { symbol: '✓', word: 'struck', verdict: 'held' },
  missed: { symbol: '✗', word: 'struck nothing', verdict: 'refuted' },
  'not-invoked': { symbol: '?', word: 'not invoked', verdict: 'inconclusive' },
  unknown: { symbol: '?', word: 'cannot tell', verdict: 'inconclusive' },
};

/** What a report says of the fault's effect; null where there was no fault, or the journal is older than the question. */
export function inEffectRows(journal: Journal): InEffectRows | null {
  const { inEffect } = journal;
  if (inEffect === undefined || !wasStarted(journal)) return null;
  const none = isRunning(journal)
    ? 'The metrics had not been read yet.'
    : 'It cannot be told: the metrics were not read.';
  return { rows: inEffect.map(rowOf), none };
}

/** What the fault struck, for the story of the game day; null where that is not known, or goes without saying. */
export function strikeSentence({ inEffect = [] }: Journal): string | null {
  const struck = inEffect.filter(({ effect }) => effect === 'struck');
  const missed = inEffect.filter(({ effect }) => effect === 'missed' || effect === 'not-invoked');
  if (missed.length === 0) return null;
  const names = missed.map(({ functionName }) => functionName).join(' and ');
  return struck.length === 0 && missed.length === inEffect.length
    ? 'It struck no invocation.'
    : `It struck no invocation of ${names}.`;
}

function rowOf({ functionName, effect, detail, injected, lambda }: InEffect): InEffectRow {
  return {
    functionName,
    ...EFFECTS[effect],
    struck: `${shown(injected)} of ${shown(lambda?.invocations ?? null)}`,
    errors: shown(lambda?.errors ?? null),
    longest: lambda === null ? '?' : `${Number(lambda.longestSeconds.toFixed(2))} s`,
    detail,
  };
}

function shown(count: number | null): string {
  return count === null ? '?' : grouped(count);
}
