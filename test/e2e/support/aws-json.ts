/** A service that speaks AWS JSON 1.1: its name in signatures, and the prefix of its operations. */
const PREFIXES = {
  ssm: 'AmazonSSM',
  events: 'AWSEvents',
} as const;

/**
 * Calls a service that no client of the project's dependencies is needed for. The signature is none: moto only reads the service and
 * the region from it.
 * @throws Error with the answer, where it is an error
 */
export async function callMoto(
  url: string,
  service: keyof typeof PREFIXES,
  region: string,
  operation: string,
  input: object,
): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${PREFIXES[service]}.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=testing/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(input),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${service}:${operation} in ${region}: ${answer.status} ${text}`);
  return JSON.parse(text);
}
