import { join } from 'node:path';
import { AwsError } from '../../../rehearsal/aws/error';
import { capturedOutput } from '../output';
import { commandRuns } from './support';

const output = capturedOutput();
const prepare = commandRuns();

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
