/** What a Lambda function answers to a proxy integration of an API Gateway REST API. */
export interface ProxyResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** 200 with a text. No cache may keep it: an answer of yesterday would hide a failover. */
export function plainAnswer(body: string): ProxyResponse {
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' },
    body,
  };
}
