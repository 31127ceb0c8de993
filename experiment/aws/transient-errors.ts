import type { Clock } from '../time/clock';

/** Errors of AWS that say `later`; the SDK's own list (@smithy/service-error-classification). */
const THROTTLED = [
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
];

/** Of the SDK, of AWS and of this file, for a request that took too long. */
const TIMED_OUT = ['TimeoutError', 'RequestTimeout', 'RequestTimeoutException'];

/** Node's codes of a connection, or a name server, that is not there for now (the first four are the SDK's list too). */
const UNREACHABLE = [
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ECONNABORTED',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
];

const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

/** Whether AWS had too many requests: what was asked has not been done, so it can be asked again, whatever it is. */
export function isThrottled(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, $metadata, $retryable } = error as SdkError;
  return (
    THROTTLED.includes(name ?? '') ||
    $retryable?.throttling === true ||
    $metadata?.httpStatusCode === TOO_MANY_REQUESTS
  );
}

/** Whether an error goes away by waiting: AWS throttles, has trouble of its own, or cannot be reached. A refusal stays a refusal. */
export function isTransient(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code, $metadata } = error as SdkError;
  const status = $metadata?.httpStatusCode ?? 0;
  return (
    isThrottled(error) ||
    TIMED_OUT.includes(name ?? '') ||
    UNREACHABLE.includes(code ?? '') ||
    status >= SERVER_ERROR
  );
}

/**
 * Sends a request, and gives it up when it has not been answered in time: the SDK would wait for ever on a connection that nobody
 * closes.
 * @throws Error named `TimeoutError`, which passes
 */
export async function answerWithin<T>(
  clock: Clock,
  milliseconds: number,
  send: (abortSignal: AbortSignal) => Promise<T>,
): Promise<T> {
  const [answered, calling] = [new AbortController(), new AbortController()];
  const tooLate = clock.sleep(milliseconds, answered.signal).then((): never => {
    const seconds = Math.round(milliseconds / 1000);
    throw Object.assign(new Error(`no answer within ${seconds} s`), { name: 'TimeoutError' });
  });
  try {
    return await Promise.race([send(calling.signal), tooLate]);
  } catch (error) {
    calling.abort();
    throw error;
  } finally {
    tooLate.catch(() => undefined);
    answered.abort(new Error('answered'));
  }
}

/** As far as it is looked at here. */
interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $retryable?: { readonly throttling?: boolean };
}
