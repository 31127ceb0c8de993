import type { Clients } from '../../experiment/aws/clients';
import type { Clock } from '../../experiment/time/clock';
import type { Deployment } from '../../experiment/deployment/deployment';
import { checkCredentials } from '../../experiment/preflight/checks/credentials';

/** Whose credentials are looked at, and for which lab. */
export interface CredentialsProps {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly deployment: Deployment;
}

/**
 * Makes sure that there are credentials, and that they are of the account in which the lab is deployed, before anything else is asked of
 * AWS. Where STS does not answer, that is no reason to leave a fault in place.
 * @returns what is not known, in a sentence; null where all is well
 * @throws Error that says what is wrong with the credentials, and how to log in
 */
export async function requireCredentials(props: CredentialsProps): Promise<string | null> {
  const [region] = props.deployment.regions;
  if (region === undefined) return null;
  const { passed, measured, advice, hindrance } = await checkCredentials({ ...props, region, template: '' });
  if (hindrance !== null) throw new Error(`${hindrance}: ${measured}; ${advice}`);
  return passed === true ? null : `it is not known whose credentials these are: ${measured}`;
}
