import { appendFileSync } from 'node:fs';
import type { PreflightResult } from '../../experiment/journal/preflight-result';
import { markdown, markdownRow } from '../../report/markdown/escape';
import { messageOf } from '../command-line/command-line';

/**
 * Appends to the summary that a pipeline shows on its page; nothing where there is none. Without it nothing is lost, so what goes wrong is
 * only said.
 * @param text Markdown, which is not made where it is not needed
 */
export function appendSummary(file: string | undefined, text: () => string): void {
  if (file === undefined) return;
  try {
    appendFileSync(file, `${text()}\n`);
  } catch (error) {
    process.stderr.write(`the summary of the step could not be written: ${messageOf(error)}\n`);
  }
}

/** Why a game day was not started, for that page: the checks that did not pass. */
export function refusalMarkdown(results: readonly PreflightResult[]): string {
  const failed = results.filter(({ passed, forced }) => passed !== true && !forced);
  return [
    '## Game day not started',
    '',
    markdownRow(['check', 'measured', 'what to do']),
    markdownRow(['---', '---', '---']),
    ...failed.map(({ name, measured, advice }) => markdownRow([name, markdown(measured), markdown(advice)])),
    '',
  ].join('\n');
}
