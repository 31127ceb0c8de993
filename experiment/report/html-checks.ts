import type { CheckKind, CheckResult, Journal } from '../journal';
import { escape } from './escape';
import { KINDS, measuredValue, outcome } from './format';
import { section, table } from './html';

/** Every check with what was measured, by kind and in the order of the hypothesis. */
export function checksSection(journal: Journal): string {
  if (journal.checks.length === 0) return section('checks', 'Checks', '<p>No check was made.</p>');
  const kinds = [...new Set(journal.checks.map(({ kind }) => kind))];
  return section(
    'checks',
    'Checks',
    table(
      'Each check of the hypothesis, what was measured, and what was tolerated',
      ['', 'Check', 'Measured>', 'Tolerance>'],
      kinds.map((kind) => checkGroup(kind, journal.checks)),
    ),
  );
}

function checkGroup(kind: CheckKind, checks: readonly CheckResult[]): string {
  const { word, question } = KINDS[kind];
  const rows = checks
    .filter((check) => check.kind === kind)
    .map((check) => {
      const { symbol, word: said } = outcome(check);
      const className = check.held === null ? 'inconclusive' : check.held ? 'held' : 'refuted';
      return `<tr><td class="sign ${className}" title="${escape(said)}"><span role="img" aria-label="${escape(said)}">${symbol}</span></td><th scope="row">${escape(check.name)}</th><td class="value">${escape(measuredValue(check))}</td><td class="value"><code>${escape(check.tolerance)}</code></td></tr>
<tr class="more"><td></td><td colspan="3"><div class="detail">${escape(check.detail)}</div></td></tr>`;
    });
  return `<tbody><tr><th class="kind" colspan="4" scope="rowgroup"><b>${escape(word)}.</b> ${escape(question)}</th></tr>
${rows.join('\n')}</tbody>`;
}
