/** A moment (milliseconds since 1970, or ISO 8601) in ISO 8601; a text as it stands where it is one that no Date knows, such as a leap second. */
export function isoOf(moment: number | string): string {
  const date = new Date(moment);
  return typeof moment === 'string' && Number.isNaN(date.getTime()) ? moment : date.toISOString();
}

/** A moment of a day that is named elsewhere: `12:07:10`, in UTC; the second that has begun, as clocks and logs show it. */
export function timeOfDay(moment: number | string): string {
  return isoOf(moment).slice(11, 19);
}
