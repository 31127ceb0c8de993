import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../experiment/journal/journal';
import { PREFLIGHT_NAMES } from '../../experiment/journal/preflight-result';
import { AwsError } from '../../rehearsal/aws/error';
import { temporaryFolder } from './files';
import { capturedOutput } from './output';
import { commandRuns } from './start-experiment/support';

const output = capturedOutput();
const prepare = commandRuns();
const folder = temporaryFolder();

/** A game day that AWS refuses to start is over soon. */
const refuseToStart = (): never => {
  throw new AwsError('AccessDeniedException', 'not authorized: StartExperiment');
};

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

describe('on Ctrl-C', () => {
  it('stops the experiment, restores the functions, writes the report, and ends with 130', async () => {
    const runs = await prepare();
    runs.after(330, () => runs.signals.emit('SIGINT'));

    await runs.run('--yes', '--quiet');

    expect(process.exitCode).toBe(130);
    expect(runs.sent('StopExperiment')).toHaveLength(1);
    expect(runs.journal).toMatchObject({ status: 'interrupted', restored: { proven: true } });
    expect(output.stderr).toMatch(/^interrupted by the user: stopping the experiment/);
    expect(output.stderr).not.toContain('npm run restore');
    expect(runs.signals.exit).not.toHaveBeenCalled();
    expect(runs.signals.listenerCount('SIGINT')).toBe(0);
  });

  it('says how to go on where it could not prove that the functions are as they were', async () => {
    const runs = await prepare({
      edit: ({ resource }) => {
        for (const [type, made] of Object.entries(resource)) {
          const kept = Object.entries(made).filter(([name]) => !name.includes('safety_net'));
          resource[type] = Object.fromEntries(kept);
        }
      },
    });
    runs.change('StartAutomationExecution', () => {
      throw new AwsError('AccessDeniedException', 'not authorized: ssm:StartAutomationExecution');
    });
    runs.after(330, () => runs.signals.emit('SIGINT'));

    await runs.run('--yes', '--quiet');

    expect(process.exitCode).toBe(130);
    const journal = join(runs.reports, runs.folders[0]!, 'journal.json');
    expect(output.stderr).toContain(`
it is not proven that the functions were restored; to do so: npm run restore -- --outputs ${runs.outputs} --region us-east-1
to take the game day up again: npm run start-experiment -- --resume ${journal}
`);
  });
});

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

describe('when standard error cannot be written to any more', () => {
  it('goes on, and notes it once', async () => {
    const runs = await prepare();
    const lose = (): void =>
      void process.stderr.emit('error', Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
    process.stderr.on('error', passOver);
    runs.after(330, lose);
    runs.after(340, lose);
    try {
      await runs.run('--yes', '--quiet');
    } finally {
      process.stderr.off('error', passOver);
    }
    expect(process.exitCode).toBe(0);
    expect(runs.journal).toMatchObject({ status: 'completed', verdict: 'held' });
    expect(runs.journal.timeline.filter(({ event }) => event === 'output.lost')).toMatchObject([
      { detail: 'nothing can be shown any more: no space left' },
    ]);
  });
});

/** As the process does that runs the command. */
const passOver = (): void => undefined;
