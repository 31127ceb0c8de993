/** How Python says where an error comes from: a line, and below it, indented, those of the calls. The error itself follows. */
const TRACEBACK = /Traceback \(most recent call last\): ?\n?(?:[ \t]+.*\n)*/g;

/**
 * What a script's failure says, without its traceback, which fills screens.
 * @param rest where all of it can be seen
 */
export function withoutTraceback(message: string, rest: string): string {
  const short = message.replaceAll(TRACEBACK, '');
  return short === message ? message : `${short} (the traceback: ${rest})`;
}
