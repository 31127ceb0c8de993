import type { IncomingMessage } from 'node:http';

/** A request to an AWS service, taken from HTTP. */
export interface AwsCall {
  /** As signatures name it: `monitoring` is CloudWatch. */
  readonly service: string;
  readonly region: string;
  /** The access key's id that the request was signed with. */
  readonly accessKey: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of services that speak JSON: the operation's name; empty for others. */
  readonly operation: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Reads what a request asks of whom. */
export function readCall({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer): AwsCall {
  const { pathname: path, searchParams: query } = new URL(url, 'http://aws');
  const operation = String(headers['x-amz-target'] ?? '').replace(/^.*\./, '');
  return { ...scopeOf(headers.authorization), method, path, query, operation, headers, body };
}

/** The JSON that a call carries; an empty object where it carries nothing. */
export function jsonOf({ body }: AwsCall): Readonly<Record<string, unknown>> {
  return body.length === 0 ? {} : (JSON.parse(body.toString()) as Record<string, unknown>);
}

/** Service, region and whose key, from the signature: `Credential=KEY/20260101/us-east-1/fis/aws4_request`. */
export function scopeOf(authorization = ''): { service: string; region: string; accessKey: string } {
  const [, accessKey = '', region = '', service = ''] =
    /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(authorization) ?? [];
  return { service, region, accessKey };
}
