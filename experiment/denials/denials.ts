import type { Clock } from '../time/clock';
import type { Denial } from '../journal/journal';

/** A call that AWS denied: who called what where, and why not. */
export type DeniedCall = Pick<Denial, 'who' | 'call' | 'region' | 'reason'>;

/** Keeps the calls that AWS denied: those that are alike as one, with how often. */
export class Denials {
  private readonly kept: Denial[];

  /** @param earlier what was denied before, where a game day is resumed */
  constructor(
    private readonly clock: Clock,
    earlier: readonly Denial[] = [],
  ) {
    this.kept = [...earlier];
  }

  /** In the order in which they were denied first; those of unknown time come last. */
  get entries(): readonly Denial[] {
    return [...this.kept].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  }

  /**
   * A call was denied.
   * @param at the moment of the first, in milliseconds since 1970, by default now; null where it is not known
   */
  note(denied: DeniedCall, times = 1, at: number | null = this.clock.now()): void {
    const { who, call, region, reason } = denied;
    const same = this.kept.findIndex((one) => keyOf(one) === keyOf(denied));
    const known = this.kept[same];
    if (known !== undefined) this.kept[same] = { ...known, times: known.times + times };
    else {
      const firstAt = at === null ? null : new Date(at).toISOString();
      this.kept.push({ who, call, region, reason, times, firstAt });
    }
  }
}

function keyOf({ who, call, region, reason }: DeniedCall): string {
  return JSON.stringify([who, call, region, reason]);
}

function orderOf(denial: Denial): string {
  return `${denial.firstAt ?? '~'} ${keyOf(denial)}`;
}
