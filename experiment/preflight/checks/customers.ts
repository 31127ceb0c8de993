import { InvokeCommand, type InvocationResponse } from '@aws-sdk/client-lambda';
import type { Clock } from '../../time/clock';
import type { DeployedRegion } from '../../deployment/deployment';
import { fine, findInEach, wrong, type CheckProps, type Finding } from '../finding';

/** Customers call for so long, at their usual rate. */
const SECONDS = 10;

/**
 * The last request is sent after {@link SECONDS}, and waits up to 35 s for its answer (functions/load-gen); then the counts are published,
 * for which each region has 8 s. The rest is for Lambda.
 */
const LONGEST_MS = 70_000;

/** So many may fail of all that are sent. */
const TOLERATED_SHARE = 0.01;

/** Each region's customers are served: a few of them call, right now. */
export async function checkCustomers(props: CheckProps): Promise<Finding> {
  return findInEach(props.deployment.regions, async (region) => {
    const { FunctionError: failure, Payload = new Uint8Array() } = await letCustomersCall(props, region);
    const answer = parsed(Buffer.from(Payload).toString('utf8'));
    return failure === undefined ? servedOf(region, answer) : failed(region, failure, answer);
  });
}

/** Invokes the simulator and waits for its totals: Lambda answers a synchronous invocation when the function has ended. */
async function letCustomersCall(
  { clients, clock }: CheckProps,
  { region, loadFunction, requestsPerMinute }: DeployedRegion,
): Promise<InvocationResponse> {
  const command = new InvokeCommand({
    FunctionName: loadFunction,
    InvocationType: 'RequestResponse',
    Payload: Buffer.from(JSON.stringify({ requestsPerMinute, seconds: SECONDS })),
  });
  // The SDK waits for an answer without end unless it is told otherwise.
  return within(clock, async (abortSignal) => clients.lambda(region).send(command, { abortSignal }));
}

async function within<T>(clock: Clock, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const [patience, calling] = [new AbortController(), new AbortController()];
  const tooLate = clock.sleep(LONGEST_MS, patience.signal).then((): never => {
    throw new Error(`${SECONDS} s of requests were not answered for within ${LONGEST_MS / 1000} s`);
  });
  tooLate.catch(() => calling.abort());
  try {
    return await Promise.race([work(calling.signal), tooLate]);
  } finally {
    patience.abort();
  }
}

function servedOf({ label, region, loadFunction }: DeployedRegion, answer: unknown): Finding {
  const { requests, status_2xx: served } = totalsOf(answer);
  if (requests === undefined || served === undefined) {
    return wrong(
      `${label}: ${loadFunction} answered ${JSON.stringify(answer)}, which are no totals`,
      `deploy again: ${loadFunction} in ${region} is not the lab's simulator`,
    );
  }
  const measured = `${label}: ${served} of ${requests} requests were served`;
  if (requests > 0 && (requests - served) / requests <= TOLERATED_SHARE) return fine(measured);
  const outcomes = Object.entries(totalsOf(answer))
    .filter(([name, count]) => /^(status_[45]xx|no_response)$/.test(name) && count !== 0)
    .map(([name, count]) => `${count} ${name}`);
  return wrong(
    [measured, ...outcomes].join(', '),
    `find out why customers in ${label} are not served; nothing can be learnt from breaking what is broken`,
  );
}

function failed({ label, loadFunction }: DeployedRegion, failure: string, answer: unknown): Finding {
  const { errorMessage } = (answer ?? {}) as { readonly errorMessage?: unknown };
  const message = typeof errorMessage === 'string' ? errorMessage : JSON.stringify(answer);
  return wrong(
    `${label}: ${loadFunction} failed (${failure}): ${message}`,
    `look at the log of ${loadFunction} in ${label}, and deploy again`,
  );
}

function totalsOf(answer: unknown): Partial<Record<string, number>> {
  const entries = typeof answer === 'object' && answer !== null ? Object.entries(answer) : [];
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'number'));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
