import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../experiment/journal';
import { runCommandLine } from '../../scripts/command-line';
import { startExperimentCommand, type Surroundings } from '../../scripts/start-experiment';
import { FakeLab, type Trouble } from '../experiment/support/fake-lab';
import { ManualClock } from '../experiment/support/manual-clock';
import { cdktfOutputs, temporaryFolder } from './files';
import { capturedOutput } from './output';

const folder = temporaryFolder();
const output = capturedOutput();
const outputs = folder.write('outputs.json', cdktfOutputs());
let runs = 0;

/** The command in a fake lab; what it writes goes to a folder of its own. */
function prepare({ trouble, ask = null }: { trouble?: Trouble; ask?: Surroundings['ask'] } = {}) {
  const clock = new ManualClock();
  const lab = new FakeLab(clock, trouble);
  const signals = Object.assign(new EventEmitter(), { exit: jest.fn<undefined, [number]>() });
  const reports = `reports-${(runs += 1)}`;
  const run = async (...args: string[]): Promise<void> => {
    const command = startExperimentCommand({
      clients: lab.aws.clients,
      clock,
      random: () => 0.5,
      ask,
      process: signals,
    });
    const argv = [
      'node',
      'start-experiment',
      '--outputs',
      outputs,
      '--reports',
      folder.path(reports),
      ...args,
    ];
    await clock.run(runCommandLine(command, argv));
  };
  return { clock, lab, signals, run, written: () => folder.list(reports), reports: folder.path(reports) };
}

describe('with --yes', () => {
  it('runs the game day, writes the report, and ends with 0 when the hypothesis held', async () => {
    const { run, lab, written, reports } = prepare();

    await run('--yes');

    expect(process.exitCode).toBe(0);
    expect(lab.aws.sent('StartExperiment')).toMatchObject([{ experimentTemplateId: 'EXTus' }]);
    const [report] = written()!;
    expect(report).toMatch(/-held$/);
    const journal = JSON.parse(readFileSync(join(reports, report!, 'journal.json'), 'utf8')) as Journal;
    expect(journal).toMatchObject({ world: 'aws', status: 'completed', verdict: 'held' });
    expect(output.stdout).toContain('Report: ');
  });

  it('tells its stages and every event on standard error', async () => {
    await prepare().run('--yes');
    expect(output.stderr).toContain(
      'baseline: 3 min of customers in us-east-1 and eu-west-1, without a fault\n',
    );
    expect(output.stderr).toContain(
      '  12:05:10 fault.live lab-hello and lab-health in us-east-1 serve the fault\n',
    );
    expect(output.stdout).not.toContain('baseline: ');
  });

  it('is silent with --quiet, but for the result', async () => {
    await prepare().run('--yes', '--quiet');
    expect(output.stderr).toBe('');
    expect(output.stdout).toContain('held');
  });

  it('prints the journal and nothing else with --json', async () => {
    await prepare().run('--yes', '--json', '--region', 'eu');
    expect(JSON.parse(output.stdout)).toMatchObject({ world: 'aws', experiment: { region: 'eu-west-1' } });
    expect(output.stderr).toBe('');
  });

  it('ends with 4 where the system was not steady, and starts nothing', async () => {
    const { run, lab } = prepare({ trouble: { unsteady: true } });
    await run('--yes', '--quiet');
    expect(process.exitCode).toBe(4);
    expect(lab.aws.sent('StartExperiment')).toEqual([]);
  });

  it('says how to put the functions back where it could not prove that they are', async () => {
    const { run, lab } = prepare({ trouble: { leavesFault: true } });
    lab.refusesFrom(0, 'StartAutomationExecution');
    await run('--yes', '--quiet');
    expect(process.exitCode).toBe(1);
    expect(output.stderr).toBe(
      `it is not proven that the functions were put back; to do so: npm run restore -- --outputs ${outputs} --region us-east-1\n`,
    );
  });
});

describe('without --yes', () => {
  it('refuses where there is no terminal, before it calls AWS', async () => {
    const { run, lab, written } = prepare();
    await run();
    expect(process.exitCode).toBe(2);
    expect(output).toEqual({
      stdout: '',
      stderr: expect.stringMatching(/^nothing was started: .*needs --yes\n$/) as string,
    });
    expect(lab.aws.calls).toEqual([]);
    expect(written()).toBeNull();
  });

  it('says what it is about to break, and starts when the answer is yes', async () => {
    const questions: string[] = [];
    const ask = (question: string) => Promise.resolve(questions.push(question) > 0);
    const { run, lab } = prepare({ ask });
    await run('--quiet');
    expect(questions).toHaveLength(1);
    expect(questions[0]).toContain('lab-hello and lab-health in us-east-1');
    expect(questions[0]).toContain('for 10 min');
    expect(lab.aws.sent('StartExperiment')).toHaveLength(1);
  });

  it('starts nothing when the answer is no, which is no error of usage', async () => {
    const { run, lab, written } = prepare({ ask: () => Promise.resolve(false) });
    await run();
    expect(process.exitCode).toBe(4);
    expect(output.stderr).toBe('nothing was started\n');
    expect(lab.aws.calls).toEqual([]);
    expect(written()).toBeNull();
  });
});

it('stops the experiment on Ctrl-C, puts the functions back, writes the report, and ends with 130', async () => {
  const { run, clock, lab, signals, written } = prepare();
  clock.after(400, () => signals.emit('SIGINT'));

  await run('--yes', '--quiet');

  expect(process.exitCode).toBe(130);
  expect(lab.aws.sent('StopExperiment')).toEqual([{ id: 'EXP1' }]);
  expect(lab.detached).toEqual(['lab-hello', 'lab-health']);
  expect(written()).toHaveLength(1);
  expect(signals.exit).not.toHaveBeenCalled();
  expect(signals.listenerCount('SIGINT')).toBe(0);
});

it('refuses a region that was not deployed, and names those that were', async () => {
  const { run, lab } = prepare();
  await run('--yes', '--region', 'asia');
  expect(process.exitCode).toBe(2);
  expect(output.stderr).toBe('the lab has no region asia; it has us (us-east-1), eu (eu-west-1)\n');
  expect(lab.aws.calls).toEqual([]);
});
