import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PREFLIGHT_NAMES } from '../../experiment/journal/preflight-result';
import { temporaryFolder } from '../support/temporary-folder';
import { capturedOutput } from './output';
import { commandRuns, refuseToStart } from './start-experiment/support';

const output = capturedOutput();
const prepare = commandRuns();
const folder = temporaryFolder();

describe('with --yes', () => {
  it('makes the checks, shows the plan, runs the game day, and ends with 0 when the hypothesis held', async () => {
    const runs = await prepare();
    const stepSummary = folder.write('summary.md', 'before\n');

    await runs.runIn({ stepSummary }, '--yes');

    expect(process.exitCode).toBe(0);
    const { journal } = runs;
    expect(journal).toMatchObject({ world: 'aws', status: 'completed', verdict: 'held', denied: [] });
    expect(journal.timeline.map(({ event }) => event)).not.toContain('denials.unread');
    expect(journal.preflight.map(({ passed }) => passed)).toEqual(PREFLIGHT_NAMES.map(() => true));
    expect(runs.sent('StartExperiment')).toMatchObject([
      { experimentTemplateId: runs.lab.us.experimentTemplateId },
    ]);
    expect(output.stderr.match(/^ {2}✓ {2}[\w-]+/gm)).toHaveLength(PREFLIGHT_NAMES.length);
    expect(output.stderr).toMatch(
      /^costs +FIS \$0\.70: 7 action-minutes \(S01_Wait 3, 4 actions of 1 each\)/m,
    );
    expect(output.stderr).toMatch(/^baseline: 2 min of customers in us-east-1 and eu-west-1/m);
    expect(output.stderr).toMatch(
      /^ {2}12:\d\d:\d\d fault\.live every target carries the fault: chaos-lab-hello/m,
    );
    expect(output.stderr).toMatch(/ experiment, \d:\d\d left · EXP\w+ running, S01_Wait · served us /);
    const report = join(runs.reports, runs.folders[0]!, 'report.html');
    expect(output.stdout).toMatch(/The hypothesis held/);
    expect(output.stdout.endsWith(`Report: ${report}\n`)).toBe(true);
    expect(readFileSync(stepSummary, 'utf8')).toMatch(/^before\n[^]*hypothesis held/);
  });

  it('prints the journal and nothing else with --json, goes on without a check that is forced, and ends with 3 when it was refuted', async () => {
    const runs = await prepare({ mistake: 'crossed-health-check' });

    await runs.run('--yes', '--json', '--force', 'health-check-hosts');

    expect(process.exitCode).toBe(3);
    expect(output.stderr).toBe('');
    expect(JSON.parse(output.stdout)).toEqual(runs.journal);
    expect(runs.journal).toMatchObject({ status: 'completed', verdict: 'refuted' });
    expect(runs.journal.preflight.find(({ passed }) => passed !== true)).toMatchObject({
      name: 'health-check-hosts',
      forced: true,
    });
    expect(runs.journal.diagnosis).not.toEqual([]);
  });

  it('fails the region that is named, and is silent with --quiet but for the result', async () => {
    const runs = await prepare();
    runs.change('StartExperiment', refuseToStart);
    await runs.run('--yes', '--quiet', '--region', 'eu');
    expect(output.stderr).toBe('');
    expect(runs.sent('StartExperiment')).toMatchObject([
      { experimentTemplateId: runs.lab.eu.experimentTemplateId },
    ]);
    expect(output.stdout).toContain('not authorized: StartExperiment');
  });

  it('ends with 1 when AWS fails, and the journal says why', async () => {
    const runs = await prepare();
    runs.change('StartExperiment', refuseToStart);
    await runs.run('--yes', '--json');
    expect(process.exitCode).toBe(1);
    expect(JSON.parse(output.stdout)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('not authorized: StartExperiment') as string,
    });
  });

  it('ends with 4 where it could not be measured that the system was steady, and starts nothing', async () => {
    const runs = await prepare();
    runs.change('GetMetricData', () => ({ MetricDataResults: [] }));
    await runs.run('--yes', '--json');
    expect(process.exitCode).toBe(4);
    expect(JSON.parse(output.stdout)).toMatchObject({ status: 'aborted' });
    expect(runs.sent('StartExperiment')).toEqual([]);
  });

  it('looks at everything again right before the start, and starts nothing where it is not as it was', async () => {
    const runs = await prepare();
    const experimentTemplateId = runs.lab.eu.experimentTemplateId;
    const theirs = { id: 'EXPtheirs', experimentTemplateId, state: { status: 'running' } };
    runs.after(60, () =>
      runs.change('ListExperiments', (_ask, _input, region) => ({
        experiments: region === 'eu-west-1' ? [theirs] : [],
      })),
    );
    await runs.run('--yes', '--json');
    expect(process.exitCode).toBe(1);
    expect(runs.sent('StartExperiment')).toEqual([]);
    expect(JSON.parse(output.stdout)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(
        /^what was well before the baseline .*: no-other-experiment \(us: none; eu: EXPtheirs/,
      ) as string,
      experiment: { clientToken: null },
    });
  });

  it('is refused where another game day took the API since the checks were made, and ends with 1', async () => {
    const runs = await prepare();
    let reads = 0;
    const theirs = {
      ...{ url: runs.lab.deployment.apiUrl, region: 'eu-west-1', holder: 'game day 1', who: 'arn:bob' },
      ...{ since: '2026-01-01T12:00:00Z', until: '2026-01-01T13:00:00Z', version: '1' },
    };
    const Item = Object.fromEntries(Object.entries(theirs).map(([name, S]) => [name, { S }]));
    runs.change('GetItem', (ask) => ((reads += 1) === 1 ? ask() : { Item }));
    await runs.run('--yes', '--json');
    expect(process.exitCode).toBe(1);
    expect(runs.sent('StartExperiment')).toEqual([]);
    expect(runs.sent('PutItem')).toEqual([]);
    expect(JSON.parse(output.stdout)).toMatchObject({
      reason: expect.stringContaining(
        'is held for eu-west-1 until 2026-01-01T13:00:00Z, by game day 1',
      ) as string,
    });
  });

  it('ends with 4 where somebody stops the experiment', async () => {
    const runs = await prepare();
    const { world, us } = runs.lab;
    runs.after(330, () => {
      const [{ id = '' } = {}] = runs.calls
        .filter(({ operation }) => operation === 'GetExperiment')
        .map(({ input }) => input as { id?: string });
      world.clock.watch(world.send('fis', us.region, 'StopExperiment', { id }));
    });
    await runs.run('--yes', '--quiet');
    expect(process.exitCode).toBe(4);
    expect(runs.journal).toMatchObject({ status: 'stopped', restored: { proven: true } });
  });
});
