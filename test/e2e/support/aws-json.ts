/** A service that speaks AWS JSON: its name in signatures, and the prefix of its operations. */
const PREFIXES = {
  ssm: 'AmazonSSM',
  events: 'AWSEvents',
  dynamodb: 'DynamoDB_20120810',
} as const;

/**
 * Calls a service that no client of the project's dependencies is needed for. The signature is none: moto only reads the service and
 * the region from it.
 * @throws Error with the answer, where it is an error
 */
export function callMoto(
  url: string,
  service: keyof typeof PREFIXES,
  region: string,
  operation: string,
  input: object,
): Promise<unknown> {
  return ask(url, `${service}:${operation} in ${region}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${PREFIXES[service]}.${operation}`,
      authorization: authorization(service, region),
    },
    body: JSON.stringify(input),
  });
}

/**
 * Reads something of a service whose API has paths, likewise.
 * @throws Error with the answer, where it is an error
 */
export function readMoto(url: string, service: string, region: string, path: string): Promise<unknown> {
  return ask(url + path, `${service} ${path} in ${region}`, {
    headers: { authorization: authorization(service, region) },
  });
}

/**
 * Puts something into a service whose API has paths, likewise.
 * @throws Error with the answer, where it is an error
 */
export function putToMoto(
  url: string,
  service: string,
  region: string,
  path: string,
  body: object,
): Promise<unknown> {
  return ask(url + path, `PUT ${service} ${path} in ${region}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: authorization(service, region) },
    body: JSON.stringify(body),
  });
}

async function ask(url: string, what: string, init: RequestInit): Promise<unknown> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${what}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

function authorization(service: string, region: string): string {
  return `AWS4-HMAC-SHA256 Credential=testing/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`;
}
