import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { refusesIdentity } from '../../aws/credentials-errors';
import { arnParts } from '../../ownership/arn';
import { find, fine, together, wrong, type CheckProps, type Finding } from '../finding';
import { ownerOf } from '../template/placeholder-values';
import { wordsOf } from '../../aws/unanswered';

/** A finding about the credentials, and what it means for the checks after it. */
export interface CredentialsFinding extends Finding {
  /** Why it would be pointless to ask AWS anything else; null where it is not. */
  readonly hindrance: string | null;
}

/** Who calls, and whether that is somebody of the account that the lab is deployed in. */
export async function checkCredentials(props: CheckProps): Promise<CredentialsFinding> {
  const { account, partition } = ownerOf(props.region);
  const logIn = `log in to account ${account}: name a profile of it in AWS_PROFILE and, with single sign-on, run \`aws sso login\``;
  let hindrance: string | null = null;
  const finding = await find(async () => {
    try {
      const { Account, Arn } = await props.clients.sts().send(new GetCallerIdentityCommand({}));
      const measured = `account ${Account ?? 'unknown'} as ${Arn ?? 'unknown'}`;
      const isSamePartition = Arn === undefined || arnParts(Arn).partition === partition;
      if (Account === account && isSamePartition)
        return together([fine(measured), ...(await lifetime(props))]);
      // Where the names of another account's functions are the same, the next checks would be about that account, and call them.
      hindrance = 'the credentials are of another account';
      return wrong(
        `${measured}, and the lab is deployed in ${account}${isSamePartition ? '' : ` of partition ${partition}`}`,
        logIn,
      );
    } catch (error) {
      if (!refusesIdentity(error)) throw error;
      hindrance = 'no usable credentials';
      return wrong(wordsOf(error), logIn);
    }
  });
  return { ...finding, hindrance };
}

/** Whether credentials that nobody can renew last as long as they are needed; nothing where they can be read again, or do not end. */
async function lifetime({ clients, clock, minutes }: CheckProps): Promise<Finding[]> {
  const { isFromEnvironment, isTemporary, expiresAt } = (await clients.credentials?.facts()) ?? NO_FACTS;
  if (!isFromEnvironment || !isTemporary || minutes === undefined) return [];
  const needed = `they are from the environment, where nobody can renew them, and the game day takes about ${minutes} min`;
  if (expiresAt === null) return [fine(`${needed}: when they end is not known`)];
  const left = Math.floor((expiresAt - clock.now()) / 60_000);
  const measured = `${needed}: they end at ${new Date(expiresAt).toISOString().slice(0, 19)}Z, in ${left} min`;
  if (left >= minutes) return [fine(measured)];
  return [
    wrong(measured, `take credentials that last longer, or a profile (AWS_PROFILE), which is read again`),
  ];
}

const NO_FACTS = { isFromEnvironment: false, isTemporary: false, expiresAt: null };
