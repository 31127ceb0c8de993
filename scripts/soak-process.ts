import { Python } from '../rehearsal/python/python';
import { runRandomGameDay, type RandomGameDay } from '../rehearsal/soak/random-game-day';
import { soakConfiguration, soakHypothesis } from '../rehearsal/soak/settings';
import { readConfiguration } from '../rehearsal/terraform/configuration';
import { loadHypothesis } from '../schemas/hypothesis';

/** What a process of the soak is told when it begins. */
export interface SoakTask {
  /** The path of the synthesised stack. */
  readonly stack: string;
  readonly hypothesis: string;
}

/** What it says: that it is ready, what became of a seed, or that a seed could not be run at all. */
export type SoakMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly gameDay: RandomGameDay }
  | { readonly kind: 'broken'; readonly seed: number; readonly message: string };

/** Two functions are attached side by side, and the rule's executions may overlap with them. */
const INTERPRETERS = 3;

/** One process of the soak: is sent seeds, runs the game day of each, and answers. */
function main(): void {
  const [stack = '', hypothesisFile = ''] = process.argv.slice(2);
  const configuration = soakConfiguration(readConfiguration(stack));
  const hypothesis = soakHypothesis(loadHypothesis(hypothesisFile));
  const python = new Python(INTERPRETERS);
  const say = (message: SoakMessage): void => void process.send?.(message);
  // Nobody is left to tell.
  process.on('disconnect', () => process.exit());
  process.on('message', (seed: number) => {
    runRandomGameDay({ configuration, hypothesis, python, seed }).then(
      (gameDay) => say({ kind: 'done', gameDay }),
      (error: unknown) =>
        say({
          kind: 'broken',
          seed,
          message: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
    );
  });
  say({ kind: 'ready' });
}

main();
