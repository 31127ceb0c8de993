import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from '../../../rehearsal/aws-error';
import { Automations } from './automations';
import { CompressedClock } from './compressed-clock';
import { Experiments } from './experiments';

/** An HTTP endpoint for FIS and SSM. */
export interface AwsEndpoint {
  readonly url: string;
  readonly clock: CompressedClock;
  /** @throws whatever went wrong in it that nobody was told */
  close(): Promise<void>;
}

export interface AwsEndpointOptions {
  /** Where everything else is: Lambda, documents, rules, alarms. */
  readonly moto: string;
  /** How many times faster the waiting of experiments and automations is over. */
  readonly factor: number;
}

/** Headers that belong to one connection, or are written anew for the next. */
const OF_THE_CONNECTION = ['host', 'connection', 'content-length', 'transfer-encoding', 'expect'];

/**
 * What Route 53 answers to a change of records. Terraform's provider waits 10 to 30 s before it asks for the first time whether such a
 * change has reached all servers, and does not when it is told nothing: in moto it has, at once.
 */
const CHANGE_INFO = /<ChangeInfo>.*<\/ChangeInfo>/s;

/** Answers the requests to FIS and to Systems Manager's Automation, and hands all others over to moto. */
export async function startAwsEndpoint({ moto, factor }: AwsEndpointOptions): Promise<AwsEndpoint> {
  const clock = new CompressedClock(factor);
  const automations = new Automations(moto, clock);
  const experiments = new Experiments({ moto, clock, automations });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const { service, region } = scopeOf(request);
    if (clock.failure !== undefined) throw clock.failure;
    if (service === 'fis') {
      const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://fis');
      const given = body.length === 0 ? {} : (JSON.parse(body.toString()) as Record<string, unknown>);
      const result = experiments.handle({
        method: request.method ?? 'GET',
        path,
        query,
        body: given,
        region,
      });
      send(response, 200, result);
      return;
    }
    const name = String(request.headers['x-amz-target']).replace(/^AmazonSSM\./, '');
    const operation = service === 'ssm' ? automations.operations[name] : undefined;
    if (operation === undefined) await passOn(request, body, moto, response);
    else send(response, 200, await operation(JSON.parse(body.toString()) as Record<string, unknown>, region));
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => sendError(response, error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clock,
    close: async () => {
      clock.stop();
      automations.cancelAll();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (clock.failure !== undefined) throw clock.failure;
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Service and region, from the scope of the signature: `Credential=KEY/20260101/us-east-1/fis/aws4_request`. */
function scopeOf({ headers: { authorization = '' } }: IncomingMessage): { service: string; region: string } {
  const [, region = '', service = ''] = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(authorization) ?? [];
  return { service, region };
}

async function passOn(
  { method, url = '/', headers }: IncomingMessage,
  body: Buffer,
  moto: string,
  response: ServerResponse,
): Promise<void> {
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.includes(name));
  const answer = await fetch(moto + url, {
    method,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
  });
  const text = await answer.text();
  response.writeHead(answer.status, {
    'content-type': answer.headers.get('content-type') ?? 'application/json',
  });
  response.end(text.replace(CHANGE_INFO, ''));
}

function send(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(wire(body)));
}

/** FIS names an error in a header, SSM in the body. */
function sendError(response: ServerResponse, error: unknown): void {
  const [name, status] =
    error instanceof AwsError ? [error.name, error.$metadata.httpStatusCode] : ['Failure', 500];
  const message = error instanceof Error ? error.message : String(error);
  send(response, status, { __type: name, message }, { 'x-amzn-errortype': name });
}

/** Both services give moments in seconds since 1970. */
function wire(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(wire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wire(item)]));
}
