import type { Journal } from '../journal';
import { escape } from './escape';
import { duration, offset, outcome, startOf, VERDICTS, WORLDS } from './format';
import { paragraphs, section, time } from './html';
import { moments } from './moments';
import { reasons } from './reasons';

/** The verdict in words, the world, and the hypothesis: the first screen of a phone. */
export function headerSection(journal: Journal): string {
  const { symbol, word, sentence, because } = VERDICTS[journal.verdict];
  const start = startOf(journal);
  return `<header>
<span class="pill ${journal.verdict}">${symbol} ${escape(word)}</span><span class="pill ${journal.world}">${escape(WORLDS[journal.world].word)}</span>
<h1 class="${journal.verdict}">${escape(`${sentence}: ${because}.`)}</h1>
<p>${escape(`${journal.experiment.region} fails for ${duration(journal.experiment.faultMinutes * 60)}.`)} ${start === null ? '' : `<span class="quiet">Started ${time(start)}.</span>`}</p>
<div class="given">
<p><span class="quiet">Given:</span> ${escape(journal.hypothesis.given)}</p>
<p><span class="quiet">Hypothesis:</span> ${escape(journal.hypothesis.title)}</p>
</div>
</header>`;
}

/** What speaks against the hypothesis, in the words of the checks; and why the experiment did not end as planned. */
export function whySection(journal: Journal): string {
  const { sentences, checks } = reasons(journal);
  const against = checks.map(
    (check) =>
      `<li${check.held === null ? ' class="unmeasured"' : ''}><strong>${escape(`${outcome(check).symbol} ${check.name}`)}</strong>${escape(check.detail)}</li>`,
  );
  return section(
    'why',
    'Why',
    `<p>${escape(sentences.join(' '))}</p>${paragraphs(journal.reason ?? '')}${against.length === 0 ? '' : `<ul class="against">${against.join('')}</ul>`}`,
  );
}

/** The four moments, those that did not come too. */
export function timesSection(journal: Journal): string {
  const start = startOf(journal);
  const items = moments(journal).map(({ number, label, meaning, at, after }) => {
    if (at === null || start === null) {
      return `<li><b class="refuted">${escape(label)}</b><span class="quiet">${escape(meaning)}: not seen</span></li>`;
    }
    return `<li><b><span class="number">${number}</span>${escape(label)}</b>${escape([offset(at, start), after].filter(Boolean).join(', '))}<br><span class="quiet">${escape(meaning)}<br>${time(at)}</span></li>`;
  });
  return section('times', 'Times', `<ol class="moments">${items.join('')}</ol>`);
}
