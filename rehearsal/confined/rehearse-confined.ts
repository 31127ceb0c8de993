import type { Journal } from '../../experiment/journal/journal';
import { journalProblems, moreWords, problemWords } from '../../experiment/journal/journal-problems';
import type { RehearsalProps } from '../rehearse';
import type { Interpreters } from './interpreters';
import { toData } from './messages';
import { WorldProcess } from './world-process';

/** What a rehearsal in a process of its own is made from. */
export interface ConfinedRehearsalProps extends Omit<RehearsalProps, 'python' | 'prepare'> {
  /** The path of the World's bundle, in the folder that holds the stack's files. */
  readonly bundle: string;
  readonly interpreters: Interpreters;
}

/**
 * Rehearses in a process that has nothing: no environment, no files but the stack's, no commands.
 * @throws Error with the message of what ended the rehearsal there; where it gives a journal that is none, or says what is not understood
 */
export async function rehearseConfined(props: ConfinedRehearsalProps): Promise<Journal> {
  const { bundle, interpreters, configuration, checked, report, ...rest } = props;
  let world: WorldProcess | undefined;
  try {
    return await new Promise((resolve, reject) => {
      world = new WorldProcess({
        bundle,
        interpreters,
        ended: reject,
        said: (message) => {
          if (message.kind === 'message') report(message.message);
          if (message.kind === 'checked') checked?.(message.result);
          if (message.kind === 'journal') resolve(checkedJournal(message.journal));
          if (message.kind === 'failed') reject(new Error(message.message));
        },
      });
      world.send({ kind: 'rehearse', task: { ...rest, configuration: toData(configuration) } });
    });
  } finally {
    world?.close();
  }
}

function checkedJournal(journal: Journal): Journal {
  const [first, ...others] = journalProblems(journal);
  if (first !== undefined)
    throw new Error(`a journal that is none: ${problemWords(first)}${moreWords(others.length)}`);
  return journal;
}
