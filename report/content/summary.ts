import type { Journal, Verdict } from '../../experiment/journal/journal';
import { faultName, faultSource, faultWords } from './fault-labels';
import { faultStart, isRunning, resumeCommand, wasStarted } from './journal-status';
import { duration, durationBetween, moment } from './format';
import { headline, story } from './headline';
import { STATUSES, VERDICTS, WORLDS } from './labels';

/** What a reader must know before anything else. */
export interface Summary {
  readonly verdict: { readonly symbol: string; readonly word: string; readonly color: Verdict };
  readonly world: { readonly word: string; readonly meaning: string; readonly isRehearsal: boolean };
  /** Of the experiment. */
  readonly status: { readonly word: string; readonly sentence: string; readonly isCompleted: boolean };
  /** Whether the game day is not over, or its runner died. */
  readonly isRunning: boolean;
  /** Whether an experiment was asked for. */
  readonly wasStarted: boolean;
  /** What the game day came to, for a title: the verdict, with its symbol; the status where there is no verdict to speak of. */
  readonly outcome: string;
  /** The same in a sentence without its full stop. */
  readonly headline: string;
  /** What the fault did, for somebody who knows nothing of the run; empty where there was none. */
  readonly story: string;
  readonly fault: FaultSummary;
  /** The moment from which every report counts, in ISO 8601. */
  readonly begunAt: string;
  /** The same for the eye: `2026-11-20 12:00:00 UTC`. */
  readonly begun: string;
  /** How long the game day took; null where it is not over. */
  readonly took: string | null;
  /** The command that resumes the game day; null where there is nothing to resume. */
  readonly resumeCommand: string | null;
}

/** The fault in words. */
export interface FaultSummary {
  /** `60 s of latency for 10 min in eu-west-1`, as it was planned. */
  readonly plan: string;
  /** Latency, probability, targets, their time-outs, expiry, and what of it is not known. */
  readonly description: string;
  /** Where that was read; null where it is said already, or not known. */
  readonly source: string | null;
  /** When the first target carried it, in ISO 8601; null where none was seen to. */
  readonly startedAt: string | null;
  /** When none carried it any more; null where that was not seen. */
  readonly endedAt: string | null;
}

/** Sums a game day up. */
export function summary(journal: Journal): Summary {
  const { verdict, world, status, times, experiment, fault } = journal;
  const running = isRunning(journal);
  const started = wasStarted(journal);
  const { symbol, word } = VERDICTS[verdict];
  return {
    verdict: { symbol, word, color: verdict },
    world: { ...WORLDS[world], isRehearsal: world === 'rehearsal' },
    status: { ...STATUSES[status], isCompleted: status === 'completed' },
    isRunning: running,
    wasStarted: started,
    outcome: running || !started ? STATUSES[status].word : `${symbol} ${word}`,
    headline: headline(journal),
    story: story(journal).join(' '),
    fault: {
      plan: `${faultName(fault)} for ${duration(experiment.faultMinutes * 60)} in ${experiment.region}`,
      description: faultWords(fault),
      source: faultSource(fault),
      startedAt: faultStart(journal),
      endedAt: times.restoredAt,
    },
    begunAt: times.begunAt,
    begun: moment(times.begunAt),
    took: running ? null : durationBetween(times.begunAt, times.recoveredAt ?? times.endedAt),
    resumeCommand: resumeCommand(journal),
  };
}
