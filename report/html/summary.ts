import type { ReportContent } from '../content/report-content';
import { classOf, code, paragraphs, time, unbroken, type Section } from './elements';
import { html, joined, type Markup, type Part } from './markup';

/** The verdict, what it means, and the few numbers that matter: the first screen of a phone. */
export function headerMarkup(content: ReportContent): Markup {
  const { summary, journal } = content;
  const { verdict, world, status, headline, story } = summary;
  return html`<header class="${verdict.color}">
<p class="pills"><span class="pill ${verdict.color}">${verdict.symbol} ${verdict.word}</span> <span class="pill ${journal.world}">${world.word}</span> <span class="pill status">${status.word}</span></p>
<h1>${unbroken(headline)}.</h1>
${story === '' ? null : html`<p class="story">${unbroken(story)}</p>`}
<p class="quiet">${when(content)}</p>
${unfinished(content)}${figureList(content)}
<div class="given">
<p><span class="quiet">Hypothesis:</span> ${journal.hypothesis.title}</p>
<p><span class="quiet">Given:</span> ${journal.hypothesis.given}</p>
</div>
</header>`;
}

/** The checks that did not pass, in their own words; what it points at; and why the experiment did not end as planned. */
export function whySection(content: ReportContent): Section {
  const { sentences, checks, refused } = content.reasons;
  const against = [
    ...refused.map((row) => {
      const advice = row.advice === null ? null : html`<p class="advice">${unbroken(row.advice)}</p>`;
      return item(row, html`${unbroken(row.measured)}${advice}`);
    }),
    ...checks.map((row) => item(row, unbroken(row.detail))),
  ];
  const parts = [
    sentences.length === 0 ? null : html`<p>${unbroken(sentences.join(' '))}</p>`,
    paragraphs(content.journal.reason ?? ''),
    besideEachOther(against, pointsAt(content)),
  ];
  return { id: 'why', heading: 'Why', content: joined(parts, '\n') };
}

function when({ summary: { fault, wasStarted, begunAt, took, world } }: ReportContent): Markup {
  const planned = wasStarted
    ? `${fault.plan.charAt(0).toUpperCase()}${fault.plan.slice(1)}`
    : `Planned: ${fault.plan}`;
  const how = world.isRehearsal ? ', rehearsed in virtual time' : '';
  const lasted = took === null ? null : html`, took ${unbroken(took)}`;
  return html`${unbroken(`${planned}${how}.`)} ${wasStarted ? 'Started' : 'As of'} ${time(begunAt)}${lasted}.`;
}

/** How to resume a game day whose runner died. */
function unfinished({ summary: { resumeCommand, world }, journal }: ReportContent): Markup | null {
  if (resumeCommand === null) return null;
  const how = world.isRehearsal
    ? 'To rehearse again'
    : 'If its runner died, this resumes it, restores and judges';
  return html`<p class="notice">This page shows what was known at ${time(journal.writtenAt)}. ${how}: ${code(resumeCommand)}</p>\n`;
}

function figureList({ figures }: ReportContent): Markup | null {
  const items = figures.map(
    ({ label, value, notes, verdict }) =>
      html`<div><dt>${unbroken(label)}</dt><dd><b${classOf(verdict)}>${unbroken(value)}</b>${notes.map((note) => html`<small class="quiet">${unbroken(note)}</small>`)}</dd></div>`,
  );
  return items.length === 0 ? null : html`<dl class="figures">${items}</dl>\n`;
}

function item(row: { symbol: string; verdict: string; name: string }, said: Part): Markup {
  return html`<li class="${row.verdict}"><strong><span class="${row.verdict}">${row.symbol}</span> ${unbroken(row.name)}</strong><div>${said}</div></li>`;
}

/** The checks that did not pass, and what the evidence points at; beside each other where there is room. */
function besideEachOther(against: readonly Markup[], points: Markup | null): Markup | null {
  const list = against.length === 0 ? null : html`<ul class="against">${against}</ul>`;
  if (list === null || points === null) return list ?? points;
  return html`<div class="columns"><div><h3>Checks that did not pass</h3>\n${list}</div><div>${points}</div></div>`;
}

function pointsAt({ journal: { diagnosis } }: ReportContent): Markup | null {
  if (diagnosis.length === 0) return null;
  const items = diagnosis.map(({ finding, evidence, advice }) => {
    const advised = advice === '' ? null : html`<p class="advice">${unbroken(advice)}</p>`;
    return html`<li><strong>${unbroken(finding)}</strong><p>${unbroken(evidence)}</p>${advised}</li>`;
  });
  return html`<h3>What the evidence points at</h3>\n<ol class="points">${items}</ol>`;
}
