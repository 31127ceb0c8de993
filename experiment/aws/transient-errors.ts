import { isThrottlingError, isTransientError } from '@smithy/service-error-classification';
import type { Clock } from '../time/clock';

/** Node's codes of a network, or a name server, that is not there for now, besides those that the SDK takes for transient. */
const UNREACHABLE = ['ECONNABORTED', 'EAI_AGAIN', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH'];

const SERVER_ERROR = 500;

/** Whether AWS had too many requests: what was asked has not been done, so it can be asked again, whatever it is. */
export function isThrottled(error: unknown): boolean {
  return isObject(error) && isThrottlingError(error as SdkError);
}

/** Whether an error goes away by waiting: AWS throttles, has trouble of its own, or cannot be reached. A refusal stays a refusal. */
export function isTransient(error: unknown): boolean {
  if (!isObject(error)) return false;
  const { code = '', $metadata } = error as SdkError & { readonly code?: string };
  return (
    isThrottled(error) ||
    isTransientError(error as SdkError) ||
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
type SdkError = Parameters<typeof isTransientError>[0];

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
