import type { Journal } from '../../experiment/journal/journal';
import { darkStyle } from '../chart/dark-style';
import { escape } from '../escape';
import { moment, startOf } from '../content/format';
import { checksSection } from './checks';
import { configurationSection } from './configuration';
import { dashboardSection } from './dashboard';
import { inEffectSection } from './in-effect';
import { customersSection, deniedSection, preflightSection, restorationSection } from './record';
import { headerSection, whySection } from './summary';
import { STYLE } from './style';
import { timelineSection } from './timeline';
import { STATUSES, VERDICTS, WORLDS } from '../content/labels';

// The page needs nothing from elsewhere, and may not ask for anything either.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The report of a game day as one HTML page that needs no script and asks no other host for anything. */
export function reportHtml(journal: Journal): string {
  const { status, verdict, world } = journal;
  const came = status === 'running' || status === 'aborted' ? STATUSES[status].word : VERDICTS[verdict].word;
  const title = `Game day ${came} (${WORLDS[world].word}) ${moment(startOf(journal))}`;
  const sections = [
    whySection(journal),
    timelineSection(journal),
    dashboardSection(journal),
    checksSection(journal),
    customersSection(journal),
    inEffectSection(journal),
    restorationSection(journal),
    deniedSection(journal),
    preflightSection(journal),
    configurationSection(journal),
  ].filter(Boolean);
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
${contents(sections)}
<main>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

/** The sections by their headings, to jump to. */
function contents(sections: readonly string[]): string {
  const entries = sections.flatMap((section) => {
    const [, id, heading] = /<h2 id="([^"]*)">([^<]*)<\/h2>/.exec(section) ?? [];
    return id === undefined || heading === undefined ? [] : [`<li><a href="#${id}">${heading}</a></li>`];
  });
  return `<nav aria-label="Sections"><ul>${entries.join('')}</ul></nav>`;
}
