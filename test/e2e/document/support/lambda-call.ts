import type { Json } from './moto-lambda';

/** The operations that the document uses, and no others. */
const OPERATIONS = [
  ['GetFunctionConfiguration', 'GET', /^\/2015-03-31\/functions\/([^/]+)\/configuration$/],
  ['UpdateFunctionConfiguration', 'PUT', /^\/2015-03-31\/functions\/([^/]+)\/configuration$/],
  ['PublishVersion', 'POST', /^\/2015-03-31\/functions\/([^/]+)\/versions$/],
  ['ListVersionsByFunction', 'GET', /^\/2015-03-31\/functions\/([^/]+)\/versions$/],
  ['GetAlias', 'GET', /^\/2015-03-31\/functions\/([^/]+)\/aliases\/([^/]+)$/],
  ['UpdateAlias', 'PUT', /^\/2015-03-31\/functions\/([^/]+)\/aliases\/([^/]+)$/],
  ['DeleteFunction', 'DELETE', /^\/2015-03-31\/functions\/([^/]+)$/],
  ['GetLayerVersion', 'GET', /^\/2018-10-31\/layers\/([^/]+)\/versions\/\d+$/],
] as const;

/** The name of an operation of Lambda's API. */
export type Operation = (typeof OPERATIONS)[number][0];

/** A request to Lambda. */
export interface LambdaCall {
  readonly operation: Operation;
  readonly method: string;
  /** Decoded, with a function's name where its ARN was given: moto does not find all that an ARN names. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Json;
}

/** The operations that change something. */
export const CHANGES: readonly Operation[] = [
  'UpdateFunctionConfiguration',
  'PublishVersion',
  'UpdateAlias',
  'DeleteFunction',
];

/** @throws Error for an operation that is not the document's */
export function readCall(method: string, url: string, body: string): LambdaCall {
  const { pathname, searchParams: query } = new URL(url, 'http://lambda');
  const path = decodeURIComponent(pathname).replace(/arn:[^/]*:function:/, '');
  const found = OPERATIONS.find(([, verb, pattern]) => verb === method && pattern.test(path));
  if (found === undefined) throw new Error(`the document is not known to call ${method} ${path}`);
  return { operation: found[0], method, path, query, body: body === '' ? {} : (JSON.parse(body) as Json) };
}
