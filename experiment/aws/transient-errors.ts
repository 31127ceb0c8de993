import { isThrottlingError } from '@smithy/service-error-classification';
import type { Clock } from '../time/clock';

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

const SERVER_ERROR = 500;

/** Whether AWS had too many requests: what was asked has not been done, so it can be asked again, whatever it is. */
export function isThrottled(error: unknown): boolean {
  return isObject(error) && isThrottlingError(error as SdkError);
}

/**
 * Whether an error goes away by waiting: AWS throttles, has trouble of its own, or cannot be reached. A refusal stays a refusal. (The SDK's own
 * `isTransientError` takes every refusal for transient once it has corrected the machine's clock, to sign the request once more.)
 */
export function isTransient(error: unknown): boolean {
  if (!isObject(error)) return false;
  const { name, code = '', $metadata } = error as SdkError & { readonly code?: string };
  return (
    isThrottled(error) ||
    TIMED_OUT.includes(name) ||
    UNREACHABLE.includes(code) ||
    ($metadata?.httpStatusCode ?? 0) >= SERVER_ERROR
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

/** What the SDK's own judgement is asked of. */
type SdkError = Parameters<typeof isThrottlingError>[0];

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
