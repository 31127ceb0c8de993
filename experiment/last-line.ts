/** How Python begins to say where an error comes from. */
const TRACEBACK = /Traceback \(most recent call last\):?/;

/**
 * What a script's failure says, without the lines of its traceback, which fill screens: what stands before it, and its last line, which
 * names the error.
 * @param rest where all of it can be seen
 */
export function withoutTraceback(message: string, rest: string): string {
  const [before = '', ...traceback] = message.split(TRACEBACK);
  const last = traceback.join('').trimEnd().split('\n').at(-1)?.trim() ?? '';
  return traceback.length === 0 ? message : `${before}${last} (the traceback: ${rest})`;
}
