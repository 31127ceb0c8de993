import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { passOn } from '../../support/pass-on';
import { isolated } from '../../support/context';
import { readCall } from './lambda-call';
import type { LambdaFront } from './lambda-front';

/** What is to run, and how. */
export interface ScriptJob {
  readonly script: string;
  readonly handler: string;
  readonly payload: unknown;
  /** After so long without an answer boto3 gives a call up; 60 s by default. */
  readonly readTimeoutSeconds?: number;
}

/** How a script ended; `sleptSeconds` is for how long it would have slept. */
export type ScriptEnd =
  | { readonly value: unknown; readonly sleptSeconds: number }
  | { readonly traceback: string; readonly sleptSeconds: number }
  | { readonly killed: number };

const DRIVER = path.join(__dirname, 'script-driver.py');

/** A long-lived Python with the real boto3, which runs scripts one at a time, and the endpoint that they call. */
export class ScriptRunner {
  private last: Promise<unknown> = Promise.resolve();
  private front: LambdaFront | undefined;
  private script: Promise<number> = Promise.resolve(0);
  private failure: Error | undefined;
  private readonly lines: AsyncIterator<string>;

  private constructor(
    private readonly server: Server,
    /** Where everything is that is not Lambda's. */
    private readonly moto: string,
    private readonly python: ChildProcessWithoutNullStreams,
  ) {
    this.lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.answer(request, response).catch((error: unknown) => {
        this.failure ??= error instanceof Error ? error : new Error(String(error));
        response.writeHead(400).end('{}');
      });
    });
  }

  static async start(region: string, moto: string): Promise<ScriptRunner> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = isolated({ AWS_ENDPOINT_URL: endpoint, AWS_DEFAULT_REGION: region });
    const python = spawn('python3', [DRIVER], { env });
    python.stderr.pipe(process.stderr);
    const runner = new ScriptRunner(server, moto, python);
    // Its own first calls are over by then, and count as no script's.
    await runner.line();
    return runner;
  }

  /** Runs a script that meets Lambda as `front` is; scripts wait for one another. */
  run(job: ScriptJob, front: LambdaFront): Promise<ScriptEnd> {
    const end = this.last.then(() => this.runNext(job, front));
    this.last = end.catch(() => undefined);
    return end;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.python.once('close', resolve));
    this.python.stdin.end();
    await ended;
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async runNext(job: ScriptJob, front: LambdaFront): Promise<ScriptEnd> {
    this.front = front;
    this.script = this.line<{ pid: number }>().then(({ pid }) => pid);
    this.python.stdin.write(`${JSON.stringify(job)}\n`);
    await this.script;
    const end = await this.line<ScriptEnd>();
    if (this.failure !== undefined) throw this.failure;
    return end;
  }

  private async line<T = unknown>(): Promise<T> {
    const next = await this.lines.next();
    if (next.done === true) throw new Error('the Python that runs scripts has ended');
    return JSON.parse(next.value) as T;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.headers['x-amz-target'] !== undefined) {
      const { status, headers, body } = await passOn(request, Buffer.concat(chunks), this.moto);
      response.writeHead(status, headers).end(body);
      return;
    }
    if (this.front === undefined) {
      // The driver's own first call.
      response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' }).end('{}');
      return;
    }
    const call = readCall(request.method ?? '', request.url ?? '', Buffer.concat(chunks).toString());
    const heard = await this.front.answer(call);
    if (heard.kind === 'killed') process.kill(await this.script, 'SIGKILL');
    else if (heard.kind === 'reset') request.socket.destroy();
    if (heard.kind !== 'answer') return;
    const error = heard.error === undefined ? {} : { 'x-amzn-errortype': heard.error };
    response.writeHead(heard.status, { 'content-type': 'application/json', ...error });
    response.end(heard.status === 204 ? undefined : JSON.stringify(heard.body));
  }
}
