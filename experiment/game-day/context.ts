import type { Hypothesis } from '../../validation/hypothesis/hypothesis';
import type { Clients } from '../aws/clients';
import type { DeployedRegion, Deployment } from '../deployment/deployment';
import type { Reporter } from '../journal/messages';
import type { Timeline } from '../journal/timeline';
import type { HealthObserver } from '../measure/health-observer';
import type { Clock } from '../time/clock';
import type { GameDayRecord, RecordView } from './game-day-record';
import type { Progress } from './progress';
import type { GameDayProps } from './props';

/** What there is to read of a game day. Whoever reads it says by its parameter's type what of it. */
export interface GameDayView {
  // What is fixed for the whole game day.
  readonly deployment: Deployment;
  readonly hypothesis: Hypothesis;
  /** The region that is made to fail. */
  readonly region: DeployedRegion;
  /** A region that is not made to fail: it watches the one that is. */
  readonly watcher: string;
  readonly clock: Clock;
  /** Ask with patience. */
  readonly clients: Clients;
  /** Ask once: for what must not be repeated, and for what must not wait. */
  readonly unretried: Clients;
  /** When it was resumed after its runner had died, in milliseconds since 1970; null where it was not. */
  readonly resumedAt: number | null;
  readonly signal: GameDayProps['signal'];
  readonly lookAgain: GameDayProps['lookAgain'];
  readonly denied: GameDayProps['denied'];
  readonly pulseSeconds: GameDayProps['pulseSeconds'];

  // What it has come to.
  readonly record: RecordView;
  readonly progress: Readonly<Pick<Progress, 'phase' | 'wait'>>;
  /** By region; empty until they have been made. */
  readonly observers: ReadonlyMap<string, HealthObserver>;
  /** Everybody may add to it. */
  readonly timeline: Timeline;
  /** Keeps the journal, and tells whoever listens. */
  readonly report: Reporter;
  /** Why the journal could not be kept the last time; null where it could. */
  readonly unkept: () => string | null;
}

/** The same, for whoever changes what the game day has come to. */
export interface GameDayContext extends GameDayView {
  readonly record: GameDayRecord;
  readonly progress: Progress;
  readonly observers: Map<string, HealthObserver>;
}
