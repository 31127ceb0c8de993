import type { Time } from './time';

/** How a request ended, in the names of the metrics. */
export type OutcomeName = 'status_2xx' | 'status_4xx' | 'status_5xx' | 'no_response';

/** What a customer saw. */
export interface Outcome {
  readonly name: OutcomeName;
  /** The region that the answer's text names; null when it names none. */
  readonly region: string | null;
}

/** The part of `https.IncomingMessage` that is used. */
export interface Answer {
  readonly statusCode?: number | undefined;
  setEncoding(encoding: 'utf8'): unknown;
  on(event: string, listener: (chunk: string) => void): unknown;
}

/** The part of `https.ClientRequest` that is used. */
interface Request {
  on(event: 'error', listener: (error: Error) => void): unknown;
  destroy(error: Error): unknown;
  end(): unknown;
}

/** The part of `https.request` that is used. */
export type SendRequest = (
  url: string,
  options: { readonly agent: false; readonly method: 'GET' },
  callback: (answer: Answer) => void,
) => Request;

/**
 * How long a customer waits for the whole answer. Longer than API Gateway's 29 s (REST API, integration time-out):
 * with less, the 504 of a slow region would be counted as no answer at all.
 */
const TIMEOUT_MS = 35_000;

/** The greeting is some 30 characters long; a page of HTML that answers in its place need not be kept. */
const MOST_CHARACTERS = 1_024;

/**
 * Sends one request on a connection of its own (`agent: false`) and resolves, always, with what the customer saw.
 * A kept connection would stay with the region it was opened to and hide a failover; a new one resolves the name anew.
 */
export function askOnce(send: SendRequest, time: Time, url: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const cancelTimeout = time.after(TIMEOUT_MS, () => {
      resolve(NO_RESPONSE);
      request.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`));
    });
    // Whatever comes after the first call changes nothing: a promise resolves once.
    const settle = (outcome: Outcome): void => {
      cancelTimeout();
      resolve(outcome);
    };
    const request = send(url, { agent: false, method: 'GET' }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => {
        text = (text + chunk).slice(0, MOST_CHARACTERS);
      });
      answer.on('end', () => settle(outcomeOf(answer.statusCode, text)));
      // An answer that breaks off is none.
      for (const event of ['error', 'aborted', 'close']) answer.on(event, () => settle(NO_RESPONSE));
    });
    request.on('error', () => settle(NO_RESPONSE));
    request.end();
  });
}

const NO_RESPONSE: Outcome = { name: 'no_response', region: null };

/**
 * A status that is neither 2xx, 4xx nor 5xx is `no_response`: API Gateway sends none for a proxied GET, so something
 * else (a parked domain, a captive portal) stands at the API's name, and the API itself did not answer. Customers of
 * an API do not follow redirects; a 4xx would blame the customer.
 */
function outcomeOf(status: number | undefined, text: string): Outcome {
  const name = OUTCOME_OF_CLASS[Math.floor((status ?? 0) / 100)];
  if (name === undefined) return NO_RESPONSE;
  return { name, region: /Hello from region (\S+)/.exec(text)?.[1] ?? null };
}

const OUTCOME_OF_CLASS: Readonly<Record<number, OutcomeName>> = {
  2: 'status_2xx',
  4: 'status_4xx',
  5: 'status_5xx',
};
