import { JSON_TEXT, PROBABILITY, SWITCH } from './variables';
import { DEFAULT_PROBABILITY, type FaultKind } from './fault-kind';

/** What the public chaos-lambda-extension answers where nothing is set (its README and src/routes.rs). */
const DEFAULT_RESPONSE = '{"statusCode":500,"body":"hello, Chaos!!!"}';

const variables = {
  enabled: 'RESPONSE__ENABLE_CHANGE_RESPONSE_BODY',
  body: 'RESPONSE__DEFAULT_RESPONSE',
  probability: 'RESPONSE__CHANGE_RESPONSE_PROBABILITY',
} as const;

/** Replaces the answers of a function. */
export const response = {
  kind: 'response',
  does: 'is run as ever, and another body is answered in place of its own',
  variables,
  inject(read, random) {
    if (read(variables.enabled, false, SWITCH) !== true) return null;
    const body = read(variables.body, DEFAULT_RESPONSE, JSON_TEXT);
    const chance = read(variables.probability, DEFAULT_PROBABILITY, PROBABILITY);
    if (body === undefined || chance === undefined) return null;
    return random() < chance ? { responseBody: body } : null;
  },
} satisfies FaultKind;
