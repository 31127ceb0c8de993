import {
  request as send,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';

/** An answer over HTTP. */
export interface Reply {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer | string;
}

/** Headers that belong to one connection, or are written anew for the next. */
const OF_THE_CONNECTION = [
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'expect',
];

/** Hands a request over to another server, and returns its answer; bodies may be anything. */
export function passOn(
  { method, url = '/', headers }: IncomingMessage,
  body: Buffer,
  server: string,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...kept(headers), 'content-length': body.length } };
    const passed = send(server + url, options, (answer) => {
      bodyOf(answer).then((text) => {
        resolve({ status: answer.statusCode ?? 502, headers: kept(answer.headers), body: text });
      }, reject);
    });
    passed.once('error', reject);
    passed.end(body);
  });
}

/** All that a message carries. */
export async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function kept(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.includes(name)));
}
