const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Somebody has ended the process; what it has begun is still tidied up. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** Does something that can be interrupted: the signal aborts with the first Ctrl-C, and as pipelines and terminals end a process. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort(new InterruptedError('interrupted'));
  for (const name of SIGNALS) process.on(name, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, interrupt);
  }
}
