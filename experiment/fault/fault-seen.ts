import type { Release } from '../journal/journal';
import type { Snapshot } from './snapshot';

/** The moments that were seen, in milliseconds since 1970; null for what was not. */
export interface Moments {
  /** The first target carried the fault: from then on customers can suffer. */
  faultStartedAt: number | null;
  /** Every target carried it. */
  faultLiveAt: number | null;
  detectedAt: number | null;
  restoredAt: number | null;
}

/** What has been seen of the fault. */
export interface FaultSeen {
  /** No target carries it yet, some have started to, every one has carried it, or none does any more. */
  fault: 'awaited' | 'started' | 'live' | 'gone';
  readonly moments: Moments;
  /** By target: when it was first seen to carry the fault, in milliseconds since 1970. */
  readonly targetLiveAt: Map<string, number>;
  /** By target: when it was first seen not to carry it any more. */
  readonly targetGoneAt: Map<string, number>;
  /** What the targets were like before, by which it is known what somebody else releases. */
  readonly snapshots: readonly Snapshot[];
  /** What somebody else has put into service so far. */
  readonly releases: Release[];
}
