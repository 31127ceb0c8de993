import type { Readable } from 'node:stream';
import { plain } from '../../validation/printable';

/** JSON whose every text is without anything that a terminal would obey. */
export function plainly<T>(data: T): T {
  const text = JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'string' ? plain(value) : value,
  );
  return JSON.parse(text) as T;
}

/** Shows on standard error what a process says there that code from outside may have got hold of. */
export function showPlainly(said: Readable | null): void {
  said?.setEncoding('utf8').on('data', (text: string) => void process.stderr.write(plain(text)));
}
