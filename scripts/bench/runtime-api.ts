import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an HTTP API hands to its function, in size and shape. */
const EVENT = JSON.stringify({
  version: '2.0',
  routeKey: 'GET /api/hello',
  headers: Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => [`x-header-${index}`, 'a'.repeat(32)]),
  ),
  requestContext: { http: { method: 'GET', path: '/api/hello', sourceIp: '192.0.2.1' } },
  isBase64Encoded: false,
});

/**
 * The Runtime API 2018-06-01 and the Extensions API 2020-01-01 of one execution environment: as little of them as one
 * runtime and one extension need, so that the time measured is theirs.
 */
export class RuntimeApi {
  private readonly events = new EventEmitter<{ waiting: []; completed: [number]; ready: [] }>();
  private waiting: ServerResponse | undefined;
  private handedOut = 0;

  private constructor(private readonly server: Server) {}

  /** Listens on a free port of 127.0.0.1. */
  static async start(): Promise<RuntimeApi> {
    const server = createServer();
    const api = new RuntimeApi(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      api.answer(request, response),
    );
    // As Lambda's, it never closes a connection that the runtime keeps.
    server.keepAliveTimeout = 0;
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return api;
  }

  /** Host and port, for `AWS_LAMBDA_RUNTIME_API`. */
  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Hands out one invocation after the other; how long each took until its whole response was here, in ms. */
  async invoke(count: number): Promise<number[]> {
    const durations: number[] = [];
    while (durations.length < count) {
      if (this.waiting === undefined) await once(this.events, 'waiting');
      const completed = once(this.events, 'completed');
      const handedOutAt = performance.now();
      this.handOut();
      const [completedAt] = (await completed) as [number];
      durations.push(completedAt - handedOutAt);
    }
    return durations;
  }

  /** Ends when the extension asks for its next event, by which Lambda knows that it is ready. To be called before. */
  async extensionReady(): Promise<void> {
    await once(this.events, 'ready');
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private handOut(): void {
    this.handedOut += 1;
    const response = this.waiting;
    this.waiting = undefined;
    response
      ?.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(EVENT),
        'Lambda-Runtime-Aws-Request-Id': `8476a536-e9f4-11e8-9739-${String(this.handedOut).padStart(12, '0')}`,
        'Lambda-Runtime-Deadline-Ms': '1795176000000',
        'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:us-east-1:123456789012:function:hello:live',
        'Lambda-Runtime-Trace-Id': 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1',
      })
      .end(EVENT);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    switch (request.url) {
      case '/2018-06-01/runtime/invocation/next':
        this.waiting = response;
        this.events.emit('waiting');
        break;
      case '/2020-01-01/extension/register':
        response.writeHead(200, { 'Lambda-Extension-Identifier': 'bench' }).end('{}');
        break;
      case '/2020-01-01/extension/event/next':
        this.events.emit('ready'); // Registered for no event: never answered.
        break;
      default:
        request.on('end', () => {
          this.events.emit('completed', performance.now());
          response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"OK"}');
        });
    }
  }
}
