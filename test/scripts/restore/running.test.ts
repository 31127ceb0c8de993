import { awsError } from '../../experiment/support/fake-aws';
import { us } from '../../experiment/support/lab';
import { onAws } from '../../report/support/aws-journals';
import { temporaryFolder } from '../../support/temporary-folder';
import { capturedOutput } from '../output';
import { restoreRuns } from './support';

const folder = temporaryFolder();
const output = capturedOutput();
const prepare = restoreRuns();

describe("while a colleague's experiment runs", () => {
  /** A game day of theirs, which ends when it is stopped, and the fault of which is in the function. */
  function theirs(tags: Readonly<Record<string, string>> = { GameDay: 'theirs' }) {
    const prepared = prepare('us-east-1/lab-hello/live');
    let status = 'running';
    prepared.aws
      .on('ListExperiments', (_input, { region }) => ({
        experiments:
          region === 'us-east-1' && status === 'running'
            ? [
                {
                  id: 'EXP1',
                  experimentTemplateId: us.experimentTemplateId,
                  creationTime: new Date(Date.UTC(2026, 0, 1, 11, 57)),
                  state: { status },
                  tags,
                },
              ]
            : [],
      }))
      .on('GetExperiment', () => ({ experiment: { id: 'EXP1', state: { status } } }))
      .on('StopExperiment', () => {
        status = 'stopped';
        return {};
      });
    const changes = () =>
      prepared.aws.calls
        .filter(({ operation }) => /^(Stop|StartAuto)/.test(operation))
        .map(({ operation }) => operation);
    return { ...prepared, changes };
  }
  const WHAT = 'us-east-1: experiment EXP1, under way since 2026-01-01T11:57:00.000Z, of game day theirs';

  it('changes nothing without a terminal, says whose it would stop, and what that needs', async () => {
    const { run, changes } = theirs();
    await run();
    expect(process.exitCode).toBe(2);
    expect(output.stderr).toContain(
      `nothing was changed: it would stop ${WHAT}, of which there is no journal here: somebody else's`,
    );
    expect(output.stderr).toMatch(/without a terminal to ask at that needs --yes\n$/);
    expect(changes()).toEqual([]);
  });

  it('asks at a terminal, and changes nothing where the answer is no', async () => {
    const { run, changes, person, questions } = theirs();
    person.answer = false;
    await run();
    expect(process.exitCode).toBe(4);
    expect(questions).toEqual(['Stop that, and restore?']);
    expect(output.stderr).toContain(`restore.stops ${WHAT}`);
    expect(output.stderr).toMatch(/nothing was changed\n$/);
    expect(changes()).toEqual([]);
  });

  it.each([
    ['the answer is yes', true, [], 1],
    ['it is told --yes', null, ['--yes'], 0],
  ])('stops it and restores where %s', async (_what, answer, args, asked) => {
    const { run, changes, person, questions } = theirs();
    person.answer = answer;
    await run(...args);
    expect(process.exitCode).toBe(0);
    expect(questions).toHaveLength(asked);
    expect(changes()[0]).toBe('StopExperiment');
    expect(changes()).toContain('StartAutomationExecution');
  });

  it('says so with --json too, on standard error, before it asks', async () => {
    const { run, person } = theirs();
    person.answer = false;
    await run('--json');
    expect(output.stdout).toBe('');
    expect(output.stderr).toContain(`it would stop ${WHAT}`);
  });

  it('says that it was started by hand, where no game day did', async () => {
    const { run } = theirs({});
    await run();
    expect(output.stderr).toContain(
      'of no game day: started by hand (CloudTrail has by whom, as StartExperiment)',
    );
  });

  it('knows the game days of this machine, by their journals', async () => {
    const journal = onAws({ id: 'theirs', writtenAt: '2026-01-01T11:59:50Z' });
    const file = folder.write('others/one/journal.json', journal);
    const { run } = theirs();
    await run('--reports', folder.path('others'));
    expect(output.stderr).toContain(
      `${WHAT}, whose runner wrote ${file} last at 2026-01-01 11:59:50 UTC; without`,
    );
  });

  it('restores all the same where the journals cannot be looked for, and says why it does not know whose it was', async () => {
    const reports = folder.write('reports-is-a-file', {});
    const { run, changes } = theirs();
    await run('--yes', '--reports', reports);
    expect(process.exitCode).toBe(0);
    expect(output.stderr).toContain(`${WHAT}, whose journal cannot be looked for: `);
    expect(output.stderr).toContain(`ENOTDIR: not a directory, scandir '${reports}'`);
    expect(changes()).toContain('StartAutomationExecution');
  });

  it('is careful, too, where AWS does not say what runs', async () => {
    const { run, aws, changes } = theirs();
    aws.on('ListExperiments', () => {
      throw awsError('AccessDeniedException', 'not authorized');
    });
    await run();
    expect(process.exitCode).toBe(2);
    expect(output.stderr).toContain(
      'us-east-1: whatever runs there, for AWS does not say what does: not authorized',
    );
    expect(changes()).toEqual([]);
  });

  it('only says what it would stop, in a dry run', async () => {
    const { run, changes } = theirs();
    await run('--dry-run');
    expect(output.stderr).toContain(`restore.would-stop ${WHAT}`);
    expect(changes()).toEqual([]);
  });
});
