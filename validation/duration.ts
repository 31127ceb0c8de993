import { parse, pattern } from 'iso8601-duration';

/**
 * The length in seconds of an ISO 8601 duration such as `PT10M`; undefined where the text is none, or counts in years and months,
 * which have no fixed length.
 */
export function durationSeconds(text: string): number | undefined {
  // The library's pattern also finds a duration inside another text.
  if (pattern.exec(text)?.[0] !== text || /^P(T?|.*T)$/.test(text)) return undefined;
  const { years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = parse(text);
  if (years !== 0 || months !== 0) return undefined;
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds;
}
