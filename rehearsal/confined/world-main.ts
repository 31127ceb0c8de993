import type { Socket } from 'node:net';
import { messageOf } from '../../experiment/message-of';
import { journalProblems } from '../../experiment/journal/journal-problems';
import { INTERPRETERS } from '../python/interpreter-counts';
import { Python } from '../python/python';
import { rehearse } from '../rehearse';
import { runRandomGameDay } from '../randomised/random-game-day';
import { soakConfiguration, soakHypothesis } from '../randomised/settings';
import { fromData, type FromWorld, type RehearsalTask, type ToWorld } from './messages';
import { forbidCodeFromText } from './no-code-from-text';

/**
 * Validators are code made of text. A World makes those that it needs, and code from outside runs in it after that: so this is the moment
 * between them.
 */
const prepare = forbidCodeFromText;

/** Those who wait for an interpreter, first come, first served. */
const waiting: ((socket: Socket) => void)[] = [];

function say(message: FromWorld): void {
  process.send?.(message);
}

/** This process may start none itself. */
function askForInterpreter(): Promise<Socket> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    say({ kind: 'interpreter' });
  });
}

function rehearseOnce(task: RehearsalTask): void {
  const configuration = fromData(task.configuration);
  const checked = (result: Extract<FromWorld, { kind: 'checked' }>['result']): void =>
    say({ kind: 'checked', result });
  const report = (message: Extract<FromWorld, { kind: 'message' }>['message']): void =>
    say({ kind: 'message', message });
  const python = new Python(INTERPRETERS.rehearsal, askForInterpreter);
  rehearse({ ...task, configuration, python, checked, report, prepare }).then(
    (journal) => say({ kind: 'journal', journal }),
    (error: unknown) => say({ kind: 'failed', message: messageOf(error) }),
  );
}

/** @returns runs the game day of a seed */
function prepareSoak({ configuration, hypothesis }: Pick<RehearsalTask, 'configuration' | 'hypothesis'>) {
  const props = {
    configuration: soakConfiguration(fromData(configuration)),
    hypothesis: soakHypothesis(hypothesis),
    python: new Python(INTERPRETERS.randomGameDay, askForInterpreter),
    prepare,
  };
  // The one validator that a game day needs besides the World's.
  journalProblems({ schemaVersion: 1 });
  return (seed: number): void => {
    runRandomGameDay({ ...props, seed }).then(
      (gameDay) => say({ kind: 'done', gameDay }),
      (error: unknown) => say({ kind: 'broken', seed, message: stackOf(error) }),
    );
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

let runSeed: (seed: number) => void = () => undefined;

// Nobody is left to tell.
process.on('disconnect', () => process.exit());
process.on('message', (message: ToWorld, socket: unknown) => {
  switch (message.kind) {
    case 'interpreter':
      waiting.shift()?.(socket as Socket);
      return;
    case 'rehearse':
      rehearseOnce(message.task);
      return;
    case 'soak':
      runSeed = prepareSoak(message.task);
      say({ kind: 'ready' });
      return;
    case 'seed':
      runSeed(message.seed);
      return;
  }
});
