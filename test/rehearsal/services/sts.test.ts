import type { Call } from '../../../rehearsal/aws/call';
import { Sts } from '../../../rehearsal/services/sts';
import { emptyAccount, operator } from '../support/context';

function identity(from: Call) {
  const account = emptyAccount();
  new Sts(account, account.api);
  return account.clock.run(account.api.call('sts', 'GetCallerIdentity', {}, from));
}

describe('STS', () => {
  it('says who runs the game day, and in which account', async () => {
    await expect(identity(operator)).resolves.toMatchObject({
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/operator',
    });
  });

  it('tells a role without any permission which role it is', async () => {
    const principal = { roleArn: 'arn:aws:iam::123456789012:role/path/hello' };
    await expect(identity({ principal, region: 'us-east-1' })).resolves.toMatchObject({
      Account: '123456789012',
      Arn: 'arn:aws:sts::123456789012:assumed-role/hello/session',
    });
  });
});
