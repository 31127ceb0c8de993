import { COLORS, DARK_COLORS } from '../chart/theme';

/** The colours of the page beyond those of the charts. */
const PAGE = {
  card: '#f6f8fa',
  heldCard: '#effaf1',
  refutedCard: '#fdf1ef',
  inconclusiveCard: '#fdf6e6',
  link: '#0b5cad',
};
const DARK_PAGE = {
  card: '#151b23',
  heldCard: '#0f2117',
  refutedCard: '#29171a',
  inconclusiveCard: '#261e0e',
  link: '#6cb6ff',
};

/** The style sheet of the report: rows under each other on a phone, the dashboard's grid on a wide screen, light on paper. */
export const STYLE = `
:root { ${variables({ ...COLORS, ...PAGE })} }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; ${variables({ ...DARK_COLORS, ...DARK_PAGE })} }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.25rem 1rem 4rem; max-width: 76rem; color: var(--text); background: var(--background);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, 'Liberation Sans', sans-serif;
  overflow-wrap: anywhere;
}
h1 { font-size: clamp(1.375rem, 4.5vw, 1.875rem); line-height: 1.25; margin: .5rem 0; text-wrap: pretty; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.75rem 0 .75rem; scroll-margin-top: 1rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p { margin: .5rem 0; }
p, li, .detail { max-width: 48rem; }
ul, ol { padding-left: 1.25rem; }
a { color: var(--link); }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; }
pre { margin: .5rem 0; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--border); border-radius: 6px;
  font: .8125rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; white-space: pre-wrap; }
.quiet { color: var(--quiet); }
.whole { white-space: nowrap; }
.unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
.held { color: var(--held); } .refuted { color: var(--refuted); } .inconclusive { color: var(--inconclusive); }
.rehearsal { color: var(--rehearsal); } .aws { color: var(--aws); } .status { color: var(--quiet); }

header { color: var(--text); background: var(--card); border: 1px solid var(--border); border-left: 6px solid; border-radius: 8px;
  padding: 1rem 1.25rem 1.25rem; }
header.held { color: var(--text); background: var(--heldCard); border-left-color: var(--held); }
header.refuted { color: var(--text); background: var(--refutedCard); border-left-color: var(--refuted); }
header.inconclusive { color: var(--text); background: var(--inconclusiveCard); border-left-color: var(--inconclusive); }
.pills { margin: 0; }
.pill { display: inline-block; padding: .05rem .7rem; border: 1.5px solid; border-radius: 1rem; font-weight: 700; font-size: .75rem;
  letter-spacing: .04em; text-transform: uppercase; white-space: nowrap; }
.story { font-size: 1.0625rem; }
.notice { background: var(--background); border: 1px solid var(--border); border-radius: 6px; padding: .6rem .9rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .6rem; margin: 1rem 0; }
.figures div { background: var(--background); border: 1px solid var(--border); border-radius: 6px; padding: .6rem .9rem; }
.figures dt { color: var(--quiet); font-size: .8125rem; } .figures dd { margin: 0; }
.figures b { display: block; font-size: 1.25rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
.figures dd small { display: block; font-size: .8125rem; line-height: 1.4; }
.given { border-top: 1px solid var(--border); padding-top: .5rem; margin-top: 1rem; font-size: .9375rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; list-style: none; margin: .9rem 0 0; padding: 0; font-size: .875rem; }

header p { max-width: 60rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 0 1.5rem; }
.columns h3 { margin-top: .5rem; }
.against, .points { list-style: none; margin: .75rem 0; padding: 0; }
.against li, .points li { color: var(--text); background: var(--card); border-left: 4px solid var(--quiet); border-radius: 0 6px 6px 0;
  padding: .6rem 1rem; margin: .6rem 0; }
.against li.refuted { border-color: var(--refuted); } .against li.inconclusive { border-color: var(--inconclusive); }
.points li { border-color: var(--link); } .points p { margin: .25rem 0; }
.advice::before { content: 'What to do: '; font-weight: 600; }
.missing { margin: .5rem 0; } 
.number { display: inline-block; min-width: 1.5em; line-height: 1.5em; border-radius: .75em; text-align: center; font-size: .75rem;
  background: var(--mark); color: var(--markText); margin-right: .4em; font-weight: 700; }

.panels { display: grid; grid-template-columns: repeat(24, 1fr); gap: .6rem; }
.panels svg { display: block; width: 100%; height: auto; }
.swatch { display: inline-block; width: 1.2em; height: .9em; border: 1px solid var(--border); border-radius: 2px; background: var(--fault); vertical-align: -.1em; }
figure { margin: 0; } figcaption { margin-bottom: .75rem; color: var(--quiet); font-size: .875rem; }
.legend { display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; color: var(--text); margin-bottom: .25rem; } .legend span { white-space: nowrap; }

table { width: 100%; border-collapse: collapse; font-size: .9375rem; margin: .5rem 0 1.5rem; }
caption { text-align: left; color: var(--quiet); font-size: .875rem; padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: baseline; padding: .45rem .9rem .45rem 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-weight: 600; font-size: .8125rem; vertical-align: bottom; white-space: nowrap; }
tbody tr { border-top: 1px solid var(--border); }
tbody th { font-weight: 600; min-width: 9rem; }
th.group { padding-top: 1.25rem; font-weight: 400; color: var(--quiet); } th.group b { color: var(--text); }
td.sign { font-weight: 700; } th.sign, td.sign { width: 1.5rem; padding-right: .6rem; }
.value { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.time { white-space: nowrap; font-variant-numeric: tabular-nums; width: 1%; }
tr.more { border-top: 0; } tr.more td { padding: 0 0 .6rem; color: var(--quiet); font-size: .875rem; white-space: pre-line; }
tr.said > * { padding-bottom: .1rem; }
.timeline td { padding-top: .25rem; padding-bottom: .25rem; } .timeline td:last-child { white-space: pre-line; }
.timeline td:nth-child(3) { white-space: nowrap; padding-right: 1.5rem; width: 1%; }
.timeline tr.moment { background: var(--card); } .timeline tr.moment code { font-weight: 700; }
.preflight th:nth-child(2) { min-width: 14rem; } .preflight code { font-weight: 400; color: var(--quiet); } .preflight .pill { font-size: .6875rem; }
dl.facts { margin: 1rem 0 1.5rem; }
dl.facts div { display: grid; grid-template-columns: 8rem 1fr; gap: 0 1rem; padding: .3rem 0; border-top: 1px solid var(--border); }
dl.facts dt { color: var(--quiet); } dl.facts dd { margin: 0; }

@media screen and (max-width: 50rem) {
  body { padding: .75rem .75rem 3rem; }
  header { padding: .75rem 1rem 1rem; }
  .figures { grid-template-columns: 1fr 1fr; }
  .panels > * { grid-column: 1 / -1 !important; grid-row: auto !important; overflow-x: auto; }
  .panels svg { min-width: calc(var(--natural) * .8); }
  table, caption, tbody, tr, th, td { display: block; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tbody tr { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; padding: .5rem 0; }
  tbody tr > *, tr.more td { padding: 0; width: auto !important; min-width: 0; }
  tbody th { flex: 1 1 100%; } td.sign { flex: 0 0 1rem; } td.sign + th { flex: 1 1 calc(100% - 2.5rem); }
  td.sign { margin-right: -.75rem; }
  td[data-label] { text-align: left; white-space: normal; }
  td[data-label]::before { content: attr(data-label); display: block; color: var(--quiet); font-size: .75rem; line-height: 1.3; }
  td:not(.value):not(.sign):not(.time) { flex: 1 1 100%; }
  td[data-label]:not(.value)::before { display: inline-block; width: 6.5rem; }
  .preflight td[data-label]::before { content: none; }
  tr.more td.sign { display: none; }
  tr.said { padding-bottom: .1rem; } tr.more { padding-top: .1rem; }
  .checks td.value { margin-left: 0; }
  th.group { padding-top: .75rem; }
  .timeline td[data-label]::before { content: none; }
  .timeline tr { gap: 0 .75rem; padding: .35rem 0; } .timeline tr.moment { margin: 0 -.5rem; padding-left: .5rem; padding-right: .5rem; }
  .timeline td:nth-child(2) { color: var(--quiet); } .timeline td:nth-child(3) { flex: 1 1 auto !important; } .timeline td { padding: 0 !important; }
  .preflight th:nth-child(2) { min-width: 0; }
  dl.facts div { grid-template-columns: 6rem 1fr; }
}
@media print {
  @page { margin: 14mm; }
  body { padding: 0; font-size: 10pt; max-width: none; }
  nav { display: none; }
  table, .given { font-size: 9pt; } caption, figcaption, thead th { font-size: 8.5pt; } h1 { font-size: 15pt; } h2 { font-size: 12pt; } .story { font-size: 10.5pt; }
  .figures { grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); } .figures b { font-size: 12pt; }
  .panels > * { grid-column: auto / span 12 !important; grid-row: auto !important; }
  h2, h3, caption, figcaption, th.group, tr.said { break-after: avoid; } tr.more { break-before: avoid; }
  h2 { margin-top: 1.5rem; } tr, li, .figures div, .panels > * { break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

function variables(colors: Readonly<Record<string, string>>): string {
  return Object.entries(colors)
    .map(([name, color]) => `--${name}: ${color};`)
    .join(' ');
}
