import { createContext, runInContext } from 'node:vm';

/**
 * A pattern that takes longer, in milliseconds, is not waited for. A harmless one takes microseconds: what is found in a file must not
 * depend on how busy the machine is.
 */
const longestMatchMs = 1000;

/** A longer pattern is not looked at. */
const longestPattern = 2000;

/** What Java's patterns have and JavaScript's do not: `(?i)`, `a++`, `\p{Alpha}`, `\A`, `\Q`, `[a&&b]`. */
const onlyInJava = /\(\?[a-zA-Z-]+[:)]|[*+?}]\+|\\[pPAGhHQEVXzZR]|&&|\(\?>|\\[xu]\{|\(\?<?[=!].*\)[*+?]/;

/** Made at first use. */
let sandbox: object | undefined;

/**
 * Whether Java's pattern may match somewhere in a text; also true where that cannot be told, because the pattern is not one of
 * JavaScript, too. Undefined where it takes too long.
 */
export function mayMatch(pattern: string, text: string): boolean | undefined {
  if (pattern.length > longestPattern || onlyInJava.test(pattern)) return true;
  try {
    sandbox ??= createContext({});
    Object.assign(sandbox, { pattern, text });
    return runInContext('new RegExp(pattern).test(text)', sandbox, { timeout: longestMatchMs }) as boolean;
  } catch (error) {
    // Not an instance of this program's Error: it comes from the sandbox.
    const isLate = (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    return isLate ? undefined : true;
  }
}

/** Why a pattern is none, for Java and JavaScript alike; undefined where it is one, and where that cannot be told. */
export function patternFault(pattern: string): string | undefined {
  if (pattern.length > longestPattern || onlyInJava.test(pattern)) return undefined;
  try {
    new RegExp(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error
      ? error.message.replace(/^Invalid regular expression: .*: /s, '').toLowerCase()
      : 'is none';
  }
}
