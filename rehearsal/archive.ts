import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { unzipSync } from 'fflate';

/** A zip that Terraform would upload. */
export interface Archive {
  /** By path inside it. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Base64, as Lambda reports it. */
  readonly sha256: string;
}

const known = new Map<string, Archive>();

/** Reads an archive; the same file is unzipped once, unless it changes. */
export function readArchive(path: string): Archive {
  const { mtimeMs, size } = statSync(path);
  const key = `${path} ${mtimeMs} ${size}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const zip = readFileSync(path);
  const archive = { files: unzipSync(zip), sha256: createHash('sha256').update(zip).digest('base64') };
  known.set(key, archive);
  return archive;
}
