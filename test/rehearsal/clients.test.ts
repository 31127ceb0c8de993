import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { GetHealthCheckCommand } from '@aws-sdk/client-route-53';
import { StartAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { worldClients } from '../../rehearsal/clients';
import type { Send, World } from '../../rehearsal/world';

function client() {
  const send = jest.fn<ReturnType<Send>, Parameters<Send>>(() => Promise.resolve({ answered: true }));
  const world: Pick<World, 'send'> = { send };
  return { send, clients: worldClients(world) };
}

describe("the World's clients", () => {
  it("send a command of the AWS SDK by its operation's name, to the client's region", async () => {
    const { send, clients: own } = client();
    const answer = await own
      .lambda('eu-west-1')
      .send(new GetAliasCommand({ FunctionName: 'hello', Name: 'live' }));
    expect(answer).toEqual({ answered: true });
    expect(send.mock.calls).toEqual([
      ['lambda', 'eu-west-1', 'GetAlias', { FunctionName: 'hello', Name: 'live' }],
    ]);
  });

  it('know each service by its name, and those that are one for all regions in one region', async () => {
    const { send, clients: own } = client();
    await own.ssm('us-east-1').send(new StartAutomationExecutionCommand({ DocumentName: 'd' }));
    await own.route53().send(new GetHealthCheckCommand({ HealthCheckId: 'h' }));
    await own.sts().send(new GetCallerIdentityCommand({}));
    expect(send.mock.calls.map(([service, region, operation]) => [service, region, operation])).toEqual([
      ['ssm', 'us-east-1', 'StartAutomationExecution'],
      ['route53', 'us-east-1', 'GetHealthCheck'],
      ['sts', 'us-east-1', 'GetCallerIdentity'],
    ]);
  });
});
