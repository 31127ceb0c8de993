/** The style sheet of the report: one column on a phone, the dashboard's grid on a wide screen, light on paper. */
export const STYLE = `
:root {
  --text: #1f2328; --quiet: #59636e; --page: #ffffff; --card: #f6f8fa; --line: #d8dee4;
  --held: #1a7f37; --refuted: #b42318; --inconclusive: #8a5a00; --rehearsal: #6639ba; --aws: #9a4a00; --link: #0b5cad;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --text: #f0f6fc; --quiet: #9aa4af; --page: #0d1117; --card: #151b23; --line: #30363d;
    --held: #3fb950; --refuted: #ff7b72; --inconclusive: #d9a02b; --rehearsal: #b78cf5; --aws: #f0883e; --link: #6cb6ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 76rem; color: var(--text); background: var(--page);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;
  overflow-wrap: anywhere;
}
h1 { font-size: clamp(1.5rem, 5vw, 2.25rem); line-height: 1.2; margin: .75rem 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
p { margin: .5rem 0; }
p, li, dd, .detail { max-width: 46rem; }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; }
pre { margin: .5rem 0; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 6px;
  font: .8125rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; white-space: pre-wrap; }
.quiet { color: var(--quiet); }
.held { color: var(--held); } .refuted { color: var(--refuted); } .inconclusive { color: var(--inconclusive); }
.pill { display: inline-block; padding: .1rem .75rem; border: 1.5px solid; border-radius: 1rem; font-weight: 700; font-size: .8125rem;
  letter-spacing: .04em; text-transform: uppercase; margin: 0 .4rem .25rem 0; }
.rehearsal { color: var(--rehearsal); } .aws { color: var(--aws); }
.given { border-left: 3px solid var(--line); padding-left: 1rem; margin: 1rem 0; }
.against { list-style: none; margin: 1rem 0; padding: 0; }
.against li { border-left: 4px solid var(--refuted); background: var(--card); border-radius: 0 6px 6px 0; padding: .6rem 1rem; margin: .6rem 0; }
.against li.unmeasured { border-color: var(--inconclusive); }
.against strong { display: block; }
.moments { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .75rem; margin: 0; padding: 0; list-style: none; }
.moments li { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; max-width: none; }
.moments b { display: block; font-size: 1.125rem; }
.number { display: inline-block; min-width: 1.35em; line-height: 1.35em; border-radius: 50%; text-align: center; font-size: .8em;
  background: var(--text); color: var(--page); margin-right: .3em; font-weight: 700; }
.panels { display: grid; grid-template-columns: repeat(24, 1fr); gap: .6rem; }
.panels svg { display: block; width: 100%; height: auto; }
.swatch { display: inline-block; width: 1.2em; height: .9em; border: 1px solid var(--line); border-radius: 2px; background: #fbe3dc; vertical-align: -.1em; }
figure { margin: 0; } figcaption { margin-bottom: .75rem; color: var(--quiet); font-size: .875rem; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
caption { text-align: left; color: var(--quiet); font-size: .875rem; padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; }
thead th { color: var(--quiet); font-weight: 600; font-size: .8125rem; }
tbody tr { border-top: 1px solid var(--line); }
tbody th { font-weight: 600; }
th.kind { padding-top: 1.25rem; font-weight: 400; color: var(--quiet); } th.kind b { color: var(--text); }
.sign { width: 1.75rem; font-weight: 700; }
.value { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
time, .mark, .timeline code { white-space: nowrap; }
td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
tr.more { border-top: 0; } tr.more td { padding-top: 0; color: var(--quiet); font-size: .875rem; white-space: pre-line; }
.timeline td { white-space: pre-line; } .timeline time, .mark, .timeline code { white-space: nowrap; }
td.time { white-space: nowrap; }
dl.facts { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .25rem 1rem; margin: 0; }
dl.facts dt { color: var(--quiet); } dl.facts dd { margin: 0; }
@media screen and (prefers-color-scheme: dark) { .swatch { background: #3a2322; } }
@media screen and (max-width: 50rem) {
  .panels > * { grid-column: 1 / -1 !important; grid-row: auto !important; overflow-x: auto; }
  .panels svg { min-width: calc(var(--natural) * .8); }
  .timeline thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .timeline tr { display: grid; grid-template-columns: 4rem 1fr; padding: .45rem 0; }
  .timeline td { padding: 0; } .timeline td:last-child { grid-column: 2; color: var(--quiet); }
}
@media print {
  @page { margin: 14mm; }
  body { padding: 0; font-size: 10.5pt; max-width: none; }
  .panels > * { grid-column: auto / span 12 !important; grid-row: auto !important; }
  .moments { grid-template-columns: 1fr 1fr; }
  h2, figcaption, th.kind { break-after: avoid; } tr.more { break-before: avoid; } h2 { margin-top: 1.5rem; } tr, li, .panels > * { break-inside: avoid; } figure { break-inside: auto; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
