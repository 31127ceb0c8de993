import type { CheckKind } from '../../validation/hypothesis/check-kinds';
import type { ExperimentState, FisExperiment } from '../aws/fis-experiment';
import type { FaultSeen, Moments } from '../fault/fault-seen';
import { expiresAfterMs, unknownFault } from '../fault/fault-record';
import type { CheckResult, Ending, Release, Restoration } from '../journal/journal';
import type { FaultRecord } from '../journal/fault-record';
import type { Window } from '../measure/metrics';
import type { Snapshot } from '../fault/snapshot';

/** The restoration is judged by the last minutes of the recovery, when health checks and DNS have come round. */
export const RESTORATION_WINDOW_MS = 120_000;

/** What a game day has come to so far, for whoever only looks at it. */
export type RecordView = Readonly<Omit<GameDayRecord, 'end'>>;

/** What a game day has come to so far. Moments are milliseconds since 1970; null for what has not happened. */
export class GameDayRecord implements FaultSeen {
  /** How it ends, as far as can be told by now. */
  ending: Ending = 'completed';
  /** Why the ending is not `completed`. */
  reason: string | null = null;
  steadyState: Window | null = null;
  /** What the experiment does to its targets, as far as it is known by now. */
  deployedFault: FaultRecord = unknownFault('it has not been read');
  snapshots: readonly Snapshot[] = [];
  /** When the experiment was asked for, and with which token. */
  startedAt: number | null = null;
  clientToken: string | null = null;
  /** The experiment as FIS tells of it; null where none has been started, or its id is not known. */
  fisExperiment: FisExperiment | null = null;
  /** The experiment as the journal of a runner that died tells of it. */
  earlierExperiment: ExperimentState | null = null;
  /** When the functions had been compared with their snapshots. */
  endedAt: number | null = null;
  recoveredAt: number | null = null;
  restored: Restoration = { proven: null, differences: [] };
  /** In what the functions were known to differ when restoring them failed. */
  stillDiffers: readonly string[] = [];
  fault: FaultSeen['fault'] = 'awaited';
  readonly moments: Moments = {
    faultStartedAt: null,
    faultLiveAt: null,
    detectedAt: null,
    restoredAt: null,
  };
  readonly targetLiveAt = new Map<string, number>();
  /** Of those that were seen to lose it; a journal does not keep them. */
  readonly targetGoneAt = new Map<string, number>();
  readonly releases: Release[] = [];
  readonly checks: CheckResult[] = [];
  /** Whether a version of the lab began it that gave game days no id, and so did not tag their experiments. */
  isOfOlderVersion = false;

  /**
   * @param begunAt when the game day began
   * @param id its own, a UUID
   */
  constructor(
    readonly begunAt: number,
    readonly id: string,
  ) {}

  /** What is known of the experiment by now; null where nothing is. */
  get experiment(): ExperimentState | null {
    return this.fisExperiment ?? this.earlierExperiment;
  }

  /** In what the functions differ from what they were; null where that is not known. */
  differences(): readonly string[] | null {
    if (this.endedAt !== null) return this.restored.differences;
    return this.stillDiffers.length === 0 ? null : this.stillDiffers;
  }

  /** The game day does not come to its regular end. The first thing that goes wrong is the reason. */
  end(ending: Exclude<Ending, 'completed'>, reason: string): void {
    if (this.reason !== null) return;
    this.ending = ending;
    this.reason = reason;
  }

  /** From the first target that carried the fault to the last; no longer than until the fault expired, after which it holds nothing back. */
  private faultWindow(): Window | null {
    const { faultStartedAt: from, restoredAt } = this.moments;
    if (from === null || restoredAt === null) return null;
    return { from, to: Math.min(restoredAt, from + expiresAfterMs(this.deployedFault)) };
  }

  /** The span that each kind of check looks at; null where the game day did not come so far. */
  windows(): Readonly<Record<CheckKind, Window | null>> {
    const fault = this.faultWindow();
    const end = this.recoveredAt;
    return {
      'steady-state': this.steadyState,
      sustained: fault,
      recovery: fault,
      restoration:
        end === null ? null : { from: Math.max(end - RESTORATION_WINDOW_MS, this.endedAt ?? 0), to: end },
    };
  }
}
