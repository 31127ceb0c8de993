import type { Journal } from '../../experiment/journal/journal';
import { isRunning, resumeCommand, wasStarted } from '../content/journal-status';
import { escape } from '../escape';
import { faultName } from '../content/fault-labels';
import { figures } from '../content/key-figures';
import { duration, durationBetween, startOf, unbroken } from '../content/format';
import { headline, story } from '../content/headline';
import { code, paragraphs, section, time } from './elements';
import { reasons } from '../content/reasons';
import { outcome, preflightOutcome, STATUSES, VERDICTS, WORLDS } from '../content/labels';

/** The verdict, what it means, and the few numbers that matter: the first screen of a phone. */
export function headerSection(journal: Journal): string {
  const { verdict, world, status, hypothesis } = journal;
  const { symbol, word } = VERDICTS[verdict];
  const told = story(journal);
  return `<header class="${verdict}">
<p class="pills"><span class="pill ${verdict}">${symbol} ${escape(word)}</span> <span class="pill ${world}">${escape(WORLDS[world].word)}</span> <span class="pill status">${escape(STATUSES[status].word)}</span></p>
<h1>${escape(`${headline(journal)}.`)}</h1>
${told.length === 0 ? '' : `<p class="story">${escape(unbroken(told.join(' ')))}</p>`}
<p class="quiet">${when(journal)}</p>
${unfinished(journal)}${figureList(journal)}
<div class="given">
<p><span class="quiet">Hypothesis:</span> ${escape(hypothesis.title)}</p>
<p><span class="quiet">Given:</span> ${escape(hypothesis.given)}</p>
</div>
</header>`;
}

/** What speaks against the hypothesis, in the words of the checks; what it points at; and why the experiment did not end as planned. */
export function whySection(journal: Journal): string {
  const { sentences, checks, refused } = reasons(journal);
  const against = [
    ...refused.map((result) => {
      const advice = result.advice === '' ? '' : `<p class="advice">${escape(result.advice)}</p>`;
      return item(preflightOutcome(result), result.name, escape(unbroken(result.measured)) + advice);
    }),
    ...checks.map((check) => item(outcome(check), check.name, escape(unbroken(check.detail)))),
  ];
  return section(
    'why',
    'Why',
    [
      sentences.length === 0 ? '' : `<p>${escape(sentences.join(' '))}</p>`,
      paragraphs(journal.reason ?? ''),
      speaks(against, pointsAt(journal)),
    ]
      .filter(Boolean)
      .join('\n'),
  );
}

function when(journal: Journal): string {
  const { times, experiment, world } = journal;
  const end = times.recoveredAt ?? times.endedAt;
  const lasted = isRunning(journal) ? null : durationBetween(startOf(journal), end);
  const name = faultName(journal.fault);
  const planned = wasStarted(journal)
    ? `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    : `Planned: ${name}`;
  const fault = `${planned} for ${duration(experiment.faultMinutes * 60)} in ${experiment.region}`;
  return `${escape(unbroken(`${fault}${world === 'rehearsal' ? ', rehearsed in virtual time' : ''}.`))} Begun ${time(startOf(journal))}${lasted === null ? '' : `, took ${escape(unbroken(lasted))}`}.`;
}

/** How to resume a game day whose runner died. */
function unfinished(journal: Journal): string {
  const command = resumeCommand(journal);
  if (command === null) return '';
  const how =
    journal.world === 'rehearsal'
      ? 'To rehearse again'
      : 'If its runner died, this resumes it, restores and judges';
  return `<p class="notice">This page shows what was known at ${time(journal.writtenAt)}. ${how}: ${code(command)}</p>\n`;
}

function figureList(journal: Journal): string {
  const items = figures(journal).map(
    ({ label, value, notes, verdict }) =>
      `<div><dt>${escape(label)}</dt><dd><b${verdict === null ? '' : ` class="${verdict}"`}>${escape(unbroken(value))}</b>${notes.map((note) => `<small class="quiet">${escape(unbroken(note))}</small>`).join('')}</dd></div>`,
  );
  return items.length === 0 ? '' : `<dl class="figures">${items.join('')}</dl>\n`;
}

function item({ symbol, verdict }: { symbol: string; verdict: string }, name: string, said: string): string {
  return `<li class="${verdict}"><strong><span class="${verdict}">${symbol}</span> ${escape(name)}</strong><div>${said}</div></li>`;
}

/** What speaks against the hypothesis and what it points at; beside each other where there is room. */
function speaks(against: readonly string[], points: string): string {
  const list = against.length === 0 ? '' : `<ul class="against">${against.join('')}</ul>`;
  if (list === '' || points === '') return list + points;
  return `<div class="columns"><div><h3>What speaks against it</h3>\n${list}</div><div>${points}</div></div>`;
}

function pointsAt({ diagnosis: found }: Journal): string {
  if (found.length === 0) return '';
  const items = found.map(
    ({ finding, evidence, advice }) =>
      `<li><strong>${escape(finding)}</strong><p>${escape(unbroken(evidence))}</p>${advice === '' ? '' : `<p class="advice">${escape(advice)}</p>`}</li>`,
  );
  return `<h3>What the evidence points at</h3>\n<ol class="points">${items.join('')}</ol>`;
}
