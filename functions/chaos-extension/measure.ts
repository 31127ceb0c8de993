/** The namespace of what the extension counts: its own, since it knows neither lab nor deployment. */
export const NAMESPACE = 'chaos-extension';

/** One for each invocation that the fault was injected into. */
export const INJECTED = 'InjectedInvocations';

/** An invocation, as Lambda hands it out. */
export interface Invocation {
  readonly requestId: string;
  /** `arn:aws:lambda:us-east-1:123456789012:function:hello:live`, with what it was invoked through; null where Lambda did not say. */
  readonly functionArn: string | null;
}

/**
 * The members that make a line of the log count one injected invocation (CloudWatch embedded metric format): CloudWatch Logs reads the
 * metric out of the function's log group, so the function needs no right but that to write its log. The dimensions are those of Lambda's
 * own metrics of an alias, so that both can be laid beside each other.
 * @param invocation the invocation
 * @param at when, in milliseconds since 1970
 * @returns nothing where the ARN does not say which function it is
 */
export function countInjected(invocation: Invocation, at: number): Readonly<Record<string, unknown>> {
  const { functionArn } = invocation;
  const [, resource, name] = /:function:(([^:]+)(?::[^:]+)?)$/.exec(functionArn ?? '') ?? [];
  if (name === undefined || resource === undefined) return {};
  return {
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: NAMESPACE,
          Dimensions: [['FunctionName', 'Resource']],
          Metrics: [{ Name: INJECTED, Unit: 'Count' }],
        },
      ],
    },
    FunctionName: name,
    Resource: resource,
    [INJECTED]: 1,
  };
}
