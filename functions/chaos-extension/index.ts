import { once } from 'node:events';

import { createDecider } from './decider';
import { awaitEnd, registerExtension } from './extensions-api';
import { consoleLog as log } from './log';
import { portOf } from './port';
import { createProxy } from './proxy';

function report(what: string, error: unknown): void {
  log('problem', { problem: `${what}: ${error instanceof Error ? error.message : String(error)}` });
}

/**
 * Listens first and registers then: Lambda starts the runtime when all extensions have registered, so the wrapper
 * finds the proxy ready. Where the proxy cannot listen, the extension registers all the same, because Lambda fails
 * every invocation of a function whose extension does not; the wrapper then leaves the runtime alone.
 */
async function main(): Promise<void> {
  const environment = process.env;
  const runtimeApi = environment.AWS_LAMBDA_RUNTIME_API ?? '';
  const proxy = createProxy({
    runtimeApi,
    decide: createDecider({ environment, log, now: () => Date.now(), random: () => Math.random() }),
    onProblem: (error) => report('the Runtime API broke off', error),
  });
  try {
    const port = portOf(environment);
    await once(proxy.listen(port, '127.0.0.1'), 'listening');
    log('attached', { port, expiresAt: environment.CHAOS_EXTENSION__EXPIRES_AT ?? null });
  } catch (error) {
    report('the proxy cannot listen, so the function runs untouched', error);
  }
  const identifier = await registerExtension(runtimeApi);
  await awaitEnd(runtimeApi, identifier);
}

// A proxy that ends takes the function's way to Lambda with it, so it goes on whatever happens.
process.on('uncaughtException', (error) => report('unexpected', error));
main().catch((error: unknown) => report('the Extensions API', error));
