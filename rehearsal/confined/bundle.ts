import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorldCode } from '../../startup/bundle';
import { keepBundle, readBundle } from '../../startup/bundled';
import { Cached } from '../../startup/cache';
import { compiled } from '../../startup/compiled';
import { sourcesKey } from '../../startup/sources';

/**
 * Writes the World and all that it needs into one file of that folder, and beside it what V8 makes of it: a process that may read nothing
 * else can load it. Both are copies of what is kept from one rehearsal to the next, and which only this process can write. Returns the
 * bundle's path; rejects with esbuild's error.
 */
export async function bundleWorld(folder: string): Promise<string> {
  const file = join(folder, 'world.cjs');
  const key = sourcesKey();
  const kept = new Cached('world', key);
  const code = readBundle(kept) ?? (await make());
  writeFileSync(file, code);
  if (kept.isWritable())
    writeFileSync(`${file}.compiled`, compiled(kept, Buffer.from(code).toString(), 'world.cjs'));
  return file;

  async function make(): Promise<Uint8Array> {
    const { code: made, origin } = await bundleWorldCode();
    keepBundle(kept, made, origin, key);
    return made;
  }
}
