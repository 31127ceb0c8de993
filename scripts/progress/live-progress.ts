import { clearLine, clearScreenDown, moveCursor } from 'node:readline';
import type { Message, Pulse } from '../../experiment/journal/messages';
import type { Colors } from '../../report/text/report-text';
import { panelOf } from './panel';
import { messageLine } from './message-line';
import type { Every, Progress, Terminal } from './progress';

/** It is drawn so often, and not more: calm to look at, and cheap over a slow line. */
const DRAWN_EVERY_MS = 1_000;

const USUAL = { columns: 80, rows: 24 };

/**
 * Events that scroll, and beneath them a panel that says how things stand, redrawn in place. It leaves no trace of the panel, and the
 * cursor at the beginning of a line, after every drawing.
 */
export class LiveProgress implements Progress {
  private pulse: Pulse | null = null;
  /** What has been said since the last drawing. */
  private lines: string[] = [];
  /** The lines of the panel as it stands on the screen. */
  private drawn: readonly string[] = [];
  private readonly rest: () => void;

  /** @param now milliseconds since 1970, by the game day's clock: the time that is left runs between two pulses, too */
  constructor(
    private readonly stream: Terminal,
    private readonly colors: Colors,
    private readonly now: () => number,
    every: Every,
  ) {
    this.rest = every(DRAWN_EVERY_MS, () => this.draw());
  }

  readonly report = (message: Message): void => {
    if (message.kind === 'pulse') this.pulse = message.pulse;
    if (message.kind === 'phase' && this.pulse !== null) {
      this.pulse = { ...this.pulse, phase: message.phase, wait: null };
    }
    const { columns = USUAL.columns } = this.stream;
    const line = messageLine(message, { events: true, colors: this.colors, columns });
    if (line !== null) this.lines.push(line);
  };

  readonly say = (line: string): void => {
    this.lines.push(line);
    this.draw();
  };

  readonly stop = (): void => {
    this.rest();
    this.pulse = null;
    this.draw();
  };

  private draw(): void {
    const panel = this.panel();
    if (this.lines.length > 0) {
      this.erase();
      for (const line of this.lines) this.stream.write(`${line}\n`);
      this.lines = [];
    }
    // Line by line over what stood there: wiping it all first would flicker.
    this.moveToTop();
    for (const line of panel) {
      this.stream.write(line);
      clearLine(this.stream, 1);
      this.stream.write('\n');
    }
    if (this.drawn.length > 0) clearScreenDown(this.stream);
    this.drawn = panel;
  }

  private panel(): readonly string[] {
    if (this.pulse === null) return [];
    const { columns = USUAL.columns, rows = USUAL.rows } = this.stream;
    const at = new Date(Math.max(this.now(), Date.parse(this.pulse.at))).toISOString();
    const lines = ['', ...panelOf({ ...this.pulse, at }, columns, this.colors)];
    // What has scrolled away cannot be drawn over.
    return lines.slice(0, Math.max(0, rows - 2));
  }

  private erase(): void {
    if (this.drawn.length === 0) return;
    this.moveToTop();
    clearScreenDown(this.stream);
    this.drawn = [];
  }

  private moveToTop(): void {
    const { columns = USUAL.columns } = this.stream;
    // A terminal that has become narrower has broken the lines.
    const rows = this.drawn.map((line) => Math.max(1, Math.ceil(visibleLength(line) / columns)));
    const height = rows.reduce((sum, count) => sum + count, 0);
    if (height > 0) moveCursor(this.stream, 0, -height);
  }
}

function visibleLength(line: string): number {
  // eslint-disable-next-line no-control-regex -- the escapes that colour
  return line.replaceAll(/\u001b\[\d+m/g, '').length;
}
