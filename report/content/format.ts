import type { CustomerCount } from '../../experiment/journal/journal';
import { duration } from '../../experiment/time/duration';
import { isoOf, timeOfDay } from '../../experiment/time/time-of-day';

export { duration, timeOfDay };

/** A number for an axis, short enough for its margin: `950`, `12k`, `1.5M`. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 1_000_000) return `${Number((value / 1_000_000).toPrecision(4))}M`;
  if (size >= 10_000) return `${Number((value / 1000).toPrecision(4))}k`;
  return String(Number(value.toPrecision(4)));
}

/** The span between two moments in words; null where one of them is missing. */
export function durationBetween(from: string | null, to: string | null): string | null {
  return from === null || to === null ? null : duration((Date.parse(to) - Date.parse(from)) / 1000);
}

/** So many milliseconds on a clock: `02:35`, `1:45:00` from an hour on, and `-00:30` for what lies before zero. */
export function clockFace(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  const sign = milliseconds < 0 && seconds > 0 ? '-' : '';
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${sign}${hours > 0 ? `${hours}:` : ''}${pad(minutes)}:${pad(seconds % 60)}`;
}

/**
 * How long after the start of the game day a moment lies: `+02:35`. Both count in whole seconds, so the offset is what a reader finds
 * between two times of the day in the same report.
 */
export function offset(at: string, start: string): string {
  const seconds = wholeSeconds(at) - wholeSeconds(start);
  if (Number.isNaN(seconds)) return '–';
  const text = clockFace(seconds * 1000);
  return text.startsWith('-') ? text : `+${text}`;
}

/** A moment for the eye: `2026-11-20 12:03:35 UTC`; the second that has begun, as clocks and logs show it. */
export function moment(at: string): string {
  return `${isoOf(at).slice(0, 19).replace('T', ' ')} UTC`;
}

/** The failed part of the requests; a dash where none was sent. */
export function failedShare(count: CustomerCount): string {
  return count.requests === 0 ? '–' : percent(count.failed / count.requests);
}

/** A share as a percentage: `0.43 %`, `99.5 %`. */
export function percent(share: number): string {
  // Rounding must not turn a single failure into none, nor a single success into none.
  if (share > 0 && share < 0.0001) return '< 0.01 %';
  if (share > 0.9995 && share < 1) return '> 99.9 %';
  const digits = Math.abs(share) < 0.1 ? 2 : 1;
  return `${Number((share * 100).toFixed(digits))} %`;
}

/** A count with its thousands apart: `880`, `12,345`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 check`, `2 checks`. */
export function counted(count: number, thing: string): string {
  return `${count} ${count === 1 ? thing : `${thing}s`}`;
}

/** A sentence in the middle of a line: its first letter small, without the full stop. */
export function lowered(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}

function wholeSeconds(at: string): number {
  return Math.floor(Date.parse(at) / 1000);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
