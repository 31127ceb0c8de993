import type { Healer } from './observer';
import type { RandomGameDay } from './random-game-day';
import { TROUBLES } from './troubles';

/** What many random game days come to. */
export interface SoakSummary {
  readonly gameDays: number;
  /** By trouble: on how many of them it came. */
  readonly troubles: Readonly<Record<string, number>>;
  /** By journal status; `no journal` where the runner died. */
  readonly statuses: Readonly<Record<string, number>>;
  /** By what put a target back: how often, and the longest time since the fault's time was up, in seconds. */
  readonly heals: Readonly<Record<Healer, { readonly times: number; readonly worstSeconds: number }>>;
  /** The game days on which something was that must never be. */
  readonly failures: readonly { readonly seed: number; readonly violations: readonly string[] }[];
}

const HEALERS: readonly Healer[] = ['S02', 'rule', 'runner', 'restore', 'expiry'];

/** Adds up; the order of the game days does not matter. */
export function summarize(gameDays: readonly RandomGameDay[]): SoakSummary {
  const heals = gameDays.flatMap((gameDay) => gameDay.heals);
  return {
    gameDays: gameDays.length,
    troubles: Object.fromEntries(
      Object.keys(TROUBLES).map((name) => [
        name,
        gameDays.filter(({ troubles }) => troubles.some((trouble) => trouble === name)).length,
      ]),
    ),
    statuses: countOf(gameDays.map(({ status }) => status ?? 'no journal')),
    heals: Object.fromEntries(
      HEALERS.map((healer) => {
        const seconds = heals.filter(({ by }) => by === healer).map((heal) => heal.seconds);
        return [healer, { times: seconds.length, worstSeconds: Math.max(0, ...seconds) }];
      }),
    ) as SoakSummary['heals'],
    failures: gameDays
      .filter(({ violations }) => violations.length > 0)
      .map(({ seed, violations }) => ({ seed, violations }))
      .sort((a, b) => a.seed - b.seed),
  };
}

/** For a terminal. */
export function summaryText(summary: SoakSummary): string {
  const { gameDays, failures } = summary;
  const rows = (counts: Readonly<Record<string, number>>): string[] =>
    Object.entries(counts).map(([name, count]) => `  ${name.padEnd(26)}${String(count).padStart(6)}`);
  const heals = Object.entries(summary.heals).map(([healer, { times, worstSeconds }]) => {
    const worst = times === 0 ? '' : `   worst ${worstSeconds} s`;
    return `  ${healer.padEnd(26)}${String(times).padStart(6)}${worst}`;
  });
  return [
    'Troubles, and on how many game days',
    ...rows(summary.troubles),
    '',
    'How the game days ended',
    ...rows(summary.statuses),
    '',
    "What took the fault from a function, and when, counted from the moment at which the fault's time was up",
    ...heals,
    '',
    ...failures.flatMap(({ seed, violations }) => [
      ...violations.map((violation) => `seed ${seed}: ${violation}`),
      `  replay it: npm run rehearse -- --soak 1 --seed ${seed}`,
    ]),
    `${gameDays} random game ${gameDays === 1 ? 'day' : 'days'}, ${failures.length === 0 ? 'no violation' : `${failures.length} with violations`}`,
    '',
  ].join('\n');
}

function countOf(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of [...values].sort()) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
