import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';

// A program: the smallest runtime that behaves as the managed one does. The runtime of nodejs22.x keeps its connections
// (a native client for GET, an agent with keepAlive for POST), and so does this one.

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const [host = '', port = ''] = (process.env.AWS_LAMBDA_RUNTIME_API ?? '').split(':');

function send(method: string, path: string, body?: string): Promise<IncomingMessage> {
  const headers =
    body === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    request({ agent, host, port, method, path: `/2018-06-01/runtime/invocation/${path}`, headers }, resolve)
      .on('error', reject)
      .end(body);
  });
}

async function text(message: IncomingMessage): Promise<string> {
  let all = '';
  for await (const chunk of message) all += String(chunk);
  return all;
}

/** Stands for the function. */
function handle(event: unknown): unknown {
  return { statusCode: 200, body: JSON.stringify(event).slice(0, 64) };
}

async function main(): Promise<never> {
  for (;;) {
    const invocation = await send('GET', 'next');
    const event: unknown = JSON.parse(await text(invocation));
    const requestId = String(invocation.headers['lambda-runtime-aws-request-id']);
    await text(await send('POST', `${requestId}/response`, JSON.stringify(handle(event))));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`the runtime of the benchmark: ${String(error)}\n`);
  process.exitCode = 1;
});
