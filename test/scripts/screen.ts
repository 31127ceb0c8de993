import { Writable } from 'node:stream';

/**
 * A terminal as far as the progress moves on it: it keeps the lines that somebody would see, and how often it was written to. What it is
 * told and does not know is an error.
 */
export class Screen extends Writable {
  readonly isTTY = true;
  rows = 24;
  lines: string[] = [''];
  private row = 0;
  private column = 0;

  constructor(readonly columns: number) {
    super({ decodeStrings: false });
  }

  override _write(text: string, _encoding: string, done: () => void): void {
    // eslint-disable-next-line no-control-regex -- what a terminal is told
    for (const part of text.match(/\u001b\[[\d;]*[A-Za-z]|[^\u001b]/gsu) ?? []) this.obey(part);
    done();
  }

  /** What somebody would see, without the blank line below. */
  get text(): string {
    return this.lines.join('\n').trimEnd();
  }

  private obey(part: string): void {
    // eslint-disable-next-line no-control-regex -- what a terminal is told
    const [, number, letter] = /^\u001b\[(\d*)([A-Za-z])$/.exec(part) ?? [];
    if (letter === undefined) this.put(part);
    else if (letter === 'A') this.row = Math.max(0, this.row - Number(number));
    else if (letter === 'G') this.column = Number(number) - 1;
    else if (letter === 'K') this.cut(this.column);
    else if (letter === 'J') this.wipe();
    else if (letter !== 'm') throw new Error(`this screen does not know ${JSON.stringify(part)}`);
  }

  private put(character: string): void {
    if (character === '\n') {
      this.row += 1;
      this.column = 0;
      this.lines[this.row] ??= '';
      return;
    }
    if (this.column === this.columns) this.put('\n');
    const line = this.lines[this.row] ?? '';
    this.lines[this.row] =
      line.slice(0, this.column).padEnd(this.column) + character + line.slice(this.column + 1);
    this.column += 1;
  }

  private cut(column: number): void {
    this.lines[this.row] = (this.lines[this.row] ?? '').slice(0, column);
  }

  private wipe(): void {
    this.cut(this.column);
    this.lines.length = this.row + 1;
  }
}
