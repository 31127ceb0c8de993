/** What is known of the credentials that AWS is asked with. */
export interface CredentialFacts {
  /** Whether they come from the environment of this process, which nobody can change any more, or from where they can be read again. */
  readonly isFromEnvironment: boolean;
  /** Whether they come to an end at all. */
  readonly isTemporary: boolean;
  /** When they do, in milliseconds since 1970; null where that is not known. */
  readonly expiresAt: number | null;
}

/** The credentials that all clients ask AWS with. */
export interface Credentials {
  /** Reads what is known of them. */
  facts(): Promise<CredentialFacts>;
  /** Has them read afresh for the next request, from wherever they come: who has logged in again is let in. */
  renew(): void;
}

/** What a person can do about credentials that have come to their end. */
export const LOG_IN = 'log in again: `aws sso login`, or new credentials for AWS_PROFILE';
