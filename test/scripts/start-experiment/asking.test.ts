import type { Journal } from '../../../experiment/journal/journal';
import { PREFLIGHT_NAMES } from '../../../experiment/journal/preflight-result';
import { capturedOutput } from '../output';
import { commandRuns, refuseToStart } from './support';

const output = capturedOutput();
const prepare = commandRuns();

describe('without --yes', () => {
  it('refuses where there is no terminal, before it asks AWS anything', async () => {
    const runs = await prepare();
    await runs.run();
    expect(process.exitCode).toBe(2);
    expect(output).toEqual({
      stdout: '',
      stderr: expect.stringMatching(/^nothing was started: .*needs --yes\n$/) as string,
    });
    expect(runs.calls).toEqual([]);
    expect(runs.folders).toEqual([]);
  });

  it('asks when the checks have been made and the plan is shown, and starts when the answer is yes', async () => {
    const runs = await prepare();
    runs.change('StartExperiment', refuseToStart);
    await runs.runAsked(true, '--quiet');
    expect(runs.questions).toEqual(['Start it?']);
    expect(output.stderr).toMatch(
      /^breaks +chaos-lab-hello and chaos-lab-health in us-east-1 \(us\), for 3 min and for real/m,
    );
    expect(runs.sent('StartExperiment')).toHaveLength(1);
  });

  it.each([
    [[], ''],
    [['--json'], '{\n  "started": false,\n  "reason": "declined",'],
  ])('starts nothing when the answer is no, which is no error of usage (%j)', async (args, stdout) => {
    const runs = await prepare();
    await runs.runAsked(false, ...args);
    expect(process.exitCode).toBe(4);
    expect(output.stdout.startsWith(stdout)).toBe(true);
    expect(output.stderr.endsWith('\nnothing was started\n')).toBe(true);
    expect(runs.sent('StartExperiment')).toEqual([]);
    expect(runs.folders).toEqual([]);
  });
});

describe('with --dry-run', () => {
  it('makes every check and shows the plan, asks nothing, starts nothing, and ends with 0', async () => {
    const runs = await prepare();
    await runs.run('--dry-run');
    expect(process.exitCode).toBe(0);
    expect(output.stdout).toBe('It could start. Nothing was started: this was a dry run.\n');
    expect(output.stderr.match(/^ {2}✓ {2}/gm)).toHaveLength(PREFLIGHT_NAMES.length);
    expect(output.stderr).toContain('\ncosts ');
    expect(runs.sent('StartExperiment')).toEqual([]);
    expect(runs.sent('Invoke').filter(({ InvocationType }) => InvocationType === 'Event')).toEqual([]);
    expect(runs.folders).toEqual([]);
  });

  it('prints JSON and nothing else with --json', async () => {
    const runs = await prepare();
    await runs.run('--dry-run', '--json');
    const result = JSON.parse(output.stdout) as { preflight: Journal['preflight'] };
    expect(result).toMatchObject({ started: false, reason: 'dry-run', price: { actionMinutes: 7 } });
    expect(result.preflight.map(({ name }) => name)).toEqual(PREFLIGHT_NAMES);
    expect(output.stderr).toBe('');
  });
});
