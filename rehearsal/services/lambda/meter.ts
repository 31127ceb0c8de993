import type { Configuration } from './configuration';
import type { CloudWatch } from '../cloudwatch/cloudwatch';
import type { Logs } from '../cloudwatch/logs';

/** What is told of invocations: to Lambda's own metrics, and to the function's log. */
export interface Meter {
  /** One has ended; its duration is that without the start of an environment. */
  ended(startedAt: number, milliseconds: number, failed: boolean): void;
  /** One was refused: no more could run at once. */
  throttled(at: number): void;
  /** The extension has written a line. */
  logged(line: Readonly<Record<string, unknown>>): void;
}

/** Where it goes. */
export interface Telemetry {
  readonly cloudwatch: Pick<CloudWatch, 'metrics'>;
  readonly logs: Pick<Logs, 'write'>;
}

/**
 * Meters what is invoked through a qualifier. Lambda has its metrics by function, by what was invoked, by version and in all, each at the
 * moment of the invocation (Lambda developer guide, "Types of metrics"); here as they are read: what was refused by function, the others by
 * what was invoked, `hello:live`. Moments are milliseconds since 1970.
 */
export function meterOf(
  { cloudwatch, logs }: Telemetry,
  { FunctionName: name, Role: role }: Configuration,
  qualifier: string,
  region: string,
): Meter {
  const store = cloudwatch.metrics(region);
  const resource = qualifier === '$LATEST' ? name : `${name}:${qualifier}`;
  const recorderOf = (metric: string) =>
    store.recorder({
      namespace: 'AWS/Lambda',
      name: metric,
      dimensions: { FunctionName: name, Resource: resource },
    });
  const [invocations, errors, duration] = [
    recorderOf('Invocations'),
    recorderOf('Errors'),
    recorderOf('Duration'),
  ];
  return {
    ended: (startedAt, milliseconds, failed) => {
      invocations(startedAt, 1);
      errors(startedAt, failed ? 1 : 0);
      duration(startedAt, milliseconds);
    },
    throttled: (at) => {
      store.put({ namespace: 'AWS/Lambda', name: 'Throttles', dimensions: { FunctionName: name } }, at, 1);
    },
    logged: (line) => logs.write(line, name, role, region),
  };
}
