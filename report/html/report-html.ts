import type { ReportContent } from '../content/report-content';
import { darkStyle } from '../chart/dark-style';
import { checksSection } from './checks';
import { configurationSection } from './configuration';
import { dashboardSection } from './dashboard';
import { inEffectSection } from './in-effect';
import { customersSection, deniedSection, preflightSection, restorationSection } from './record';
import { sectionMarkup, type Section } from './elements';
import { html, joined, trusted, type Markup } from './markup';
import { headerMarkup, whySection } from './summary';
import { STYLE } from './style';
import { timelineSection } from './timeline';

// The page needs nothing from elsewhere, and may not ask for anything either.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The report of a game day as one HTML page that needs no script and asks no other host for anything. */
export function reportHtml(content: ReportContent): string {
  const { outcome, world, begun } = content.summary;
  const title = `Game day ${outcome} (${world.word}) ${begun}`;
  const sections = [
    whySection(content),
    timelineSection(content),
    dashboardSection(content),
    checksSection(content),
    customersSection(content),
    inEffectSection(content),
    restorationSection(content),
    deniedSection(content),
    preflightSection(content),
    configurationSection(content),
  ].filter((section) => section !== null);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}${trusted(darkStyle(content.journal.dashboard))}</style>
</head>
<body>
${headerMarkup(content)}
${contents(sections)}
<main>
${joined(sections.map(sectionMarkup), '\n')}
</main>
</body>
</html>
`.toString();
}

/** The sections by their headings, to jump to. */
function contents(sections: readonly Section[]): Markup {
  const entries = sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`);
  return html`<nav aria-label="Sections"><ul>${entries}</ul></nav>`;
}
