import type { Journal } from '../../experiment/journal/journal';
import { isRunning, resumeCommand, wasStarted } from '../content/journal-status';
import { faultName } from '../content/fault-labels';
import { figures } from '../content/key-figures';
import { duration, durationBetween, startOf, unbroken } from '../content/format';
import { headline, story } from '../content/headline';
import { classOf, code, paragraphs, time, type Section } from './elements';
import { html, joined, type Markup, type Part } from './markup';
import { reasons } from '../content/reasons';
import { outcome, preflightOutcome, STATUSES, VERDICTS, WORLDS } from '../content/labels';

/** The verdict, what it means, and the few numbers that matter: the first screen of a phone. */
export function headerMarkup(journal: Journal): Markup {
  const { verdict, world, status, hypothesis } = journal;
  const { symbol, word } = VERDICTS[verdict];
  const told = story(journal);
  return html`<header class="${verdict}">
<p class="pills"><span class="pill ${verdict}">${symbol} ${word}</span> <span class="pill ${world}">${WORLDS[world].word}</span> <span class="pill status">${STATUSES[status].word}</span></p>
<h1>${headline(journal)}.</h1>
${told.length === 0 ? null : html`<p class="story">${unbroken(told.join(' '))}</p>`}
<p class="quiet">${when(journal)}</p>
${unfinished(journal)}${figureList(journal)}
<div class="given">
<p><span class="quiet">Hypothesis:</span> ${hypothesis.title}</p>
<p><span class="quiet">Given:</span> ${hypothesis.given}</p>
</div>
</header>`;
}

/** What speaks against the hypothesis, in the words of the checks; what it points at; and why the experiment did not end as planned. */
export function whySection(journal: Journal): Section {
  const { sentences, checks, refused } = reasons(journal);
  const against = [
    ...refused.map((result) => {
      const advice = result.advice === '' ? null : html`<p class="advice">${result.advice}</p>`;
      return item(preflightOutcome(result), result.name, html`${unbroken(result.measured)}${advice}`);
    }),
    ...checks.map((check) => item(outcome(check), check.name, unbroken(check.detail))),
  ];
  const parts = [
    sentences.length === 0 ? null : html`<p>${sentences.join(' ')}</p>`,
    paragraphs(journal.reason ?? ''),
    speaks(against, pointsAt(journal)),
  ];
  return { id: 'why', heading: 'Why', content: joined(parts, '\n') };
}

function when(journal: Journal): Markup {
  const { times, experiment, world } = journal;
  const end = times.recoveredAt ?? times.endedAt;
  const lasted = isRunning(journal) ? null : durationBetween(startOf(journal), end);
  const name = faultName(journal.fault);
  const planned = wasStarted(journal)
    ? `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    : `Planned: ${name}`;
  const fault = `${planned} for ${duration(experiment.faultMinutes * 60)} in ${experiment.region}`;
  const how = world === 'rehearsal' ? ', rehearsed in virtual time' : '';
  const took = lasted === null ? '' : `, took ${unbroken(lasted)}`;
  return html`${unbroken(`${fault}${how}.`)} Begun ${time(startOf(journal))}${took}.`;
}

/** How to resume a game day whose runner died. */
function unfinished(journal: Journal): Markup | null {
  const command = resumeCommand(journal);
  if (command === null) return null;
  const how =
    journal.world === 'rehearsal'
      ? 'To rehearse again'
      : 'If its runner died, this resumes it, restores and judges';
  return html`<p class="notice">This page shows what was known at ${time(journal.writtenAt)}. ${how}: ${code(command)}</p>\n`;
}

function figureList(journal: Journal): Markup | null {
  const items = figures(journal).map(
    ({ label, value, notes, verdict }) =>
      html`<div><dt>${label}</dt><dd><b${classOf(verdict)}>${unbroken(value)}</b>${notes.map((note) => html`<small class="quiet">${unbroken(note)}</small>`)}</dd></div>`,
  );
  return items.length === 0 ? null : html`<dl class="figures">${items}</dl>\n`;
}

function item({ symbol, verdict }: { symbol: string; verdict: string }, name: string, said: Part): Markup {
  return html`<li class="${verdict}"><strong><span class="${verdict}">${symbol}</span> ${name}</strong><div>${said}</div></li>`;
}

/** What speaks against the hypothesis and what it points at; beside each other where there is room. */
function speaks(against: readonly Markup[], points: Markup | null): Markup | null {
  const list = against.length === 0 ? null : html`<ul class="against">${against}</ul>`;
  if (list === null || points === null) return list ?? points;
  return html`<div class="columns"><div><h3>What speaks against it</h3>\n${list}</div><div>${points}</div></div>`;
}

function pointsAt({ diagnosis: found }: Journal): Markup | null {
  if (found.length === 0) return null;
  const items = found.map(({ finding, evidence, advice }) => {
    const advised = advice === '' ? null : html`<p class="advice">${advice}</p>`;
    return html`<li><strong>${finding}</strong><p>${unbroken(evidence)}</p>${advised}</li>`;
  });
  return html`<h3>What the evidence points at</h3>\n<ol class="points">${items}</ol>`;
}
