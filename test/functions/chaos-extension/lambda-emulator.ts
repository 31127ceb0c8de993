import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { text } from './processes';

/** A request that reached Lambda. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly message: IncomingMessage;
}

/** The Runtime API 2018-06-01 and the Extensions API 2020-01-01 of one execution environment, as a test needs them. */
export class LambdaEmulator {
  readonly received: Received[] = [];
  /** The bodies of the registrations. */
  readonly registrations: string[] = [];
  private readonly waiting: {
    matches: (received: Received) => boolean;
    resolve: (received: Received) => void;
  }[] = [];
  private readonly runtimesWaiting: ServerResponse[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<LambdaEmulator> {
    const server = createServer();
    const emulator = new LambdaEmulator(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      emulator.answer(request, response),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return emulator;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** The first request, already here or still to come, whose method and path are these. */
  request(method: string, path: string): Promise<Received> {
    const matches = (candidate: Received): boolean => candidate.method === method && candidate.path === path;
    const known = this.received.find(matches);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => this.waiting.push({ matches, resolve }));
  }

  /** Hands an invocation to the runtime that waits longest. */
  invoke(requestId: string, event: string): void {
    this.runtimesWaiting
      .shift()!
      .writeHead(200, {
        'Content-Type': 'application/json',
        'Lambda-Runtime-Aws-Request-Id': requestId,
        'Lambda-Runtime-Deadline-Ms': '1795176000000',
        'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:us-east-1:123456789012:function:hello:live',
        'Lambda-Runtime-Trace-Id': 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1',
      })
      .end(event);
  }

  private answer(message: IncomingMessage, response: ServerResponse): void {
    const path = message.url ?? '';
    switch (path) {
      case '/2020-01-01/extension/register':
        void text(message).then((body) => {
          this.registrations.push(body);
          response
            .writeHead(200, { 'Lambda-Extension-Identifier': 'F00D-babe' })
            .end('{"functionName":"hello"}');
        });
        break;
      case '/2020-01-01/extension/event/next':
        break; // Registered for no event: never answered.
      case '/2018-06-01/runtime/invocation/next':
        this.runtimesWaiting.push(response);
        break;
      default:
        message.on('end', () => response.writeHead(202, { 'X-Lambda': 'yes' }).end('{"status":"OK"}'));
    }
    const received = { method: message.method ?? '', path, headers: message.headers, message };
    this.received.push(received);
    for (const { matches, resolve } of this.waiting) if (matches(received)) resolve(received);
    // A test that reads the body has taken hold of the message by then.
    setImmediate(() => message.resume());
  }
}
