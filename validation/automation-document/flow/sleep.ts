import { durationSeconds } from '../../duration';
import { asText } from '../../parts';
import { yaml } from '../../findings/rule';
import type { AutomationRule } from '../context';

/** `aws:sleep` sleeps at most so many seconds (Systems Manager user guide, aws:sleep). */
const longestSleepSeconds = 604_799;

const example = (duration: string) => `
schemaVersion: '0.3'
mainSteps:
  - name: hold
    action: aws:sleep
    inputs: { Duration: ${duration} }
`;

/** Rules about the inputs of `aws:sleep`. */
export const sleepRules: readonly AutomationRule[] = [
  {
    code: 'SSM120',
    severity: 'error',
    title: 'a sleep that is no duration, or over seven days',
    explanation:
      'The duration is one of ISO 8601: `PT10M` are ten minutes, `PT90S` ninety seconds; `P10M` would be ten months. At most ' +
      '604,799 seconds can be slept.',
    examples: yaml(example('PT8D'), example('PT10M')),
    source: 'sleep',
    *check({ steps }) {
      for (const { path, action, inputs } of steps) {
        const duration = action === 'aws:sleep' ? asText(inputs.Duration) : undefined;
        if (duration === undefined || duration.includes('{{')) continue;
        const seconds = durationSeconds(duration);
        if (seconds !== undefined && seconds <= longestSleepSeconds) continue;
        const wrong = seconds === undefined ? 'is not an ISO 8601 duration' : 'is too long';
        const message = `"${duration}" ${wrong}; use one such as PT10M, of at most 604,799 seconds`;
        yield { path: [...path, 'inputs', 'Duration'], message };
      }
    },
  },
];
