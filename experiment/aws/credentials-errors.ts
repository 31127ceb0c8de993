/** Errors of AWS, and of the SDK, for credentials that were good once: they have come to their end, or cannot be had just now. */
const EXPIRED = [
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'CredentialsProviderError',
  'TokenProviderError',
];

/** AWS does not know the key, or not any more: it was wrong from the beginning, or it was deleted, deactivated or revoked since. */
const UNKNOWN = ['InvalidClientTokenId', 'UnrecognizedClientException'];

/** The other errors that say that AWS does not take the credentials (common errors of AWS' APIs). */
const REFUSED = [
  'InvalidAccessKeyId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'SignatureDoesNotMatch',
];

/** Whether a call failed because of who made it. */
export function isAboutCredentials(error: unknown): boolean {
  return error instanceof Error && [...EXPIRED, ...UNKNOWN, ...REFUSED].includes(error.name);
}

/**
 * Whether STS refuses the credentials, asked whose they are: that needs no permission (STS API reference, GetCallerIdentity), so an access
 * that is denied is that of a profile to the role it should assume.
 */
export function refusesIdentity(error: unknown): boolean {
  return isAboutCredentials(error) || (error instanceof Error && error.name.includes('AccessDenied'));
}

/**
 * Whether new credentials would cure an error.
 * @param wereTaken whether AWS has taken credentials before, where it refuses them now: a wrong key is not cured by waiting
 */
export function needsNewCredentials(error: unknown, wereTaken: boolean): boolean {
  if (!(error instanceof Error)) return false;
  return EXPIRED.includes(error.name) || (wereTaken && UNKNOWN.includes(error.name));
}
