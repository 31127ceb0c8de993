import type { Denial, Journal } from '../../experiment/journal/journal';
import { timeOfDay } from './format';

/** The calls that AWS denied, as a section has them. */
export interface DeniedCalls {
  /** Says whether these are all. */
  readonly heading: string;
  /** One for each kind of call. */
  readonly sentences: readonly string[];
}

/** The calls that AWS denied; null where none is known. */
export function deniedCalls({ denied = [], world }: Journal): DeniedCalls | null {
  if (denied.length === 0) return null;
  const heading = world === 'aws' ? 'What AWS denied, as far as its services tell' : 'What AWS denied';
  return { heading, sentences: denied.map(sentenceOf) };
}

function sentenceOf({ who, call, region, reason, times, firstAt }: Denial): string {
  const often = times === 1 ? 'once' : `${times} times`;
  const when = firstAt === null ? '' : `${times === 1 ? ' at' : ', first at'} ${timeOfDay(firstAt)}`;
  return `${who}: ${call} in ${region} ${often}${when}: ${reason}`;
}
