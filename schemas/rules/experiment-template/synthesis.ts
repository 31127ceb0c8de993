import type { Rule } from '../rule';
import { sources } from '../sources';
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
    source: sources.safety,
  },
  notPassedOn: {
    code: 'FIS191',
    severity: 'error',
    title: 'a property that does not reach Terraform',
    explanation:
      'FIS knows experimentReportConfiguration, but the synthesis does not pass it on, and silently dropping it would lose a report ' +
      'that somebody counts on.',
    examples: { ...templates({ more: '"experimentReportConfiguration": {},' }), alone: false },
    source: sources.experimentTemplate,
  },
} as const satisfies Readonly<Record<string, Rule>>;
