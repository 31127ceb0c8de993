import type { CheckKind } from '../schemas/hypothesis';
import type { Moments } from './follow';
import type { CheckResult, Restoration, Status } from './journal';
import type { Window } from './metrics';

/** The restoration is judged by the last minutes of the recovery, when health checks and DNS have come round. */
const RESTORATION_WINDOW_MS = 120_000;

/** What a game day has come to so far. Moments are milliseconds since 1970; null for what has not happened. */
export class GameDayRecord {
  status: Status = 'completed';
  /** Why the status is not `completed`. */
  reason: string | null = null;
  experimentId: string | null = null;
  steadyState: Window | null = null;
  startedAt: number | null = null;
  /** When the functions had been compared with their snapshots. */
  endedAt: number | null = null;
  recoveredAt: number | null = null;
  restored: Restoration = { proven: false, differences: [] };
  readonly moments: Moments = { faultLiveAt: null, detectedAt: null, restoredAt: null };
  readonly checks: CheckResult[] = [];

  /** @param begunAt when the game day began */
  constructor(readonly begunAt: number) {}

  /** The game day does not come to its regular end. The first thing that goes wrong is the reason. */
  end(status: Exclude<Status, 'completed'>, reason: string): void {
    if (this.reason !== null) return;
    this.status = status;
    this.reason = reason;
  }

  /** The span that each kind of check looks at; null where the game day did not come so far. */
  windows(): Readonly<Record<CheckKind, Window | null>> {
    const { faultLiveAt, restoredAt } = this.moments;
    const fault = faultLiveAt === null || restoredAt === null ? null : { from: faultLiveAt, to: restoredAt };
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
