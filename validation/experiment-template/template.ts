import { asMap } from '../parts';
import type { ExperimentRule } from './context';
import { templates } from './examples';

/** What FIS adds when it shows a template (FIS API reference, ExperimentTemplate). */
const exportedKeys = ['id', 'arn', 'creationTime', 'lastUpdateTime', 'targetAccountConfigurationsCount'];

/** Rules about the template as a whole. */
export const templateRules: readonly ExperimentRule[] = [
  {
    code: 'FIS107',
    severity: 'error',
    title: 'what FIS adds to a template that it shows',
    explanation:
      '`aws fis get-experiment-template` answers with the template inside `experimentTemplate`, and with its id, its ARN and times. ' +
      '`aws fis create-experiment-template` takes none of them: keep what is inside, without them. Empty ' +
      '`targets` and `parameters` may stay.',
    examples: templates({ more: '"id": "EXT5Cj5cmnuqFsk6U",' }),
    source: 'experimentTemplate',
    *check({ template }) {
      for (const key of exportedKeys) {
        if (!Object.hasOwn(template, key)) continue;
        yield { path: [key], on: 'key', message: 'is what FIS adds when it shows a template; remove it' };
      }
      if (!Object.hasOwn(template, 'experimentTemplate')) return;
      const message = 'is the answer of get-experiment-template; keep what is in it, as the whole file';
      yield { path: ['experimentTemplate'], on: 'key', message };
    },
  },
  {
    code: 'FIS108',
    severity: 'error',
    title: 'actionsMode in a template',
    explanation:
      'Whether the actions run or are skipped is said when an experiment starts, not in its template: `aws fis start-experiment ' +
      '--experiment-options actionsMode=skip-all` shows the targets without touching them.',
    examples: templates(
      { more: '"experimentOptions": { "emptyTargetResolutionMode": "fail", "actionsMode": "skip-all" },' },
      { more: '"experimentOptions": { "emptyTargetResolutionMode": "fail" },' },
    ),
    source: 'experimentOptions',
    *check({ template }) {
      if (!Object.hasOwn(asMap(template.experimentOptions), 'actionsMode')) return;
      const message = 'is given at the start of an experiment, not in its template; remove it';
      yield { path: ['experimentOptions', 'actionsMode'], on: 'key', message };
    },
  },
];
