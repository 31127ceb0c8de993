import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Journal } from '../../../experiment/journal/journal';
import { until } from './deployed-lab';
import { journalFile, readJournal } from './game-day-process';
import { isolated } from './context';
import { FILES, SETTINGS, type WorldCommand } from './world-settings';

const PROGRAM = require.resolve('./world-command');
const TERMINAL = path.join(__dirname, 'terminal.py');

/** How a command is started: by itself, by `npm run`, or in a terminal of its own. */
export type StartedBy = 'node' | 'npm' | 'terminal';

/** What is started, and how. */
export interface WorldProcessProps extends WorldCommand {
  readonly by?: StartedBy;
  readonly args: readonly string[];
  /** The file that standard error goes to; by default one in the folder. */
  readonly stderr?: string;
}

/** A command in a process of its own, in a World that can stand still while something befalls the process. */
export class WorldProcess {
  private constructor(
    /** The process that was started: npm or the terminal, where it is one of these that starts the command. */
    readonly started: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Starts it. */
  static start({ by = 'node', args, stderr, ...settings }: WorldProcessProps): WorldProcess {
    const { folder } = settings;
    const node = ['node', '--import', require.resolve('tsx'), PROGRAM];
    const all = [...args, '--outputs', path.join(folder, FILES.outputs)];
    // npm runs its scripts in the folder of their package.json.
    const scripts = { command: node.join(' ') };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ scripts }));
    const [program = '', ...rest] = {
      node: [...node, ...all],
      npm: ['npm', 'run', '--silent', 'command', '--', ...all],
      terminal: ['python3', TERMINAL, ...node, ...all],
    }[by];
    const [out, err] = [path.join(folder, 'stdout'), stderr ?? path.join(folder, 'stderr')].map((file) =>
      openSync(file, 'a'),
    );
    const started = spawn(program, rest, {
      cwd: folder,
      env: isolated({ [SETTINGS]: JSON.stringify(settings) }),
      stdio: ['pipe', out, err],
    });
    for (const file of [out, err]) if (file !== undefined) closeSync(file);
    return new WorldProcess(started, folder);
  }

  /** Resolves when time stands still in its World. */
  async standing(): Promise<void> {
    await this.appeared(FILES.standing);
  }

  /** Lets time go on. */
  goOn(): void {
    writeFileSync(path.join(this.folder, FILES.goOn), '');
  }

  /** Resolves as soon as its journal holds an event of that name. */
  async noted(event: string): Promise<void> {
    const has = (journal: Journal | null): boolean =>
      journal?.timeline.some((entry) => entry.event === event) === true;
    await until(() => Promise.resolve(this.journal()), has);
  }

  /** Resolves with its exit code when the command itself has ended, whatever started it. */
  async ended(): Promise<number> {
    await this.appeared(FILES.ended);
    return Number(readFileSync(path.join(this.folder, FILES.ended), 'utf8'));
  }

  /** Its journal; null where there is none yet. */
  journal(): Journal | null {
    const file = journalFile(path.join(this.folder, 'reports'));
    return file === null ? null : readJournal(file);
  }

  private async appeared(file: string): Promise<void> {
    const has = (name: string): boolean => existsSync(path.join(this.folder, name));
    await until(
      () => Promise.resolve(has(file) || has(FILES.ended)),
      (found) => found,
    );
    if (has(file)) return;
    const said = ['stdout', 'stderr'].filter(has).map((name) => readFileSync(path.join(this.folder, name)));
    throw new Error(`it ended before there was ${file}: ${said.join('\n')}`);
  }
}
