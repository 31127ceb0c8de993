import type { Colors } from 'picocolors/types';
import type { Rule } from '../findings/rule';
import { sources } from '../findings/sources';
import { wrap } from './wrap';

/** Of the explanation. */
const COLUMNS = 100;

/** All about a rule, as text for a terminal. */
export function explain(rule: Rule, colors: Colors): string {
  const { code, severity, title, explanation, examples, source } = rule;
  const shownSeverity = severity === 'error' ? colors.red(severity) : colors.yellow(severity);
  return [
    `${colors.bold(code)} (${shownSeverity}): ${title}\n`,
    `${wrap(explanation, COLUMNS).join('\n')}\n`,
    `${colors.red('Wrong:')}\n${indent(examples.wrong)}`,
    `${colors.green('Right:')}\n${indent(examples.right)}`,
    `Source: ${sources[source]}\n`,
  ].join('\n');
}

function indent(text: string): string {
  return `${text.trimEnd().replaceAll(/^(?=.)/gm, '  ')}\n`;
}
