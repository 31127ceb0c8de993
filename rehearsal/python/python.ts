import type { Socket } from 'node:net';
import type { VirtualClock } from '../time/virtual-clock';
import {
  Interpreter,
  type PythonCall,
  type PythonInput,
  type PythonMessage,
  type ScriptEnd,
} from './interpreter';

/** A script to run, and the world that it runs in. */
export interface ScriptJob {
  readonly script: string;
  /** The name of the function that is called with the payload and a context. */
  readonly handler: string;
  readonly payload: unknown;
  readonly region: string;
  readonly clock: VirtualClock;
  /** Answers a boto3 call: a value, or the error that boto3 raises. */
  readonly call: (
    call: PythonCall,
  ) => Promise<
    { readonly value: unknown } | { readonly error: { readonly code: string; readonly message: string } }
  >;
  /** Ends the script at its next call or sleep. */
  readonly signal: AbortSignal;
  /** Ends the script at once, whatever it waits for; by default nothing does. */
  readonly killed?: AbortSignal;
}

const CANCELLED = { cancelled: true } as const;

/**
 * Runs the Python of documents in Pyodide, with the World behind boto3 and virtual time behind `time`. Scripts may run side by side
 * in virtual time, each in an interpreter of its own, but only one of them computes at a time: so the order of what they do does
 * not depend on the machine.
 */
export class Python {
  private readonly idle: Interpreter[] = [];
  private readonly all: Interpreter[] = [];
  private readonly waiting = new Map<Interpreter, { readonly job: ScriptJob; readonly giveUp: () => void }>();
  private turn: Promise<unknown> = Promise.resolve();

  /**
   * @param interpreters so many begin to load at once; more are loaded when scripts overlap
   * @param connect starts an interpreter, and resolves with the socket that leads to it
   */
  constructor(
    interpreters: number,
    private readonly connect: () => Promise<Socket>,
  ) {
    for (let count = 0; count < interpreters; count += 1) this.idle.push(this.load());
  }

  /**
   * Runs a script to its end.
   * @throws Error whatever `call` throws (an answer of AWS is not thrown but returned); the script is unwound first
   */
  async run(job: ScriptJob): Promise<ScriptEnd> {
    const interpreter = this.idle.shift() ?? this.load();
    const step = (
      action: (input: PythonInput) => Promise<PythonMessage>,
      content: unknown,
    ): Promise<PythonMessage> => this.inTurn(job.clock, () => action({ now: job.clock.now(), content }));
    const { script, handler, payload, region } = job;
    const failures: unknown[] = [];
    let message = await step((input) => interpreter.begin(input), {
      script,
      handler,
      payload,
      region,
      seed: 0,
    });
    const givenUp = new Promise<typeof CANCELLED>((resolve) => {
      const giveUp = (): void => resolve(CANCELLED);
      this.waiting.set(interpreter, { job, giveUp });
      if (job.killed?.aborted === true) giveUp();
      job.killed?.addEventListener('abort', giveUp, { once: true });
    });
    while (message.kind !== 'ended') {
      const answer: unknown = await Promise.race([givenUp, answerTo(message, job)]).catch(
        (error: unknown) => {
          failures.push(error);
          return CANCELLED;
        },
      );
      message = await step((input) => interpreter.send(input), answer);
    }
    this.waiting.delete(interpreter);
    this.idle.push(interpreter);
    if (failures.length > 0) throw failures[0];
    return message.end;
  }

  /** Cancels the scripts that wait for a clock which has stopped for good; their interpreters can be used again. */
  release(clock: VirtualClock): void {
    for (const { job, giveUp } of this.waiting.values()) if (job.clock === clock) giveUp();
  }

  /** Ends all interpreters. */
  async close(): Promise<void> {
    await Promise.all(this.all.map((interpreter) => interpreter.close()));
  }

  private load(): Interpreter {
    const interpreter = new Interpreter(this.connect());
    this.all.push(interpreter);
    return interpreter;
  }

  /** Lets one script compute after the other, and holds virtual time still meanwhile. */
  private inTurn<T>(clock: VirtualClock, work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work, work);
    this.turn = mine;
    return clock.hold(mine);
  }
}

async function answerTo(
  message: Exclude<PythonMessage, { kind: 'ended' }>,
  job: ScriptJob,
): Promise<unknown> {
  const isCancelled = (): boolean => job.signal.aborted;
  if (isCancelled()) return CANCELLED;
  try {
    if (message.kind === 'call') return await job.call(message.request);
    await job.clock.sleep(message.request * 1000, job.signal);
    return {};
  } catch (error) {
    if (isCancelled()) return CANCELLED;
    throw error;
  }
}
