import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';

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

/** One Python interpreter, in a worker thread. It loads in the background, and does not keep the process alive while it is idle. */
export class Interpreter {
  private readonly worker: Worker;
  private readonly port;
  private readonly flag: Int32Array;
  private readonly ready: Promise<void>;
  private answered: (text: string) => void = () => undefined;
  private failed: (error: unknown) => void = () => undefined;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    const awake = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    this.flag = new Int32Array(awake);
    this.port = port1;
    this.worker = new Worker(join(__dirname, 'worker.mjs'), {
      workerData: { port: port2, awake },
      transferList: [port2],
      execArgv: [],
    });
    this.ready = new Promise((resolve, reject) => {
      this.worker.once('message', () => resolve());
      this.failed = reject;
    });
    this.ready.catch(() => undefined);
    this.worker.on('error', (error) => this.failed(error));
    this.port.on('message', (text: string) => this.answered(text));
    this.rest();
  }

  /** Begins a job; resolves with the first thing that the script asks for, or its end. */
  async begin(job: PythonInput): Promise<PythonMessage> {
    this.worker.ref();
    this.port.ref();
    await this.ready;
    this.worker.postMessage('begin');
    return this.send(job);
  }

  /** Answers what the script asked for; resolves with the next thing. */
  async send({ now, content }: PythonInput): Promise<PythonMessage> {
    const answer = new Promise<string>((resolve, reject) => {
      this.answered = resolve;
      this.failed = reject;
    });
    this.port.postMessage({ now, content: JSON.stringify(content) });
    Atomics.store(this.flag, 0, 1);
    Atomics.notify(this.flag, 0);
    const message = JSON.parse(await answer) as PythonMessage | ScriptEnd;
    if ('kind' in message) return message;
    this.rest();
    return { kind: 'ended', end: message };
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.worker.terminate();
  }

  /** An interpreter without a job does not keep the process alive. */
  private rest(): void {
    this.worker.unref();
    this.port.unref();
  }
}
