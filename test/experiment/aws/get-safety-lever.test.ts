import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as sdk from '@aws-sdk/client-fis';
import { GetSafetyLeverCommand, SAFETY_LEVER } from '../../../experiment/aws/get-safety-lever';

// What the commands do themselves.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** FIS, as far as it is asked for its lever. */
class LeverServer {
  readonly asked: IncomingMessage[] = [];
  private readonly server: Server;

  constructor(status: number, headers: Readonly<Record<string, string>>, body: string) {
    this.server = createServer((request, response) => {
      this.asked.push(request);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    });
  }

  /** Asks it once, at a path below its root. */
  async ask(base = '') {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    const client = new sdk.FisClient({
      region: 'eu-west-1',
      endpoint: `http://127.0.0.1:${port}${base}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    try {
      return await client.send(new GetSafetyLeverCommand({ id: SAFETY_LEVER }));
    } finally {
      client.destroy();
      this.server.close();
    }
  }
}

const lever = {
  id: 'default',
  arn: 'arn:aws:fis:eu-west-1:123456789012:safety-lever/default',
  state: { status: 'engaged', reason: 'Black Friday' },
};

it.each(['', '/fis/'])('asks FIS in its own words, signed, below the endpoint "%s"', async (base) => {
  const server = new LeverServer(200, {}, JSON.stringify({ safetyLever: lever }));
  expect((await server.ask(base)).safetyLever).toEqual(lever);
  expect(server.asked).toHaveLength(1);
  const [{ method, url, headers } = {}] = server.asked;
  expect([method, url]).toEqual(['GET', base === '' ? '/safetyLevers/default' : '/fis/safetyLevers/default']);
  expect(headers?.authorization).toMatch(/Credential=test\/\d{8}\/eu-west-1\/fis\/aws4_request/);
});

it.each([
  [
    { 'x-amzn-errortype': 'AccessDeniedException:http://internal.amazon.com/' },
    '{"message":"not authorized"}',
  ],
  [{}, '{"__type":"AccessDeniedException","Message":"not authorized"}'],
])('is refused with the name and the words of FIS', async (headers, body) => {
  const error = await new LeverServer(403, headers, body).ask().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(sdk.FisServiceException);
  expect(error).toMatchObject({
    name: 'AccessDeniedException',
    message: 'not authorized',
    $metadata: { httpStatusCode: 403 },
  });
});

it("is needed as long as the client of the SDK does not have it: when this fails, use the client's own", () => {
  expect(sdk).not.toHaveProperty('GetSafetyLeverCommand');
});
