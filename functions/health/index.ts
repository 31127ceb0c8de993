import { plainAnswer, type ProxyResponse } from '../plain-answer';

/**
 * Answers a Route 53 health checker: `Region us-east-1 is healthy`. The text names the region, so that a check that
 * matches it cannot be satisfied by another region's answer.
 */
export function handler(): Promise<ProxyResponse> {
  return Promise.resolve(plainAnswer(`Region ${process.env.AWS_REGION ?? 'unknown'} is healthy`));
}
