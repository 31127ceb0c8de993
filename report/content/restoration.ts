import type { Journal, Verdict } from '../../experiment/journal/journal';
import { isRunning, wasStarted } from './journal-status';

/** What can be said about the restoration. */
export interface RestorationContent {
  readonly symbol: string;
  readonly word: string;
  readonly sentence: string;
  /** The colour; null where it is neither good nor bad. */
  readonly verdict: Verdict | null;
  /** The command that restores the functions; null where it is not needed. */
  readonly command: string | null;
  /** What differs, a sentence each. */
  readonly differences: readonly string[];
}

/** Whether the functions are as before; says nothing was to be restored where nothing was started. */
export function restoration(journal: Journal): RestorationContent {
  return { ...said(journal), differences: journal.restored.differences };
}

function said(journal: Journal): Omit<RestorationContent, 'differences'> {
  const { world, restored, experiment } = journal;
  const command = world === 'rehearsal' ? null : `npm run restore -- --region ${experiment.region}`;
  if (!wasStarted(journal)) {
    const sentence = isRunning(journal)
      ? 'Nothing had been started yet, so nothing was to be restored.'
      : 'Nothing was started, so nothing was to be restored.';
    return { symbol: '–', word: 'nothing to restore', sentence, verdict: null, command: null };
  }
  if (restored.proven === true) {
    const sentence =
      (journal.releases ?? []).length === 0
        ? 'Every target was read after the experiment and equals its snapshot from before.'
        : 'Every target was read after the experiment: it equals its snapshot from before, or is what somebody else released since, without a trace of the fault.';
    return { symbol: '✓', word: 'proven', sentence, verdict: 'held', command: null };
  }
  if (isRunning(journal)) {
    const sentence =
      'The targets had not been compared with their snapshots yet; who resumes the game day does so.';
    return { symbol: '?', word: 'not yet', sentence, verdict: 'inconclusive', command: null };
  }
  const sentence = 'It is not proven that the targets are as they were before the experiment.';
  return { symbol: '✗', word: 'not proven', sentence, verdict: 'refuted', command };
}
