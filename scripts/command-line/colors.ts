import { createColors } from 'picocolors';
import type { Colors } from '../../report/text/report-text';

/** A stream that may be a terminal. */
export interface MaybeTerminal {
  readonly isTTY?: boolean;
}

/**
 * The colours of what is written to a stream: none where it is no terminal, with `--no-color`, with `NO_COLOR` (https://no-color.org)
 * and on a terminal that has none.
 */
export function colorsFor(
  stream: MaybeTerminal,
  { color }: { readonly color: boolean },
  { NO_COLOR, TERM }: NodeJS.ProcessEnv = process.env,
): Colors {
  const refused = !color || (NO_COLOR !== undefined && NO_COLOR !== '') || TERM === 'dumb';
  return createColors(stream.isTTY === true && !refused);
}
