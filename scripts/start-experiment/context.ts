import type { Clients } from '../../experiment/aws/clients';
import type { Clock } from '../../experiment/time/clock';
import type { Random } from '../../experiment/random';
import type { Input } from '../outputs/deployment-file';
import type { Processes } from '../runner-lock/processes';
import type { Every } from '../progress/progress';
import type { StartedProcess } from '../command-line/starter';
import type { InterruptedProcess } from '../command-line/terminal';

/** What the command takes from the machine it runs on. */
export interface CommandContext {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly random: Random;
  /** Puts a question to a person; null where there is no terminal. */
  readonly ask: ((question: string) => Promise<boolean>) | null;
  readonly process: InterruptedProcess & StartedProcess;
  /** Who this process is, and which others live; by default as the operating system says. */
  readonly processes?: Processes;
  /** Where `--outputs -` reads from; by default standard input. */
  readonly input?: Input;
  /** Redraws the progress; by default by the machine's time. */
  readonly every?: Every;
  /** The file to which a summary for a pipeline's page is appended; by default there is none. */
  readonly stepSummary?: string;
}
