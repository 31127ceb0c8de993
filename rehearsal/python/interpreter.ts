import type { Socket } from 'node:net';

/** What an interpreter says: it asks for something and blocks, or the script has ended. */
export type PythonMessage =
  | { readonly kind: 'call'; readonly request: PythonCall }
  | { readonly kind: 'sleep'; readonly request: number }
  | { readonly kind: 'ended'; readonly end: ScriptEnd };

/** A call of a boto3 client. */
export interface PythonCall {
  readonly service: string;
  readonly region: string | null;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** How a script ended: with the handler's value, with a traceback, or because it was cancelled. */
export type ScriptEnd =
  { readonly value: unknown } | { readonly error: string } | { readonly cancelled: true };

/** What an interpreter is given: the virtual moment, and a job to begin or an answer to its question. */
export interface PythonInput {
  readonly now: number;
  readonly content: unknown;
}

const ENDED =
  'the script has ended its Python interpreter, as it does when it starts a command: a rehearsal has none';

/** One Python interpreter, in a process of its own. It loads in the background, and does not keep this process alive while it is idle. */
export class Interpreter {
  private unread = '';
  private answered: (text: string) => void = () => undefined;
  private failed: (error: Error) => void = () => undefined;
  /** Why it is no more, whether or not anybody was waiting for it when it ended. */
  private end: Error | null = null;

  /** @param socket leads to the interpreter; it resolves when that has been started */
  constructor(private readonly socket: Promise<Socket>) {
    void socket.then((connected) => this.listen(connected));
  }

  /** Begins a job; resolves with the first thing that the script asks for, or its end. */
  async begin(job: PythonInput): Promise<PythonMessage> {
    const socket = await keepingAlive(this.socket);
    socket.ref();
    return this.send(job);
  }

  /**
   * Answers what the script asked for; resolves with the next thing.
   * @throws Error where the interpreter has ended, or ends before it answers
   */
  async send({ now, content }: PythonInput): Promise<PythonMessage> {
    const socket = await this.socket;
    if (this.end !== null) throw this.end;
    const answer = new Promise<string>((resolve, reject) => {
      this.answered = resolve;
      this.failed = reject;
    });
    socket.write(`${now} ${JSON.stringify(content)}\n`);
    const message = JSON.parse(await answer) as PythonMessage | ScriptEnd;
    if ('kind' in message) return message;
    socket.unref();
    return { kind: 'ended', end: message };
  }

  /** Ends the process. */
  async close(): Promise<void> {
    (await this.socket).destroy();
  }

  /** Every message is a line. */
  private listen(socket: Socket): void {
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      this.unread += text;
      if (!text.endsWith('\n')) return;
      const line = this.unread;
      this.unread = '';
      this.answered(line);
    });
    socket.on('error', (error) => this.endWith(error));
    socket.on('close', () => this.endWith(new Error(ENDED)));
    socket.unref();
  }

  private endWith(error: Error): void {
    this.end ??= error;
    this.failed(this.end);
  }
}

/** Whatever starts it may keep no process alive, and then one that waits for nothing else would end. */
async function keepingAlive<T>(started: Promise<T>): Promise<T> {
  const alive = setInterval(() => undefined, 60_000);
  try {
    return await started;
  } finally {
    clearInterval(alive);
  }
}
