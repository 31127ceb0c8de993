import { fork, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import { messageOf } from '../../experiment/message-of';
import { endWithProcess } from './end-with-process';
import type { Interpreters } from './interpreters';
import type { FromWorld, ToWorld } from './messages';
import { plainly, showPlainly } from './plainly';
import { confinedArguments } from './node-arguments';

const LOADER = join(__dirname, 'load-world.cjs');

/** Where a World runs. */
export interface WorldProcessProps {
  /** The path of the World's bundle: its process reads what this folder holds. */
  readonly bundle: string;
  /** Told of all that the World says, but for what concerns its interpreters; of progress without anything that a terminal would obey. */
  readonly said: (message: Exclude<FromWorld, { kind: 'interpreter' }>) => void;
  /** Told when the process has ended by itself, and when it says what cannot be understood: code from outside may have got hold of it. */
  readonly ended: (error: Error) => void;
  readonly interpreters: Interpreters;
}

/**
 * A process that runs a World, and with it code from outside: it has an empty environment, and may read the bundle's folder and nothing
 * else. It ends with this process.
 */
export class WorldProcess {
  private readonly child: ChildProcess;
  private readonly interpreters: Interpreters;
  private readonly outlive: () => void;

  constructor({ bundle, said, ended, interpreters }: WorldProcessProps) {
    this.interpreters = interpreters;
    this.child = fork(LOADER, [bundle], {
      env: {},
      execArgv: confinedArguments([dirname(bundle)], [LOADER]),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // In a group of its own: a Ctrl-C in the terminal is for this process, which then ends the other.
      detached: true,
    });
    const misunderstood = (error: unknown): void =>
      ended(new Error(`the rehearsing process is not understood: ${messageOf(error)}`, { cause: error }));
    this.child.on('message', (message: FromWorld) => {
      try {
        if (message.kind === 'interpreter') this.interpreters.handTo(this.child).catch(misunderstood);
        else said(message.kind === 'journal' ? message : plainly(message));
      } catch (error) {
        misunderstood(error);
      }
    });
    showPlainly(this.child.stderr);
    this.child.on('error', ended);
    this.child.on('exit', (code) =>
      ended(new Error(`the rehearsing process ended with ${code ?? 'a signal'}`)),
    );
    this.outlive = endWithProcess(this.kill);
  }

  send(message: ToWorld): void {
    this.child.send(message);
  }

  /** Ends it and its interpreters. */
  close(): void {
    this.outlive();
    this.kill();
  }

  private readonly kill = (): void => {
    this.child.removeAllListeners();
    // What cannot be ended has ended.
    this.child.on('error', () => undefined);
    this.child.kill('SIGKILL');
    this.interpreters.close();
  };
}
