import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { startInterpreter, type StartedInterpreter } from '../python/start-interpreter';

/** More than any game day has scripts at once; a World that asks for more is not itself any more. */
const MOST = 32;

/** Python interpreters for the Worlds in other processes, which can start none. */
export class Interpreters {
  private readonly idle: Promise<StartedInterpreter>[] = [];
  private readonly running: StartedInterpreter[] = [];
  private asked = 0;
  private isClosed = false;

  /** @param count so many begin to load at once */
  constructor(count: number) {
    for (let started = 0; started < count; started += 1) this.idle.push(this.start());
  }

  /**
   * Hands one to a World.
   * @throws Error where it has had too many, or none can be started
   */
  async handTo(world: ChildProcess): Promise<void> {
    const { socket } = await (this.idle.shift() ?? this.start());
    if (this.isClosed) return;
    stopReading(socket);
    world.send({ kind: 'interpreter' }, socket);
  }

  /** Ends all of them, whatever they do; at once, for this process may be about to exit. */
  close(): void {
    this.isClosed = true;
    for (const { kill } of this.running) kill();
  }

  private start(): Promise<StartedInterpreter> {
    if (this.asked >= MOST) throw new Error(`a rehearsal asks for more than ${MOST} Python interpreters`);
    this.asked += 1;
    const starting = startInterpreter().then((started) => {
      this.running.push(started);
      if (this.isClosed) started.kill();
      return started;
    });
    // Whoever is handed it is told.
    starting.catch(() => undefined);
    return starting;
  }
}

/** Until it is closed here, this process would read along, and swallow what the interpreter says to the World. */
function stopReading(socket: Socket): void {
  (socket as unknown as { readonly _handle: { readStop(): void } })._handle.readStop();
}
