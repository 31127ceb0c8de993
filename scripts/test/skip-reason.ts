const MARK = ' — skipped: ';

/** The title of a suite that is skipped for a reason. */
export function skippedTitle(title: string, reason: string): string {
  return `${title}${MARK}${reason}`;
}

/** The reason in the titles of a test's suites; undefined where none is given. */
export function skipReasonIn(titles: readonly string[]): string | undefined {
  return titles.find((title) => title.includes(MARK))?.split(MARK)[1];
}
