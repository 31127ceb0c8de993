import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Journal } from '../../../experiment/journal/journal';
import { run, type Ended } from './run';

const PROJECT = path.join(__dirname, '..', '..', '..');
const PROGRAM = require.resolve('./start-experiment');

/** `start-experiment` in a process of its own, which can die. */
export class GameDayProcess {
  readonly ended: Promise<Ended>;
  private readonly dying = new AbortController();

  /**
   * @param options of the command line
   * @param env says where AWS is
   */
  constructor(options: readonly string[], env: NodeJS.ProcessEnv) {
    const args = ['--import', 'tsx', PROGRAM, ...options];
    this.ended = run('node', args, { cwd: PROJECT, env, signal: this.dying.signal });
  }

  /** Ends it with SIGKILL, and waits until it is dead. */
  async kill(): Promise<void> {
    this.dying.abort();
    await this.ended;
  }
}

/** The file of the only journal below a folder of reports; null where there is none. */
export function journalFile(reports: string): string | null {
  if (!existsSync(reports)) return null;
  const files = readdirSync(reports, { recursive: true, encoding: 'utf8' });
  const found = files.find((file) => path.basename(file) === 'journal.json');
  return found === undefined ? null : path.join(reports, found);
}

/** @throws Error where the file is not whole */
export function readJournal(file: string): Journal {
  return JSON.parse(readFileSync(file, 'utf8')) as Journal;
}
