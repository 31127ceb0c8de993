import { yaml } from '../findings/rule';
import type { AutomationRule } from './context';
import { sleepStep, withSteps } from './examples';

/** The largest document, in bytes (Systems Manager API reference, CreateDocument, MaxDocumentSizeExceeded). */
const largestBytes = 65_536;

/** Rules about a document as a whole. */
export const sizeRules: readonly AutomationRule[] = [
  {
    code: 'SSM160',
    severity: 'error',
    title: 'a document of over 64 KB',
    explanation:
      'Systems Manager takes documents of at most 64 KB, scripts and comments included. Put long scripts into attachments, or part of ' +
      'the steps into a document of its own that `aws:executeAutomation` runs.',
    examples: {
      ...yaml(withSteps([sleepStep('hold')], '# 65,536 bytes and more\n'), withSteps([sleepStep('hold')])),
      alone: false,
    },
    source: 'createDocument',
    *check({ bytes }) {
      if (bytes <= largestBytes) return;
      yield {
        path: [],
        message: `has ${bytes} bytes; use at most ${largestBytes}: put long scripts into attachments`,
      };
    },
  },
];
