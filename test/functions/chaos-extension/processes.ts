import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { networkInterfaces } from 'node:os';

/** A program that was started, and what it has written so far. */
export class Program {
  stdout = '';
  stderr = '';
  private readonly closed: Promise<unknown>;

  constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.closed = once(child, 'close');
  }

  static start(file: string, args: readonly string[], environment: NodeJS.ProcessEnv): Program {
    return new Program(spawn(file, args, { env: { PATH: process.env.PATH, ...environment } }));
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Ends the program; the lines of its log on standard output, without what is the same in each. */
  async finalLog(): Promise<Record<string, unknown>[]> {
    await this.kill();
    const lines = this.stdout.split('\n').filter((line) => line !== '');
    return lines.map((line) => {
      const { event, ...fields } = JSON.parse(line) as Record<string, unknown>;
      delete fields.level;
      delete fields.extension;
      return { event, ...fields };
    });
  }

  /** Waits until a text stands on standard output. */
  async prints(text: string): Promise<void> {
    while (!this.stdout.includes(text)) await once(this.child.stdout ?? this.child, 'data');
  }

  async end(): Promise<void> {
    await this.closed;
  }

  async kill(): Promise<void> {
    if (this.running) this.child.kill('SIGKILL');
    await this.closed;
  }
}

/** A server on a free port that does what the listener does with each connection. */
export async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

/** How a connection to a port of an address ends: `connected`, or with the code of the error. */
export function reach(port: number, host: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.on('connect', () => {
      socket.destroy();
      resolve('connected');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

/** Addresses of this machine other than 127.0.0.1, at which whoever listens on all addresses answers. */
export function otherAddresses(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((known) => known ?? []);
  const outer = addresses.filter(({ family, internal }) => family === 'IPv4' && !internal);
  // All of 127.0.0.0/8 is this machine on Linux, which Lambda is.
  const inner = process.platform === 'linux' ? ['127.0.0.2'] : [];
  return [...inner, ...outer.map(({ address }) => address)];
}

/** An answer that a runtime got, read to its end. */
export interface RuntimeAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Begins a request to the Runtime API, as a runtime does. */
export function begin(
  port: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): { readonly request: ClientRequest; readonly answer: Promise<RuntimeAnswer> } {
  const started = request({
    host: '127.0.0.1',
    port,
    method,
    path: `/2018-06-01/runtime${path}`,
    headers,
    agent: false,
  });
  const answer = new Promise<RuntimeAnswer>((resolve, reject) => {
    started.on('error', reject);
    started.on('response', (message: IncomingMessage) => {
      text(message).then(
        (body) => resolve({ status: message.statusCode, headers: message.headers, body }),
        reject,
      );
    });
  });
  return { request: started, answer };
}

/** A whole request to the Runtime API. */
export function call(
  port: number,
  method: string,
  path: string,
  headers?: Readonly<Record<string, string>>,
  body?: string,
): Promise<RuntimeAnswer> {
  const { request: started, answer } = begin(port, method, path, headers);
  started.end(body);
  return answer;
}

/** Everything that a message holds. */
export async function text(message: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of message) body += String(chunk);
  return body;
}
