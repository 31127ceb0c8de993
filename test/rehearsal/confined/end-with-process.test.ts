import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const MODULE = join(__dirname, '..', '..', '..', 'rehearsal', 'confined', 'end-with-process.ts');

/** What a process says that runs this code. */
function said(code: string): { readonly stdout: string; readonly stderr: string } {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...['--import', 'tsx', '--eval'],
      `const { endWithProcess } = require(${JSON.stringify(MODULE)});
       const listeners = process.listenerCount('exit');
       ${code}`,
    ],
    { encoding: 'utf8' },
  );
  return { stdout, stderr };
}

describe('what ends with the process', () => {
  it('may be as much as a machine with many cores runs, without a warning', () => {
    const { stdout, stderr } = said(
      'for (let core = 1; core <= 64; core += 1) endWithProcess(() => console.log(core));',
    );
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n').map(Number)).toEqual(Array.from({ length: 64 }, (_, core) => core + 1));
  });

  it('is none of what was taken back; without any, nothing listens', () => {
    const { stdout, stderr } = said(`
      const takeBack = ['first', 'second'].map((name) => endWithProcess(() => console.log(name)));
      takeBack[0]();
      console.log(process.listenerCount('exit') - listeners);
      takeBack[1]();
      console.log(process.listenerCount('exit') - listeners);
      endWithProcess(() => console.log('third'));`);
    expect(stderr).toBe('');
    expect(stdout).toBe('1\n0\nthird\n');
  });
});
