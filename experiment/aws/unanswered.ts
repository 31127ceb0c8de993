import { LOG_IN } from './credentials';
import { isAboutCredentials } from './credentials-errors';

const THROTTLING_ERRORS = [
  'RequestLimitExceeded',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
];

const NOT_ALLOWED = /AccessDenied|Unauthorized|NotAuthorized/;

/** Whether AWS denied a call: because of who made it, or of what they may do. */
export function isDenied(error: unknown): error is Error {
  return NOT_ALLOWED.test(nameOf(error)) || isAboutCredentials(error);
}

/** The name and the message of what was thrown. */
export function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return [nameOf(error), message].filter((part) => part !== '').join(': ');
}

/** What to do about a call that AWS did not answer. */
export function adviceAbout(error: unknown): string {
  if (isAboutCredentials(error)) return LOG_IN;
  const name = nameOf(error);
  if (NOT_ALLOWED.test(name)) return permissionAdvice(error);
  if (THROTTLING_ERRORS.includes(name)) return 'AWS has had too many requests: run it again in a minute';
  return 'run it again; if it stays, see whether this machine reaches AWS, and what AWS says';
}

/** IAM names the action: "… is not authorized to perform: lambda:GetAlias on resource: …". */
function permissionAdvice(error: unknown): string {
  const action = /not authorized to perform: ([\w-]+:\w+)/.exec(wordsOf(error))?.[1];
  return `allow these credentials ${action ?? 'what AWS refuses here'}, and run it again`;
}

/** The error's name; for those of the network, which have none of their own, their code. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error.name !== 'Error' && error.name !== 'AggregateError') return error.name;
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
