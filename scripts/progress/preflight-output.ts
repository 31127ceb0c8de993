import { clearLine, cursorTo } from 'node:readline';
import {
  FORCIBLE_NAMES,
  PREFLIGHT_NAMES,
  type PreflightResult,
} from '../../experiment/journal/preflight-result';
import { plain } from '../../validation/printable';
import type { Colors } from '../../report/text/report-text';
import { colorOf } from '../../report/text/page';
import { row } from '../../report/text/table';
import { preflightOutcome } from '../../report/content/labels';
import type { Terminal } from './progress';

const NAME_COLUMNS = Math.max(...PREFLIGHT_NAMES.map((name) => name.length));
const MOST_COLUMNS = 110;
/** The sign, and the blanks between the columns. */
const SIGN_COLUMNS = 8;

/** Shows the checks before a game day as they come; on a terminal also the one that is being made. */
export class PreflightOutput {
  private done = 0;

  constructor(
    private readonly stream: Terminal,
    private readonly colors: Colors,
  ) {
    this.announce();
  }

  readonly report = (result: PreflightResult): void => {
    if (this.stream.isTTY === true) {
      cursorTo(this.stream, 0);
      clearLine(this.stream, 0);
    }
    const columns =
      this.stream.isTTY === true ? Math.min(this.stream.columns ?? 80, MOST_COLUMNS) : MOST_COLUMNS;
    this.stream.write(`${resultLines(result, this.colors, columns).join('\n')}\n`);
    this.done += 1;
    this.announce();
  };

  private announce(): void {
    const next = PREFLIGHT_NAMES[this.done];
    if (next !== undefined && this.stream.isTTY === true) this.stream.write(this.colors.dim(`  ○ ${next} …`));
  }
}

/** A check before a game day, with what was measured and what to do about it. */
export function resultLines(result: PreflightResult, colors: Colors, columns: number): string[] {
  const { name, passed, measured, advice, forced } = result;
  const { symbol, verdict } = preflightOutcome(result);
  const style = colorOf(verdict, colors);
  const width = Math.max(20, columns - NAME_COLUMNS - SIGN_COLUMNS);
  const cells = (mark: string, label: string, text: string, dim = false) => [
    { text: mark, width: 1, style },
    { text: label, width: NAME_COLUMNS },
    { text: plain(text), width, style: dim ? colors.dim : undefined },
  ];
  return [
    ...row(cells(symbol, name, measured, verdict === 'held'), 2),
    ...(advice === '' ? [] : row(cells('', '', `→ ${advice}`), 2)),
    ...(forced && passed !== true ? row(cells('', '', '→ forced: the game day goes on without it'), 2) : []),
  ];
}

/** Why nothing is started, in a sentence. */
export function refusal(results: readonly PreflightResult[]): string {
  const failed = results.filter(({ passed, forced }) => passed !== true && !forced).map(({ name }) => name);
  const checks = failed.length === 1 ? 'a check' : `${failed.length} checks`;
  const forcible = failed.filter((name) => FORCIBLE_NAMES.includes(name));
  const needed = failed.filter((name) => !FORCIBLE_NAMES.includes(name));
  const wayOn =
    forcible.length === 0
      ? `no game day starts without ${failed.length === 1 ? 'it' : 'them'}`
      : `to go on all the same, --force NAME for each${needed.length > 0 ? ` (but not for ${needed.join(', ')})` : ''}`;
  return `nothing was started: ${checks} did not pass (${failed.join(', ')}); ${wayOn}`;
}
