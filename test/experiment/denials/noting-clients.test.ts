import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { Denials } from '../../../experiment/denials/denials';
import { notingClients } from '../../../experiment/denials/noting-clients';
import { awsError, FakeAws } from '../support/fake-aws';
import { ManualClock } from '../support/manual-clock';

function ask(error: Error | null) {
  const denials = new Denials(new ManualClock());
  const aws = new FakeAws().on('GetAlias', () => {
    if (error !== null) throw error;
    return { Name: 'live' };
  });
  const clients = notingClients(aws.clients, denials);
  const answer = clients
    .lambda('eu-west-1')
    .send(new GetAliasCommand({ FunctionName: 'hello', Name: 'live' }));
  return { answer, denials, aws };
}

it.each(['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'ExpiredTokenException'])(
  'note a call that AWS denies with %s, and hand the refusal on',
  async (name) => {
    const error = awsError(name, 'not you');
    const { answer, denials } = ask(error);
    await expect(answer).rejects.toBe(error);
    expect(denials.entries).toMatchObject([
      { who: 'runner', call: 'lambda:GetAlias', region: 'eu-west-1', reason: 'not you', times: 1 },
    ]);
  },
);

it.each(['ThrottlingException', 'ResourceNotFoundException', 'Error'])(
  'note nothing of what is no refusal: %s',
  async (name) => {
    const { answer, denials } = ask(awsError(name, 'no'));
    await expect(answer).rejects.toThrow('no');
    expect(denials.entries).toEqual([]);
  },
);

it('ask as they are asked, and hand on the answer', async () => {
  const { answer, aws, denials } = ask(null);
  await expect(answer).resolves.toEqual({ Name: 'live' });
  expect(aws.calls).toEqual([
    {
      service: 'lambda',
      region: 'eu-west-1',
      operation: 'GetAlias',
      input: { FunctionName: 'hello', Name: 'live' },
    },
  ]);
  expect(denials.entries).toEqual([]);
});
