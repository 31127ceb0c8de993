import type * as AjvModule from 'ajv';

/**
 * A pattern is tried on a string of at most so many characters; a longer one has the wrong form. What has a pattern is short (an ARN
 * has at most 2,048 characters), and some patterns take a time that grows with the square of the length.
 */
const longestPatternInput = 4096;

/** Ajv tells patterns apart by `toString`, and writes `code` into code that is kept, see compiled-before.ts. */
export const boundedPattern: NonNullable<AjvModule.CodeOptions['regExp']> = Object.assign(
  (pattern: string, flags: string) => {
    const compiled = new RegExp(pattern, flags);
    return {
      test: (text: string) => text.length <= longestPatternInput && compiled.test(text),
      toString: () => compiled.toString(),
    };
  },
  { code: 'boundedPattern' },
);
