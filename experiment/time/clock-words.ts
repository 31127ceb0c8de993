import { duration } from './duration';

/** What a Date header cannot tell is no difference. */
const WITHIN_MS = 1_000;

/** Whether a clock that is so many milliseconds ahead of AWS' (negative: behind) is off by so much that it is worth a word. */
export function isOff(aheadMs: number): boolean {
  return Math.abs(aheadMs) >= WITHIN_MS;
}

/** `this machine's clock is 30 s ahead of AWS'` */
export function offWords(aheadMs: number): string {
  if (!isOff(aheadMs)) return "this machine's clock is within a second of AWS'";
  const by = duration(Math.abs(aheadMs) / 1000);
  return `this machine's clock is ${by} ${aheadMs < 0 ? 'behind' : 'ahead of'} AWS'`;
}

/** What a step of a clock against AWS' means: by so many milliseconds, forward or (negative) back. */
export function stepWords(milliseconds: number): string {
  const by = duration(Math.abs(milliseconds) / 1000);
  return milliseconds < 0
    ? `this machine's clock fell behind AWS' by ${by}: it was set back, or the machine slept; corrected from here on`
    : `this machine's clock was set forward by ${by}; corrected from here on`;
}
