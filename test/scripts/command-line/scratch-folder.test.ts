import { EventEmitter } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inScratchFolder } from '../../../scripts/command-line/scratch-folder';

/** A process that is interrupted by events, and does not end by it. */
function prepare() {
  const exits: number[] = [];
  const said: string[] = [];
  const process = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) });
  return { exits, said, process, interrupted: { process, say: (line: string) => said.push(line) } };
}

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'is gone, with what is in it, when the work is interrupted by %s, which ends the process in a sentence',
  async (signal) => {
    const { exits, said, process, interrupted } = prepare();
    await inScratchFolder('scratch-', interrupted, async (folder) => {
      writeFileSync(join(folder, 'stack'), '{}');
      process.emit(signal);
      await Promise.resolve();
      expect(existsSync(folder)).toBe(false);
    });
    expect(exits).toEqual([130]);
    expect(said).toEqual(['interrupted: what was not finished is discarded']);
  },
);

it('is gone when the work is done, and no signal is listened to any more', async () => {
  const { exits, said, process, interrupted } = prepare();
  let path = '';
  await inScratchFolder('scratch-', interrupted, async (folder) => {
    path = folder;
    expect(existsSync(folder)).toBe(true);
    await Promise.resolve();
  });
  expect(existsSync(path)).toBe(false);
  expect(process.eventNames()).toEqual([]);
  expect([exits, said]).toEqual([[], []]);
});

it('is gone when the work fails, and the failure is handed on', async () => {
  let path = '';
  const failing = inScratchFolder('scratch-', null, async (folder) => {
    path = folder;
    await Promise.reject(new Error('not this time'));
  });
  await expect(failing).rejects.toThrow('not this time');
  expect(existsSync(path)).toBe(false);
});
