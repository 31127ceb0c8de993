import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';
import { runCommandLine } from '../../../scripts/command-line/command-line';
import { addHelpAfter } from '../../../scripts/command-line/help';
import { capturedOutput } from '../output';

const output = capturedOutput();

describe.each(['start-experiment', 'rehearse', 'restore', 'mutants'])('the help of %s', (name) => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join('scripts', `${name}.ts`), '--help'],
    { encoding: 'utf8' },
  );

  it('goes to standard output, and is no failure', () => {
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('stays within 80 columns where it goes to no terminal', () => {
    const wide = stdout.split('\n').filter((line) => line.length > 80);
    expect(wide).toEqual([]);
  });

  it('groups the options, says what every exit code means, and has examples', () => {
    expect(stdout).toMatch(/^Output:\n {2}--/m);
    expect(stdout).not.toMatch(/^Options:/m);
    expect(stdout).toMatch(/^Exit codes:\n {2}0 {4}\S.*\n {2}1 {4}\S/m);
    expect(stdout).toMatch(new RegExp(`^Examples:\\n  npm run ${name}$`, 'm'));
  });
});

describe('what stands below the options', () => {
  const help = async (): Promise<string> => {
    const command = addHelpAfter(new Command('work').description('word '.repeat(40).trim()), {
      notes: ['word '.repeat(40).trim()],
      exitCodes: { 0: 'all is well', 130: 'interrupted '.repeat(10).trim() },
      examples: ['npm run work'],
    });
    await runCommandLine(command, ['node', 'work', '--help']);
    return output.stdout;
  };

  it('is broken, with the meaning of a code beneath its beginning', async () => {
    expect(await help()).toMatch(/\n {2}0 {4}all is well\n {2}130 {2}interrupted .*\n {7}interrupted /);
    for (const line of output.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it.each([
    [60, 60],
    [100, 100],
    [200, 100],
  ])('on a terminal of %i columns takes %i of them', async (columns, used) => {
    const before = { isTTY: process.stdout.isTTY, columns: process.stdout.columns };
    Object.assign(process.stdout, { isTTY: true, columns });
    try {
      const widths = (await help()).split('\n').map((line) => line.length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(used);
      expect(Math.max(...widths)).toBeGreaterThan(used - 6);
    } finally {
      Object.assign(process.stdout, before);
    }
  });
});
