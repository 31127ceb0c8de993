import type { Hypothesis } from '../../schemas/hypothesis';
import type { LabConfig } from '../../schemas/lab-config';

/**
 * The lab as the soak runs it: everything that can break a restoration, and less of what only takes time. Few customers, slow health
 * checks, a short fault.
 */
export function soakConfig(config: LabConfig): LabConfig {
  return {
    ...config,
    regions: config.regions.map((region) => ({ ...region, customers: { requestsPerMinute: 6 } })),
    healthCheck: { ...config.healthCheck, intervalSeconds: 30 },
    fault: { ...config.fault, minutes: 3 },
  };
}

/** The hypothesis with the shortest windows. */
export function soakHypothesis(hypothesis: Hypothesis): Hypothesis {
  return { ...hypothesis, windows: { baselineMinutes: 1, recoveryMinutes: 1 } };
}
