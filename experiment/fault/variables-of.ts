import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

/** A function's variables could not be read, so nothing follows from there being none in Lambda's answer. */
export class UnreadableVariablesError extends Error {
  override name = 'UnreadableVariablesError';
  /** Without the function's name. */
  readonly reason: string;

  constructor({ FunctionName = '', Version = '', Environment }: FunctionConfiguration) {
    const { ErrorCode, Message } = Environment?.Error ?? {};
    const reason = `the variables of version ${Version} cannot be read (${[ErrorCode, Message].filter(Boolean).join(': ')})`;
    super(`${FunctionName}: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Whether Lambda tells a function's variables. Where whoever asks may not decrypt them it answers `Environment.Error` in their place
 * (Lambda API reference, EnvironmentResponse).
 */
export function isReadable({ Environment }: FunctionConfiguration): boolean {
  return (Environment?.Error ?? null) === null;
}

/**
 * A function's variables; none where Lambda leaves them out, as it does where there are none.
 * @throws UnreadableVariablesError where Lambda leaves them out because they cannot be decrypted
 */
export function variablesOf(configuration: FunctionConfiguration): Readonly<Record<string, string>> {
  if (!isReadable(configuration)) throw new UnreadableVariablesError(configuration);
  return configuration.Environment?.Variables ?? {};
}

/** What to do about variables that cannot be read. */
export function decryptAdvice({ KMSKeyArn: key = 'their key' }: FunctionConfiguration = {}): string {
  return `allow these credentials, and the role of the document, kms:Decrypt on ${key}`;
}
