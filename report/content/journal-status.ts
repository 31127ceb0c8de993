import type { Journal, Verdict } from '../../experiment/journal/journal';

/** Whether an experiment was asked for; where none was, no target was changed. */
export function wasStarted({ experiment, restored, times }: Journal): boolean {
  return (
    experiment.id !== null ||
    experiment.clientToken !== null ||
    times.startedAt !== null ||
    restored.proven === true
  );
}

/**
 * When the first target carried the fault, from which everything is measured; in older journals, when the last one did, from which they
 * measured. Null where no target was seen to carry it.
 */
export function faultStart({ times }: Journal): string | null {
  return times.faultStartedAt ?? times.faultLiveAt;
}

/** Whether the journal is that of a game day that is not over, or whose runner died. */
export function isRunning({ status }: Journal): boolean {
  return status === 'running';
}

/**
 * The command that resumes a game day whose runner died; null where there is nothing to resume.
 * A game day that had not asked for an experiment yet is named by the path of its journal, which lies beside the report.
 */
export function resumeCommand(journal: Journal): string | null {
  if (!isRunning(journal)) return null;
  if (journal.world === 'rehearsal') return 'npm run rehearse';
  return `npm run start-experiment -- --resume ${journal.experiment.id ?? 'PATH/journal.json'}`;
}

/** What can be said about the restoration. */
export interface RestorationWords {
  readonly symbol: string;
  readonly word: string;
  readonly sentence: string;
  /** The colour; null where it is neither good nor bad. */
  readonly verdict: Verdict | null;
  /** The command that restores the functions; null where it is not needed. */
  readonly command: string | null;
}

/** Whether the functions are as before; says nothing was to be restored where nothing was started. */
export function restorationWords(journal: Journal): RestorationWords {
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
