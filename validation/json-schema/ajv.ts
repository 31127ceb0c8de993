import type * as AjvModule from 'ajv';
import type * as AjvFormats from 'ajv-formats';
import { boundedPattern } from './bounded-pattern';

/** Ajv as all schemas here need it. It is required at first use: not every start of the program checks a file. */
export function createAjv({ code, ...options }: AjvModule.Options = {}): AjvModule.Ajv {
  /* eslint-disable @typescript-eslint/no-require-imports -- lazily */
  const { Ajv } = require('ajv') as typeof AjvModule;
  const { default: addFormats } = require('ajv-formats') as typeof AjvFormats;
  /* eslint-enable @typescript-eslint/no-require-imports */
  const created = new Ajv({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    // Optimizing the code takes five times as long as making it, and saves nothing that could be measured.
    code: { regExp: boundedPattern, optimize: false, ...code },
    ...options,
  });
  created.addVocabulary(['patternErrorMessage', 'rule']);
  addFormats(created, ['hostname', 'date-time']);
  return created;
}
