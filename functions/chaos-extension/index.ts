import { once } from 'node:events';

import { createDecider } from './decider';
import { awaitEnd, registerExtension } from './extensions-api';
import { consoleLog as log } from './log';
import { portOf } from './port';
import { createProxy } from './proxy';
import { RuntimeWatch } from './runtime-watch';

function report(what: string, error: unknown): void {
  log('problem', { problem: `${what}: ${error instanceof Error ? error.message : String(error)}` });
}

/**
 * Listens first and registers then: Lambda starts the runtime when all extensions have registered, so the wrapper
 * finds the proxy ready. Where the proxy cannot listen, the extension registers all the same, because Lambda fails
 * every invocation of a function whose extension does not; the wrapper then leaves the runtime alone.
 */
async function main(): Promise<void> {
  const runtimeApi = process.env.AWS_LAMBDA_RUNTIME_API ?? '';
  try {
    await startProxy(runtimeApi);
  } catch (error) {
    report('the proxy cannot listen, so the function runs untouched', error);
  }
  const identifier = await registerExtension(runtimeApi);
  await awaitEnd(runtimeApi, identifier);
}

/** @throws {Error} where it cannot listen, or the port to listen on is none */
async function startProxy(runtimeApi: string): Promise<void> {
  const environment = process.env;
  const port = portOf(environment);
  const watch = new RuntimeWatch({ log, after });
  const proxy = createProxy({
    addresses: { lambda: runtimeApi, port },
    decide: createDecider({ environment, log, now: () => Date.now(), random: () => Math.random() }),
    onRuntime: (address) => watch.seen(address),
    onProblem: (error) => report('the Runtime API broke off', error),
  });
  await once(proxy.listen(port, '127.0.0.1'), 'listening');
  log('listening', { port, expiresAt: environment.CHAOS_EXTENSION__EXPIRES_AT ?? null });
  watch.begin();
}

function after(milliseconds: number, act: () => void): () => void {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
}

// A proxy that ends takes the function's way to Lambda with it, so it goes on whatever happens.
process.on('uncaughtException', (error) => report('unexpected', error));
main().catch((error: unknown) => report('the Extensions API', error));
