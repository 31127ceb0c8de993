import type { Message } from '../../experiment/journal/messages';
import { plain } from '../../validation/printable';
import type { Colors } from '../../report/text/report-text';
import { withoutCommand } from '../../report/text/table';
import { withoutTraceback } from '../../experiment/restore/without-traceback';
import { wrap } from '../../validation/messages/wrap';

/** How a line is written. */
export interface LineStyle {
  /** Whether every event is shown, or the stages only. */
  readonly events: boolean;
  readonly colors: Colors;
  /** Of the terminal; absent where lines may be as long as they are, as in a log. */
  readonly columns?: number;
}

/** What is beneath the time of day stands behind so many blanks. */
const TIME_COLUMNS = 11;

/**
 * A message of a game day for the eye: its stages, and events behind their time of day in UTC. Null for what is not shown so.
 */
export function messageLine(message: Message, { events, colors, columns }: LineStyle): string | null {
  if (message.kind === 'phase') {
    return colors.bold(
      `${message.phase}: ${plain(message.detail).split('\n').map(withoutCommand).join('\n')}`,
    );
  }
  if (message.kind !== 'event' || !events) return null;
  const { at, event, detail: whole } = message.entry;
  const detail = withoutTraceback(whole, 'in the journal');
  const limit = columns === undefined ? Infinity : Math.max(20, columns - TIME_COLUMNS - 1);
  const [first = '', ...rest] = wrap(`${event} ${plain(detail)}`, limit).map(withoutCommand);
  const styled = first.startsWith(event) ? colors.cyan(event) + first.slice(event.length) : first;
  return [
    `  ${colors.dim(at.slice(11, 19))} ${styled}`,
    ...rest.map((line) => ' '.repeat(TIME_COLUMNS) + line),
  ].join('\n');
}
