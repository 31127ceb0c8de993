import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** Lambda knows an external extension by the name of its file in `/opt/extensions`. */
const EXTENSION_NAME = 'chaos-extension';

// Lambda Extensions API, version 2020-01-01.
const REGISTER = '/2020-01-01/extension/register';
const NEXT = '/2020-01-01/extension/event/next';

/**
 * Registers the extension for no event, and returns its identifier. The proxy sees each invocation without being told
 * of it: registered for INVOKE, it would have to ask for the next event before Lambda ended an invocation, and
 * registered for SHUTDOWN, it would make Lambda wait up to 2 s for it at each reset, which a latency fault causes at
 * each invocation.
 *
 * @param runtimeApi host and port, from `AWS_LAMBDA_RUNTIME_API`
 * @throws {Error} when Lambda refuses or cannot be reached
 */
export async function registerExtension(runtimeApi: string): Promise<string> {
  const answer = await send(
    runtimeApi,
    'POST',
    REGISTER,
    { 'Lambda-Extension-Name': EXTENSION_NAME, 'Content-Type': 'application/json' },
    JSON.stringify({ events: [] }),
  );
  answer.resume();
  const identifier = answer.headers['lambda-extension-identifier'];
  if (answer.statusCode !== 200 || typeof identifier !== 'string') {
    throw new Error(`the Extensions API answered ${answer.statusCode ?? 'nothing'} to the registration`);
  }
  return identifier;
}

/**
 * Tells Lambda that the extension is ready, by asking for the next event: the Init phase ends only when every
 * registered extension has asked. With no event to come, the answer is never given; Lambda ends the process.
 */
export async function awaitEnd(runtimeApi: string, identifier: string): Promise<void> {
  const answer = await send(runtimeApi, 'GET', NEXT, { 'Lambda-Extension-Identifier': identifier });
  answer.resume();
}

function send(
  runtimeApi: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // No time-out: the environment may be frozen for hours between two invocations.
    request(`http://${runtimeApi}${path}`, { method, headers, agent: false }, resolve)
      .on('error', reject)
      .end(body);
  });
}
