import { parseDecimal, PROBABILITY, SWITCH } from './variables';
import { DEFAULT_PROBABILITY, type FaultKind } from './fault-kind';

/** The longest time-out of a Lambda function (service quotas); a longer delay is a mistake in the unit. */
const MOST_LATENCY_SECONDS = 900;

/** What the public chaos-lambda-extension takes where none is set (its README and src/routes.rs). */
const DEFAULT_LATENCY_SECONDS = 900;

const variables = {
  enabled: 'LAMBDA__ENABLE_LATENCY',
  seconds: 'LAMBDA__LATENCY_VALUE',
  probability: 'LAMBDA__LATENCY_PROBABILITY',
} as const;

/** Holds invocations back before the function gets them. */
export const latency = {
  kind: 'latency',
  does: 'is held back for so many seconds before the function gets it, and fails where its time-out comes first',
  variables,
  inject(read, random) {
    if (read(variables.enabled, false, SWITCH) !== true) return null;
    const seconds = read(variables.seconds, DEFAULT_LATENCY_SECONDS, {
      parse: (text) => parseDecimal(text, MOST_LATENCY_SECONDS),
      valid: `a number of seconds from 0 to ${MOST_LATENCY_SECONDS}`,
    });
    const chance = read(variables.probability, DEFAULT_PROBABILITY, PROBABILITY);
    if (seconds === undefined || chance === undefined) return null;
    return random() < chance ? { latencySeconds: seconds } : null;
  },
} satisfies FaultKind;
