import { capturedOutput } from '../output';
import { commandRuns } from './support';

const output = capturedOutput();
const prepare = commandRuns();

describe('before it asks AWS anything', () => {
  it.each<[string, string[], string]>([
    [
      'a region that was not deployed',
      ['--region', 'asia'],
      'the lab has no region asia; it has us (us-east-1), eu (eu-west-1)\n',
    ],
    [
      'a check that does not exist',
      ['--force', 'target'],
      "error: option '--force <name>' argument 'target' is invalid. Did you mean targets? Those that may be forced are template, document, safety-lever, health-checks, ",
    ],
    [
      'to go on without the lease',
      ['--force', 'lease'],
      "error: option '--force <name>' argument 'lease' is invalid. Nothing is started without it: two regions could fail at once. Those that",
    ],
    [
      'to go on without a stop alarm',
      ['--force', 'stop-alarms'],
      "error: option '--force <name>' argument 'stop-alarms' is invalid. Nothing is started without it: nothing would end the experiment",
    ],
    ['a template that is not there', ['--template', 'none.json'], 'none.json:1:1: '],
    [
      'a rehearsal that is not there',
      ['--rehearsal', 'none.json'],
      'none.json cannot be read as a journal: ',
    ],
    [
      'a folder that cannot be written to',
      ['--reports', '/dev/null/reports'],
      'no report can be written into ',
    ],
    [
      'options that the journal of a dead runner says by itself',
      ['--resume', 'EXP1', '--region', 'us'],
      "error: option '--resume <experiment>' cannot be used with option '--region <name>'\n",
    ],
  ])('refuses %s, with exit code 2', async (_what, args, message) => {
    const runs = await prepare();
    await runs.run('--yes', ...args);
    expect(process.exitCode).toBe(2);
    expect(output.stdout).toBe('');
    expect(output.stderr.startsWith(message)).toBe(true);
    expect(runs.calls).toEqual([]);
    expect(runs.folders).toEqual([]);
  });
});
