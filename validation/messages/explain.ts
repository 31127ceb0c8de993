import type { Colors } from 'picocolors/types';
import type { Rule } from '../findings/rule';
import { sources } from '../findings/sources';

/** All about a rule, as text for a terminal. */
export function explain(rule: Rule, colors: Colors): string {
  const { code, severity, title, explanation, examples, source } = rule;
  const shownSeverity = severity === 'error' ? colors.red(severity) : colors.yellow(severity);
  return [
    `${colors.bold(code)} (${shownSeverity}): ${title}\n`,
    `${wrap(explanation)}\n`,
    `${colors.red('Wrong:')}\n${indent(examples.wrong)}`,
    `${colors.green('Right:')}\n${indent(examples.right)}`,
    `Source: ${sources[source]}\n`,
  ].join('\n');
}

const columns = 100;

function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}

function indent(text: string): string {
  return `${text.trimEnd().replaceAll(/^(?=.)/gm, '  ')}\n`;
}
