import type * as Better from '@apideck/better-ajv-errors';
import type { ErrorObject } from 'ajv';

/** The choice that was probably meant by `value`; undefined where none is near. */
export function likelyChoice(value: string, choices: readonly string[]): string | undefined {
  const begun = choices.filter((choice) => value !== '' && choice.startsWith(value));
  if (begun.length === 1) return begun[0];
  const candidates = choices.filter((choice) => alike(value, choice));
  if (candidates.length < 2) return candidates[0];
  // Required here: only an invalid file needs it, and every start of the program would pay for it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { betterAjvErrors } = require('@apideck/better-ajv-errors') as typeof Better;
  const error: ErrorObject = {
    keyword: 'enum',
    instancePath: '/value',
    schemaPath: '',
    params: { allowedValues: candidates },
    message: '',
  };
  const [better] = betterAjvErrors({ errors: [error], data: { value }, schema: {} });
  return candidates.find((choice) => better?.suggestion === `Did you mean '${choice}'?`);
}

/** `did you mean "b"?`, or the choices where none is near; at most twelve are listed. */
export function choiceAdvice(value: unknown, choices: readonly string[]): string {
  const likely = typeof value === 'string' ? likelyChoice(value, choices) : undefined;
  if (likely !== undefined) return `did you mean ${JSON.stringify(likely)}?`;
  const listed = choices.slice(0, 12).map((choice) => JSON.stringify(choice));
  const more = choices.length - listed.length;
  return `use one of ${listed.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/**
 * Half of the letters must agree from the two ends: the library takes any choice that is nearer than a blank page, and compares each
 * with all of its letters, which takes long where there are thousands.
 */
function alike(left: string, right: string): boolean {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return 2 * (start + end) >= Math.max(a.length, b.length);
}
