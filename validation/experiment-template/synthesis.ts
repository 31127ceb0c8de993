import type { Rule } from '../findings/rule';
import { templates, wait } from './examples';

/** What only the synthesis can find in a template: it knows what fills the placeholders, and what Terraform takes. */
export const synthesisRules = {
  unfilled: {
    code: 'FIS190',
    severity: 'error',
    title: 'a placeholder that nothing fills',
    explanation:
      'The synthesis fills `${Name}` with what the lab makes: regions, ARNs, durations. A name that it does not know would reach AWS ' +
      'as it stands.',
    examples: {
      ...templates({ actions: wait('${FaultDurration}') }, { actions: wait('${FaultDuration}') }),
      alone: false,
    },
    source: 'safety',
  },
} as const satisfies Readonly<Record<string, Rule>>;
