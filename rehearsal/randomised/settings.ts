import type { Hypothesis } from '../../validation/hypothesis/hypothesis';
import type { LabConfig } from '../../validation/lab-config/lab-config';
import type { Configuration } from '../../terraform/configuration';

/**
 * The lab as the soak runs it: everything that can break a restoration, and less of what only takes time. Few customers, slow health
 * checks, a short fault.
 */
export function soakConfig(config: LabConfig): LabConfig {
  return {
    ...config,
    regions: config.regions.map((region) => ({ ...region, customers: { requestsPerMinute: 4, workers: 1 } })),
    healthCheck: { ...config.healthCheck, intervalSeconds: 30 },
    fault: { ...config.fault, minutes: 3 },
  };
}

/** The hypothesis with the shortest windows in which there is a whole minute, wherever the runner's clock begins. */
export function soakHypothesis(hypothesis: Hypothesis): Hypothesis {
  return { ...hypothesis, windows: { baselineMinutes: 2, recoveryMinutes: 1 } };
}

/**
 * The stack with a variable of the functions' own, which the fault must leave alone and a restoration must not lose.
 */
export function soakConfiguration(configuration: Configuration): Configuration {
  const blocks = configuration.blocks.map((block) =>
    block.type === 'aws_lambda_function' && block.arguments.environment === undefined
      ? { ...block, arguments: { ...block.arguments, environment: { variables: { OWN_VARIABLE: 'kept' } } } }
      : block,
  );
  return { ...configuration, blocks };
}
