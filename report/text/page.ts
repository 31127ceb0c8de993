import type { createColors } from 'picocolors';
import type { Verdict } from '../../experiment/journal/journal';

/** What picocolors makes: functions that colour a text, or leave it as it is. */
export type Colors = ReturnType<typeof createColors>;

/** What a report on a terminal is drawn with. */
export interface Page {
  readonly colors: Colors;
  /** In characters. */
  readonly width: number;
}

/** The colour of what held, of what did not, and of what nobody knows. */
export function colorOf(verdict: Verdict, colors: Colors): (text: string) => string {
  return { held: colors.green, refuted: colors.red, inconclusive: colors.yellow }[verdict];
}
