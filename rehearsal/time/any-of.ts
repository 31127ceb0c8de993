/**
 * A signal that aborts with the first of them, for its reason. Node.js keeps alive whatever listens to one of `AbortSignal.any`, until that
 * aborts (20.20: measured): here that would be a whole World each time.
 */
export function anyOf(...signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    const abort = (): void => controller.abort(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  }
  return controller.signal;
}
