import type * as AjvModule from 'ajv';
import type * as AjvFormats from 'ajv-formats';

/**
 * A pattern is tried on a string of at most so many characters; a longer one has the wrong form. What has a pattern is short (an ARN
 * has at most 2,048 characters), and some patterns take a time that grows with the square of the length.
 */
const longestPatternInput = 4096;

/** Ajv as all schemas here need it. It is required at first use: not every start of the program checks a file. */
export function createAjv(options: AjvModule.Options = {}): AjvModule.Ajv {
  /* eslint-disable @typescript-eslint/no-require-imports -- lazily */
  const { Ajv } = require('ajv') as typeof AjvModule;
  const { default: addFormats } = require('ajv-formats') as typeof AjvFormats;
  /* eslint-enable @typescript-eslint/no-require-imports */
  const created = new Ajv({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    // Optimizing the code takes five times as long as making it, and saves nothing that could be measured.
    code: { regExp: boundedPattern, optimize: false },
    ...options,
  });
  created.addVocabulary(['patternErrorMessage', 'rule']);
  addFormats(created, ['hostname', 'date-time']);
  return created;
}

/** Ajv tells patterns apart by `toString`, and would write `code` into code that is kept in files, which these are not. */
const boundedPattern: AjvModule.CodeOptions['regExp'] = Object.assign(
  (pattern: string, flags: string) => {
    const compiled = new RegExp(pattern, flags);
    return {
      test: (text: string) => text.length <= longestPatternInput && compiled.test(text),
      toString: () => compiled.toString(),
    };
  },
  { code: 'boundedPattern' },
);
