import { Agent, createServer, request } from 'node:http';
import type { ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse } from 'node:http';

import type { Fault } from './fault';
import type { Invocation } from './measure';
import { Upstream, type Addresses } from './upstream';

/** What the proxy works with. */
export interface ProxyProps {
  readonly addresses: Addresses;
  /** Called once for each invocation, when Lambda has handed it out. */
  readonly decide: (invocation: Invocation) => Fault;
  /** Told when a runtime asks for an invocation, with the host and port that it is forwarded to. */
  readonly onRuntime: (address: string) => void;
  /** Told when the API that it forwards to cannot be reached. */
  readonly onProblem: (error: Error) => void;
}

/**
 * The wrapper asks here whether the proxy is ready, and says where to forward to in a header, which nobody sends by chance. It knows
 * the proxy by the reason phrase of the answer.
 */
const READY_PATH = '/chaos-extension/ready';
const READY_REASON = 'chaos-extension';
const FORWARD_TO = 'chaos-extension-forward-to';

// Lambda Runtime API, version 2018-06-01.
const NEXT = '/2018-06-01/runtime/invocation/next';
const COMPLETION = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/;

/** Of one connection only (RFC 9110, 7.6.1), or written anew for the next one. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'proxy-connection', 'host', 'expect']);

/** What describes the function's own answer, and would be wrong about the one that replaces it. */
const OF_BODY = new Set([
  'content-length',
  'content-type',
  'transfer-encoding',
  'trailer',
  'lambda-runtime-function-response-mode',
]);

/**
 * A proxy of the Runtime API, not yet listening. It passes everything on as it comes, streamed, with its headers and
 * trailers (which report an error in the midst of a streamed answer); the Extensions and Telemetry APIs too, which
 * stand at the same address. Only two things are changed: an invocation is held back after Lambda handed it out and
 * before the runtime gets it, and the body of an answer is replaced.
 */
export function createProxy({ addresses, decide, onRuntime, onProblem }: ProxyProps): Server {
  // A new connection for each invocation and each response would be half of what the proxy costs. The kept one is idle
  // only while the function works, when Lambda does not freeze the environment, so it is not found dead afterwards.
  // Of other requests that cannot be said, nor of other proxies, which may close what is idle just when it is used: they
  // get a connection each.
  const kept = new Agent({ keepAlive: true });
  const single = new Agent({ keepAlive: false });
  const upstreams = new Upstream(addresses);
  const responseBodies = new Map<string, string>();

  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    if (path === READY_PATH) {
      const forwards = upstreams.forwardTo(String(incoming.headers[FORWARD_TO]));
      outgoing.writeHead(forwards ? 200 : 403, READY_REASON).end();
      return;
    }
    const { address, circled } = upstreams.routeOf(incoming, outgoing);
    const asksForInvocation = path === NEXT && !circled;
    if (asksForInvocation) onRuntime(address);
    const [, requestId = '', kind] = COMPLETION.exec(path) ?? [];
    const replacement = kind === 'response' ? responseBodies.get(requestId) : undefined;
    responseBodies.delete(requestId);

    const mayKeep = address === addresses.lambda && (path === NEXT || kind !== undefined);
    const [, host, port] = /^(.*):(\d+)$/.exec(address) ?? [];
    const upstream = request({
      agent: mayKeep ? kept : single,
      host,
      port,
      method: incoming.method,
      path,
      headers: headersFor(incoming, address, replacement),
    });
    upstream.on('response', (answer) => {
      const invocation = asksForInvocation ? invocationIn(answer) : null;
      if (invocation === null) {
        passOn(answer, outgoing);
        return;
      }
      const { latencySeconds, responseBody } = decide(invocation);
      if (responseBody !== null) responseBodies.set(invocation.requestId, responseBody);
      if (latencySeconds === 0) {
        passOn(answer, outgoing);
        return;
      }
      const timer = setTimeout(() => passOn(answer, outgoing), latencySeconds * 1_000);
      outgoing.on('close', () => clearTimeout(timer));
    });
    breakTogether(incoming, outgoing, upstream, onProblem);
    sendBody(incoming, upstream, replacement);
  });
  // The runtime waits for the next invocation for as long as it takes, and may be frozen in between.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.keepAliveTimeout = 0;
  return server;
}

/** The invocation that Lambda hands out with this answer; null where it hands out none. */
function invocationIn({ headers }: IncomingMessage): Invocation | null {
  const requestId = headers['lambda-runtime-aws-request-id'];
  const functionArn = headers['lambda-runtime-invoked-function-arn'];
  if (typeof requestId !== 'string') return null;
  return { requestId, functionArn: typeof functionArn === 'string' ? functionArn : null };
}

function headersFor(incoming: IncomingMessage, host: string, replacement: string | undefined): string[] {
  const kept = pairsOf(incoming.rawHeaders).filter(([name]) => {
    const key = name.toLowerCase();
    return !HOP_BY_HOP.has(key) && !(replacement !== undefined && OF_BODY.has(key));
  });
  const added =
    replacement === undefined
      ? []
      : ['Content-Type', 'application/json', 'Content-Length', String(Buffer.byteLength(replacement))];
  return ['Host', host, ...kept.flat(), ...added];
}

function sendBody(incoming: IncomingMessage, upstream: ClientRequest, replacement: string | undefined): void {
  if (replacement === undefined) {
    if (isStreamed(incoming)) upstream.flushHeaders();
    pour(incoming, upstream);
    return;
  }
  incoming.resume();
  incoming.on('end', () => upstream.end(replacement));
}

function passOn(answer: IncomingMessage, outgoing: ServerResponse): void {
  const headers = pairsOf(answer.rawHeaders).filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()));
  outgoing.sendDate = false;
  outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, headers.flat());
  if (isStreamed(answer)) outgoing.flushHeaders();
  pour(answer, outgoing);
}

/** The head of a streamed message goes out before its first chunk, as it came; any other in one packet with the body. */
function isStreamed(message: IncomingMessage): boolean {
  return message.headers['content-length'] === undefined;
}

function pour(from: IncomingMessage, to: OutgoingMessage): void {
  from.pipe(to, { end: false });
  from.on('end', () => {
    const trailers = pairsOf(from.rawTrailers);
    if (trailers.length > 0) to.addTrailers(trailers);
    to.end();
  });
}

/** Where one side breaks off, so does the other: the runtime sees of Lambda's API what it would see without us. */
function breakTogether(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  upstream: ClientRequest,
  onProblem: (error: Error) => void,
): void {
  let closedByRuntime = false;
  outgoing.on('close', () => {
    if (outgoing.writableFinished) return;
    closedByRuntime = true;
    upstream.destroy();
  });
  incoming.on('error', () => undefined);
  const onError = (error: Error): void => {
    if (closedByRuntime) return;
    onProblem(error);
    outgoing.destroy();
  };
  upstream.on('error', onError);
  upstream.on('response', (answer) => answer.on('error', onError));
}

function pairsOf(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [
    raw[2 * index] ?? '',
    raw[2 * index + 1] ?? '',
  ]);
}
