import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { unzipSync } from 'fflate';

/** The files of an archive, by name: contents, and mode where the archive was made on Unix. */
export function readZip(path: string): Map<string, { readonly text: string; readonly mode: number | null }> {
  const bytes = readFileSync(path);
  const modes = modesOf(bytes);
  return new Map(
    Object.entries(unzipSync(bytes)).map(([name, contents]) => [
      name,
      { text: Buffer.from(contents).toString('utf8'), mode: modes.get(name) ?? null },
    ]),
  );
}

/** Unpacks an archive as Lambda does, with the modes. */
export function unzip(path: string, directory: string): void {
  for (const [name, { text, mode }] of readZip(path)) {
    const target = join(directory, name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    if (mode !== null) chmodSync(target, mode & 0o777);
  }
}

/** Reads the central directory (APPNOTE 4.3.12); fflate reads no modes. */
function modesOf(zip: Buffer): Map<string, number> {
  const modes = new Map<string, number>();
  const signature = Buffer.from('PK\x01\x02', 'latin1');
  for (let at = zip.indexOf(signature); at !== -1; at = zip.indexOf(signature, at + 46)) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    const madeByUnix = zip.readUInt8(at + 5) === 3;
    if (madeByUnix) modes.set(name, zip.readUInt32LE(at + 38) >>> 16);
  }
  return modes;
}
