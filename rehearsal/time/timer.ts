import type { Clock } from '../../experiment/time/clock';

/** A clock that things can be set on: what the engines of FIS and of Automation run on, in virtual time or in the machine's. */
export interface Timer extends Clock {
  /** Calls `act` once, so many milliseconds from now. Returns what takes the call back. */
  after(milliseconds: number, act: () => void): () => void;
  /** Makes known that `work` failed, if it fails; for work that nobody waits for. */
  watch(work: Promise<unknown>): void;
}
