import type { AwsApi } from '../aws/api';
import type { Call } from '../aws/call';
import type { WorldContext } from '../world-context';

/** Who runs a game day in the World. */
const OPERATOR = { name: 'user/operator', id: 'AIDAEXAMPLEOPERATOR00' };

/** How the sessions of roles are called here. */
const SESSION = 'session';

/** The Security Token Service: it says who calls. */
export class Sts {
  constructor(
    private readonly world: WorldContext,
    api: AwsApi,
  ) {
    api.register('sts', {
      GetCallerIdentity: {
        // It needs no permission, and an explicit denial does not change that (STS API reference, GetCallerIdentity).
        resources: () => [],
        run: (_input, call) => this.identityOf(call),
      },
    });
  }

  private identityOf({ principal }: Call): object {
    const { partition, accountId: Account } = this.world;
    if (principal === 'operator') {
      return { Account, Arn: `arn:${partition}:iam::${Account}:${OPERATOR.name}`, UserId: OPERATOR.id };
    }
    const role = principal.roleArn.slice(principal.roleArn.lastIndexOf('/') + 1);
    return {
      Account,
      Arn: `arn:${partition}:sts::${Account}:assumed-role/${role}/${SESSION}`,
      UserId: `AROAEXAMPLE:${SESSION}`,
    };
  }
}
