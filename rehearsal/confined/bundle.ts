import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorldCode } from '../../startup/bundle';
import { Cached } from '../../startup/cache';
import { compile, compiledFor } from '../../startup/compiled';
import { sourcesKey } from '../../startup/sources';

/**
 * Writes the World and all that it needs into one file of that folder, and beside it what V8 makes of it: a process that may read nothing
 * else can load it. Both are copies of what is kept from one rehearsal to the next, and which only this process can write. Returns the
 * bundle's path; rejects with esbuild's error.
 */
export async function bundleWorld(folder: string): Promise<string> {
  const file = join(folder, 'world.cjs');
  const kept = new Cached('world', sourcesKey());
  const code = kept.read() ?? kept.written(await bundleWorldCode());
  writeFileSync(file, code);
  const compiled = kept.beside('compiled', compiledFor());
  if (compiled.isWritable()) {
    const text = Buffer.from(code).toString();
    writeFileSync(`${file}.compiled`, compiled.read() ?? compiled.written(compile(text, 'world.cjs')));
  }
  return file;
}
