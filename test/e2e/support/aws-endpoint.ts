import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from '../../../rehearsal/aws/error';
import { updateIntegration } from './api-integrations';
import { ApiTags } from './api-tags';
import { readCall, scopeOf, type AwsCall } from './aws-call';
import { ClockDoor } from './clock-door';
import { CompressedClock } from './compressed-clock';
import { isLong, OwnServices } from './own-services';
import { bodyOf, passOn, type Reply } from './pass-on';
import { forMoto, fromMoto } from './route53-wire';

/** One HTTP endpoint for all of AWS. */
export interface AwsEndpoint {
  readonly url: string;
  readonly clock: CompressedClock;
  /** Is told of every request to a service before it is answered; the answer waits for it. */
  beforeAnswer: (call: AwsCall) => void | Promise<void>;
  /** Resolves when another process begins to live by the clock. */
  nextLease(): Promise<void>;
  /** @throws whatever went wrong in it that nobody was told */
  close(): Promise<void>;
}

export interface AwsEndpointOptions {
  /** Where everything is that is not the endpoint's own: functions, documents, rules, alarms, records. */
  readonly moto: string;
  /** How many times faster waiting is over. */
  readonly factor: number;
}

const SPEAKS_XML = ['sts', 'route53'];

/** The region of the lab's default provider. */
const DASHBOARDS_REGION = 'us-east-1';

/** Answers for what moto does not do, and hands all other requests over to moto. */
export async function startAwsEndpoint({ moto, factor }: AwsEndpointOptions): Promise<AwsEndpoint> {
  const clock = new CompressedClock(factor);
  const door = new ClockDoor(clock);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const services = new OwnServices({ moto, url, clock });
  const tags = new ApiTags();

  const reply = async (request: IncomingMessage, call: AwsCall): Promise<Reply> => {
    const own = tags.answer(call) ?? (await services.answer(call));
    if (own !== undefined) return own;
    if (/Dashboards?$/.test(call.operation)) atHome(request, call);
    const passed = (await updateIntegration(call, moto)) ?? (await passOn(request, forMoto(call), moto));
    await services.noteChange(call);
    return tags.complete(call, fromMoto(call, passed));
  };

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const body = await bodyOf(request);
    const call = readCall(request, body);
    await endpoint.beforeAnswer(call);
    if (clock.failure !== undefined) throw clock.failure;
    const replying = reply(request, call);
    return isLong(call) ? door.whileTimePasses(replying) : clock.hold(replying);
  };

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (door.answer(request, response)) return;
    void answer(request)
      .catch((error: unknown) => errorReply(error, request))
      .then(({ status, headers, body }) => {
        // What AWS says the time is, is what it is here: the clock's, not the machine's.
        const date = new Date(clock.now()).toUTCString();
        response.writeHead(status, { ...headers, date, ...door.timeHeader() });
        response.end(body);
      });
  });

  const endpoint: AwsEndpoint = {
    url,
    clock,
    beforeAnswer: () => undefined,
    nextLease: () => door.nextLease(),
    close: async () => {
      clock.stop();
      services.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (clock.failure !== undefined) throw clock.failure;
    },
  };
  return endpoint;
}

/** Dashboards are the same in all regions; moto has each in one, which is where Terraform has put it. */
function atHome({ headers }: IncomingMessage, { region }: AwsCall): void {
  headers.authorization = headers.authorization?.replace(`/${region}/`, `/${DASHBOARDS_REGION}/`);
}

/** FIS and Lambda name an error in a header, those with JSON in the body, and STS and Route 53 in XML. */
function errorReply(error: unknown, { headers }: IncomingMessage): Reply {
  const [name, status] =
    error instanceof AwsError ? [error.name, error.$metadata.httpStatusCode] : ['Failure', 500];
  const message = error instanceof Error ? error.message : String(error);
  if (SPEAKS_XML.includes(scopeOf(headers.authorization).service)) {
    const body = `<ErrorResponse><Error><Code>${name}</Code><Message>${message}</Message></Error></ErrorResponse>`;
    return { status, headers: { 'content-type': 'text/xml' }, body };
  }
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
    body: JSON.stringify({ __type: name, message }),
  };
}
