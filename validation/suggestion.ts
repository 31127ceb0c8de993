import { distance } from 'fastest-levenshtein';

/** The choice that was probably meant by `value`; undefined where none is near. */
export function likelyChoice(value: string, choices: readonly string[]): string | undefined {
  const begun = choices.filter((choice) => value !== '' && choice.startsWith(value));
  if (begun.length === 1) return begun[0];
  const written = value.toLowerCase();
  const [nearest] = choices
    .map((choice) => ({ choice, read: choice.toLowerCase() }))
    .filter(({ read }) => alike(written, read))
    .map(({ choice, read }) => ({
      choice,
      letters: lettersApart(written, read),
      asWritten: lettersApart(value, choice),
    }))
    .sort((one, other) => one.letters - other.letters || one.asWritten - other.asWritten);
  return nearest?.choice;
}

/** `did you mean "b"?`, or the choices where none is near; at most twelve are listed. */
export function choiceAdvice(value: unknown, choices: readonly string[]): string {
  const likely = typeof value === 'string' ? likelyChoice(value, choices) : undefined;
  if (likely !== undefined) return `did you mean ${JSON.stringify(likely)}?`;
  const listed = choices.slice(0, 12).map((choice) => JSON.stringify(choice));
  const more = choices.length - listed.length;
  return `use one of ${listed.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** How many letters have to be changed; what is longer than any name is compared by its beginning. */
function lettersApart(left: string, right: string): number {
  return distance(left.slice(0, LONGEST), right.slice(0, LONGEST));
}

const LONGEST = 64;

/**
 * Half of the letters must agree from the two ends. A distance alone would take `ExecutionId` for `RevisionId`, and as far apart are
 * `automation:ID` and the `automation:EXECUTION_ID` that it means.
 */
function alike(left: string, right: string): boolean {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start++;
  let end = 0;
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  return 2 * (start + end) >= Math.max(left.length, right.length);
}
