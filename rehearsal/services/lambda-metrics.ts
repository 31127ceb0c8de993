import type { MetricStore } from './cloudwatch-metrics';

/** What Lambda tells CloudWatch of its own accord, as far as it is read here (Lambda developer guide, "Types of metrics"). */
export class LambdaMetrics {
  /** @param metrics the metrics of a region */
  constructor(private readonly metrics: (region: string) => MetricStore) {}

  /** An invocation of a function was refused: no more could run at once. `at` is in milliseconds since 1970. */
  throttled(functionName: string, region: string, at: number): void {
    const dimensions = { FunctionName: functionName };
    this.metrics(region).put({ namespace: 'AWS/Lambda', name: 'Throttles', dimensions }, at, 1);
  }
}
