import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { find, fine, wrong, type CheckProps, type Finding } from './finding';
import { ownerOf } from './placeholder-values';
import { isAboutCredentials, wordsOf } from './unanswered';

/** A finding about the credentials, and what it means for the checks after it. */
export interface CredentialsFinding extends Finding {
  /** Why it would be pointless to ask AWS anything else; null where it is not. */
  readonly hindrance: string | null;
}

/** Who calls, and whether that is somebody of the account that the lab is deployed in. */
export async function checkCredentials(props: CheckProps): Promise<CredentialsFinding> {
  const { account } = ownerOf(props.region);
  const logIn = `log in to account ${account}: name a profile of it in AWS_PROFILE and, with single sign-on, run \`aws sso login\``;
  let hindrance: string | null = null;
  const finding = await find(async () => {
    try {
      const { Account, Arn } = await props.clients.sts().send(new GetCallerIdentityCommand({}));
      const measured = `account ${Account ?? 'unknown'} as ${Arn ?? 'unknown'}`;
      if (Account === account) return fine(measured);
      // Where the names of another account's functions are the same, the next checks would be about that account, and call them.
      hindrance = 'the credentials are of another account';
      return wrong(`${measured}, and the lab is deployed in ${account}`, logIn);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      hindrance = 'no usable credentials';
      return wrong(wordsOf(error), logIn);
    }
  });
  return { ...finding, hindrance };
}

/**
 * GetCallerIdentity needs no permission (STS API reference), so whatever AWS refuses here, it refuses the credentials themselves: also a
 * denied access, which is that of a profile to the role it should assume.
 */
function isRefusal(error: unknown): boolean {
  return isAboutCredentials(error) || (error instanceof Error && error.name.includes('AccessDenied'));
}
