/** What a Lambda function answers to a proxy integration of an API Gateway REST API. */
interface ProxyResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Greets a customer in the name of the region that answers: `Hello from region us-east-1`. The customer simulator
 * reads the region from this text. No cache may keep the answer: it would hide a failover.
 */
export function handler(): Promise<ProxyResponse> {
  return Promise.resolve({
    statusCode: 200,
    headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' },
    body: `Hello from region ${process.env.AWS_REGION ?? 'unknown'}`,
  });
}
