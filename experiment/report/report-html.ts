import type { Journal } from '../journal';
import { darkStyle } from './dark-style';
import { escape } from './escape';
import { moment, startOf, VERDICTS } from './format';
import { checksSection } from './html-checks';
import { dashboardSection } from './html-dashboard';
import { customersSection, restorationSection, timelineSection, worldSection } from './html-record';
import { headerSection, timesSection, whySection } from './html-summary';
import { STYLE } from './html-style';

// The page needs nothing from elsewhere, and may not ask for anything either.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The report of a game day as one HTML page that needs no script and asks no other host for anything. */
export function reportHtml(journal: Journal): string {
  const start = startOf(journal);
  const title = [
    `Game day ${VERDICTS[journal.verdict].word}`,
    ...(journal.world === 'rehearsal' ? ['(rehearsal)'] : []),
    ...(start === null ? [] : [moment(start)]),
  ].join(' ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escape(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}${darkStyle(journal.dashboard)}</style>
</head>
<body>
${headerSection(journal)}
<main>
${[
  whySection(journal),
  timesSection(journal),
  dashboardSection(journal),
  checksSection(journal),
  customersSection(journal),
  restorationSection(journal),
  timelineSection(journal),
  worldSection(journal),
].join('\n')}
</main>
</body>
</html>
`;
}
