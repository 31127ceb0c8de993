import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { ListExperimentsCommand } from '@aws-sdk/client-fis';
import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { GetHealthCheckCommand } from '@aws-sdk/client-route-53';
import { DescribeAutomationExecutionsCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Clients } from '../../../experiment/aws/clients';
import { RetryPolicy } from '../../../experiment/aws/retry-policy';
import { retryingClients } from '../../../experiment/aws/retrying-clients';
import { awsError, FakeAws } from '../support/fake-aws';
import { TestTimeline } from '../support/lab';
import { ManualClock } from '../support/manual-clock';

const asking: readonly (readonly [string, string, (clients: Clients) => Promise<unknown>])[] = [
  [
    'FIS in eu-west-1',
    'ListExperiments',
    (clients) => clients.fis('eu-west-1').send(new ListExperimentsCommand({})),
  ],
  [
    'Lambda in eu-west-1',
    'GetAlias',
    (clients) => clients.lambda('eu-west-1').send(new GetAliasCommand({ FunctionName: 'x', Name: 'live' })),
  ],
  [
    'CloudWatch in eu-west-1',
    'DescribeAlarms',
    (clients) => clients.cloudwatch('eu-west-1').send(new DescribeAlarmsCommand({})),
  ],
  [
    'Systems Manager in eu-west-1',
    'DescribeAutomationExecutions',
    (clients) => clients.ssm('eu-west-1').send(new DescribeAutomationExecutionsCommand({})),
  ],
  [
    'Route 53',
    'GetHealthCheck',
    (clients) => clients.route53().send(new GetHealthCheckCommand({ HealthCheckId: 'check' })),
  ],
  ['STS', 'GetCallerIdentity', (clients) => clients.sts().send(new GetCallerIdentityCommand({}))],
];

it.each(asking)('%s is asked again until it answers', async (whom, operation, ask) => {
  const clock = new ManualClock();
  const timeline = new TestTimeline(clock);
  let calls = 0;
  const aws = new FakeAws().on(operation, () => {
    calls += 1;
    if (calls < 3) throw awsError('ThrottlingException', 'Rate exceeded');
    return 'the answer';
  });
  const clients = retryingClients(aws.clients, new RetryPolicy(clock, timeline));
  await expect(clock.run(ask(clients))).resolves.toBe('the answer');
  expect(timeline.details('aws.unanswered')).toEqual([
    `${whom}: Rate exceeded; asked again for up to 10 min`,
  ]);
});

it('ends a request that it has given up', async () => {
  const clock = new ManualClock();
  const signals: (AbortSignal | undefined)[] = [];
  const send = (_command: unknown, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown> => {
    signals.push(options?.abortSignal);
    return signals.length === 1 ? new Promise(() => undefined) : Promise.resolve({});
  };
  const clients = { ssm: () => ({ send }) } as unknown as Clients;
  const patient = retryingClients(clients, new RetryPolicy(clock, new TestTimeline(clock)));
  await clock.run(patient.ssm('us-east-1').send(new DescribeAutomationExecutionsCommand({})));
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
});
