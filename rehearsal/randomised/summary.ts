import type { Healer } from './observer';
import type { RandomGameDay } from './random-game-day';
import { countOf, type SeedRange } from './seeds';
import { COLLEAGUES } from './colleagues';
import { OTHERS } from './others';
import { FAILURES } from './failures';

/** What many random game days come to. */
export interface SoakSummary {
  /** The seeds that were asked for. */
  readonly seeds: readonly SeedRange[];
  /** How many were run: fewer than were asked for where the soak was cut off. */
  readonly gameDays: number;
  /** By trouble: on how many of them it came. */
  readonly troubles: Readonly<Record<string, number>>;
  /** By journal status; `no journal` where the runner died, `refused` where a check before the game day did not pass. */
  readonly statuses: Readonly<Record<string, number>>;
  /** The same of other runners' game days. */
  readonly otherStatuses: Readonly<Record<string, number>>;
  /** By what put a target back: how often, and the longest time since the fault's time was up, in seconds. */
  readonly heals: Readonly<Record<Healer, { readonly times: number; readonly worstSeconds: number }>>;
  /** The game days on which something was that must never be. */
  readonly failures: readonly { readonly seed: number; readonly violations: readonly string[] }[];
}

const HEALERS: readonly Healer[] = ['S02', 'rule', 'runner', 'restore', 'colleague', 'expiry'];

/** Adds up; the order of the game days does not matter. */
export function summarize(gameDays: readonly RandomGameDay[], seeds: readonly SeedRange[]): SoakSummary {
  const heals = gameDays.flatMap((gameDay) => gameDay.heals);
  return {
    seeds,
    gameDays: gameDays.length,
    troubles: Object.fromEntries(
      [...Object.keys({ ...FAILURES, ...COLLEAGUES }), ...OTHERS].map((name) => [
        name,
        gameDays.filter(({ troubles }) => troubles.some((trouble) => trouble === name)).length,
      ]),
    ),
    statuses: timesOf(gameDays.map(({ status }) => status)),
    otherStatuses: timesOf(
      gameDays.flatMap(({ otherStatus }) => (otherStatus === undefined ? [] : [otherStatus])),
    ),
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

/** The command line that runs the game days of those seeds again. */
export type Replay = (seeds: SeedRange) => string;

/** For a terminal. */
export function summaryText(summary: SoakSummary, replay: Replay): string {
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
    "How other runners' game days ended",
    ...rows(summary.otherStatuses),
    '',
    "What took the fault from a function, and when, counted from the moment at which the fault's time was up",
    ...heals,
    '',
    'Seeds, and what runs them again',
    ...summary.seeds.map((seeds) => `  ${replay(seeds)}`),
    '',
    ...summary.failures.map((failure) => violationText(failure, replay)),
    sentence(summary),
    '',
  ].join('\n');
}

/** What was violated on a game day, and how to see it again. */
export function violationText(
  { seed, violations }: Pick<RandomGameDay, 'seed' | 'violations'>,
  replay: Replay,
): string {
  return [
    ...violations.map((violation) => `seed ${seed}: ${violation}`),
    `  replay it: ${replay({ first: seed, count: 1 })}`,
  ].join('\n');
}

/** The seeds that a soak begins with, for a terminal. */
export function seedsText(seeds: readonly SeedRange[]): string {
  const firsts = seeds.map(({ first }) => first);
  return firsts.length === 1 ? `seeds from ${firsts.join()}` : `seeds from each of ${firsts.join(', ')}`;
}

function sentence({ seeds, gameDays, failures }: SoakSummary): string {
  const asked = countOf(seeds);
  const violations = failures.length === 0 ? 'no violation' : `${failures.length} with violations`;
  const days = `random game ${asked === 1 ? 'day' : 'days'}`;
  return gameDays === asked
    ? `${asked} ${days}, ${violations}`
    : `cut off after ${gameDays} of ${asked} ${days}: ${violations} so far`;
}

function timesOf(statuses: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of statuses.map((status) => status ?? 'no journal').sort())
    counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
