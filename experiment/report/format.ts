import type { CheckKind, CheckResult, CustomerCount, Journal, Status, Verdict, World } from '../journal';

/** Sign, word and meaning of each verdict, as every report says them; `because` goes on where `sentence` ends. */
export const VERDICTS: Readonly<
  Record<Verdict, { symbol: string; word: string; sentence: string; because: string }>
> = {
  held: {
    symbol: '✓',
    word: 'held',
    sentence: 'The hypothesis held',
    because: 'every check was measured and lay within its tolerance',
  },
  refuted: {
    symbol: '✗',
    word: 'refuted',
    sentence: 'The hypothesis is refuted',
    because: 'at least one check did not hold',
  },
  inconclusive: {
    symbol: '?',
    word: 'inconclusive',
    sentence: 'The game day is inconclusive',
    because: 'it was not carried to its end, or something that the hypothesis needs was not measured',
  },
};

/** Where the game day took place, so that nobody takes a rehearsal for the real thing. */
export const WORLDS: Readonly<Record<World, { word: string; meaning: string }>> = {
  rehearsal: {
    word: 'rehearsal',
    meaning: 'A rehearsal in virtual time, from the synthesised Terraform. No AWS account was touched.',
  },
  aws: { word: 'AWS', meaning: 'A game day on AWS. All values were measured there.' },
};

/** What became of the experiment, as a sentence. */
export const STATUSES: Readonly<Record<Status, string>> = {
  completed: 'The experiment ran to its end.',
  stopped: 'The experiment was stopped before its end.',
  failed: 'The experiment failed.',
  aborted: 'The experiment was not started.',
  interrupted: 'The runner was interrupted during the experiment.',
};

/** What each kind of check asks. */
export const KINDS: Readonly<Record<CheckKind, { word: string; question: string }>> = {
  'steady-state': { word: 'Steady state', question: 'Was all well before the fault?' },
  sustained: { word: 'Sustained', question: 'Were the other regions spared during the fault?' },
  recovery: {
    word: 'Recovery',
    question: 'Was the fault detected, and were the customers moved away in time?',
  },
  restoration: { word: 'Restoration', question: 'Was all as before after the fault?' },
};

/** Sign and word of a check's outcome. */
export function outcome(check: CheckResult): { symbol: string; word: string } {
  if (check.held === null) return { symbol: '?', word: 'not measured' };
  return check.held ? { symbol: '✓', word: 'held' } : { symbol: '✗', word: 'did not hold' };
}

/** A number for an axis, short enough for its margin: `950`, `12k`, `1.5M`. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 1_000_000) return `${Number((value / 1_000_000).toPrecision(4))}M`;
  if (size >= 10_000) return `${Number((value / 1000).toPrecision(4))}k`;
  return String(Number(value.toPrecision(4)));
}

/** A span of time in words: `35 s`, `1 min 35 s`, `10 min`, `1 h 5 min`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const parts: [number, string][] = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** Minutes and seconds of so many milliseconds: `02:35`, and `-00:30` for what lies before zero. */
export function minutesSeconds(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  const sign = milliseconds < 0 && seconds > 0 ? '-' : '';
  return `${sign}${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`;
}

/** How long after the start of the game day a moment lies: `+02:35`. */
export function offset(at: string, start: string): string {
  const text = minutesSeconds(Date.parse(at) - Date.parse(start));
  return text.startsWith('-') ? text : `+${text}`;
}

/** A moment for the eye: `2026-11-20 12:03:35 UTC`. */
export function moment(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The first moment that the journal knows; every report counts from it. Null where it knows none. */
export function startOf(journal: Journal): string | null {
  return journal.timeline[0]?.at ?? journal.times.startedAt ?? journal.dashboard?.from ?? null;
}

/** The measured value as the hypothesis file writes it, followed by the percentage where the tolerance is a share. */
export function measuredValue(check: CheckResult): string {
  if (check.measured === null) return check.held === null ? 'not measured' : 'none';
  const value = String(Number(check.measured.toPrecision(6)));
  return isShare(check.tolerance) ? `${value} (${percent(check.measured)})` : value;
}

/** The failed part of the requests; a dash where none was sent. */
export function failedShare(count: CustomerCount): string {
  return count.requests === 0 ? '–' : percent(count.failed / count.requests);
}

// A probe says its unit only through its tolerance: a bound between 0 and 1, both excluded, can only be a share.
function isShare(tolerance: string): boolean {
  const bounds = tolerance.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
  return bounds.some((bound) => bound > 0 && bound < 1);
}

function percent(share: number): string {
  // Rounding must not turn a single failure into none, nor a single success into none.
  if (share > 0 && share < 0.0001) return '< 0.01 %';
  if (share > 0.9995 && share < 1) return '> 99.9 %';
  const digits = Math.abs(share) < 0.1 ? 2 : 1;
  return `${Number((share * 100).toFixed(digits))} %`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
