import { plainAnswer, type ProxyResponse } from '../plain-answer';

/**
 * Greets a customer in the name of the region that answers: `Hello from region us-east-1`. The customer simulator
 * reads the region from this text.
 */
export function handler(): Promise<ProxyResponse> {
  return Promise.resolve(plainAnswer(`Hello from region ${process.env.AWS_REGION ?? 'unknown'}`));
}
