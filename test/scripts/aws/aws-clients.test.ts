import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { GetExperimentCommand, type FisClient } from '@aws-sdk/client-fis';
import { GetAliasCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { GetHealthCheckCommand } from '@aws-sdk/client-route-53';
import { DescribeDocumentCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Clients } from '../../../experiment/aws/clients';
import { awsClients } from '../../../scripts/aws/aws-clients';

// What the commands do themselves.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** What the endpoint says the time is; near this machine's, for the SDK tries again by AWS' time where it is not. */
const DATE = new Date().toUTCString();

describe('awsClients', () => {
  it('makes one client for each region and service', () => {
    const clients = awsClients();
    expect(clients.lambda('us-east-1')).toBe(clients.lambda('us-east-1'));
    expect(clients.lambda('us-east-1')).not.toBe(clients.lambda('eu-west-1'));
    expect(clients.route53()).toBe(clients.route53());
    expect(clients.sts()).toBe(clients.sts());
  });

  it.each(['fis', 'lambda', 'cloudwatch', 'ssm'] as const)(
    'asks %s of the region, with standard retries',
    async (service) => {
      const { config } = awsClients()[service]('eu-west-1') as LambdaClient;
      await expect(config.region()).resolves.toBe('eu-west-1');
      expect(await (config.retryMode as () => Promise<string>)()).toBe('standard');
    },
  );
});

describe('the environment', () => {
  const asked: (string | undefined)[] = [];
  /** How it answers, in order; in the end always the same. */
  const statuses: number[] = [];
  const environment = { ...process.env };
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url);
      const status = statuses.length > 1 ? statuses.shift() : statuses[0];
      response
        .writeHead(status ?? 200, { 'content-type': 'application/json', date: DATE, connection: 'close' })
        .end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked.length = 0;
    statuses.length = 0;
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  });
  afterEach(() => (process.env = { ...environment }));
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_FIS'])(
    'are honoured by the older FIS client: %s',
    async (name) => {
      process.env[name] = url;
      const fis = awsClients().fis('us-east-1') as FisClient;
      await fis.send(new GetExperimentCommand({ id: 'EXP1' }));
      fis.destroy();
      expect(asked).toEqual(['/experiments/EXP1']);
    },
  );

  it('are honoured by the others', async () => {
    process.env.AWS_ENDPOINT_URL_LAMBDA = url;
    const lambda = awsClients().lambda('us-east-1') as LambdaClient;
    await lambda.send(new GetAliasCommand({ FunctionName: 'hello', Name: 'live' }));
    lambda.destroy();
    expect(asked).toEqual(['/2015-03-31/functions/hello/aliases/live']);
  });

  describe('whose answers have a Date', () => {
    const dates: (string | undefined)[] = [];
    const listener = { asked: () => (date: string | undefined) => void dates.push(date) };
    let clients: Clients;
    beforeEach(() => {
      dates.length = 0;
      process.env.AWS_ENDPOINT_URL = url;
      clients = awsClients(listener);
    });

    it.each([
      ['FIS', () => clients.fis('us-east-1').send(new GetExperimentCommand({ id: 'EXP1' }))],
      [
        'Lambda',
        () => clients.lambda('us-east-1').send(new GetAliasCommand({ FunctionName: 'hello', Name: 'live' })),
      ],
      ['CloudWatch', () => clients.cloudwatch('us-east-1').send(new DescribeAlarmsCommand({}))],
      ['Systems Manager', () => clients.ssm('us-east-1').send(new DescribeDocumentCommand({ Name: 'a' }))],
      ['Route 53', () => clients.route53().send(new GetHealthCheckCommand({ HealthCheckId: 'h' }))],
      ['STS', () => clients.sts().send(new GetCallerIdentityCommand({}))],
    ])('tells it of a refusal of %s', async (_service, ask) => {
      statuses.push(403);
      await expect(ask()).rejects.toThrow();
      expect(dates).toEqual([DATE]);
    });

    it('tells it of each try', async () => {
      statuses.push(503, 200);
      const alias = new GetAliasCommand({ FunctionName: 'hello', Name: 'live' });
      await clients.lambda('us-east-1').send(alias);
      expect(dates).toEqual([DATE, DATE]);
    });
  });
});
