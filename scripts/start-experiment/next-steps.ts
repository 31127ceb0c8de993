import type { Journal } from '../../experiment/journal/journal';
import type { DeploymentOptions } from '../outputs/deployment-file';
import { shellWord } from '../command-line/shell-word';

/** What somebody can do when a game day does not come to its end: command lines. */
export interface WaysOn {
  /** Takes the fault away. */
  readonly restore: string;
  /** Takes the game day up. */
  readonly resume: string;
}

/** The command that takes the fault away by hand from a region, by its code, and from the same outputs. */
export function restoreCommandOf({ outputs, set = [] }: DeploymentOptions, region: string): string {
  // What came from standard input is gone; so it has to come again.
  const from = outputs === '-' ? 'terraform output -json | ' : '';
  const overrides = set.map((assignment) => ` --set ${shellWord(assignment)}`).join('');
  return `${from}npm run restore -- --outputs ${shellWord(outputs)}${overrides} --region ${region}`;
}

/** The command that resumes a game day, by its journal: an id is found in one folder of reports only. */
export function resumeCommandOf(journalFile: string): string {
  return `npm run start-experiment -- --resume ${shellWord(journalFile)}`;
}

/** What is still to be done after a game day, in lines; none where all is done. */
export function stillToDo({ status, restored }: Journal, { restore, resume }: WaysOn): string[] {
  if (status === 'running') {
    return [
      `the game day goes on without this runner; to follow it to its end: ${resume}`,
      ...(restored.proven === false ? [`to end the fault now, and the experiment with it: ${restore}`] : []),
    ];
  }
  if (restored.proven !== false) return [];
  const lines = [`it is not proven that the functions were restored; to do so: ${restore}`];
  if (status === 'interrupted' || status === 'failed') lines.push(`to take the game day up again: ${resume}`);
  return lines;
}
