import type { Journal } from '../../experiment/journal/journal';

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
