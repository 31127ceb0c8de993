import { shapeOf } from '../json-schema/shape';
import { templates, wait } from './examples';

/** What the schema of a FIS experiment template stands for. */
export const experimentShape = shapeOf('FIS', {
  source: 'experimentTemplate',
  examples: {
    unknownKey: templates({
      actions: wait('PT10M').replace('"duration"', '"durations": "PT10M", "duration"'),
    }),
    missingKey: templates({ actions: '"Wait": { "actionId": "aws:fis:wait", "parameters": {} }' }),
    wrongType: templates({ actions: wait('PT10M').replace('"PT10M"', '10') }),
    notAChoice: templates(
      { more: '"experimentOptions": { "emptyTargetResolutionMode": "ignore" },' },
      { more: '"experimentOptions": { "emptyTargetResolutionMode": "skip" },' },
    ),
    wrongForm: templates({ stopConditions: '[{ "source": "cloudwatch" }]' }),
    outOfBounds: templates({ actions: '' }),
  },
});
