import { PREFLIGHT_NAMES } from '../../../experiment/journal/preflight-result';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../../experiment/journal/journal';
import { AwsError } from '../../../rehearsal/aws/error';
import { held } from '../../report/support/journals';
import { capturedOutput } from '../output';
import { commandRuns, type CommandRuns } from './support';

const output = capturedOutput();
const prepare = commandRuns();

/** After the checks, the baseline and the waiting for metrics. */
const IN_THE_FAULT_SECONDS = 330;

/** A game day whose runner was killed while the fault was live. */
async function prepareDead(): Promise<CommandRuns> {
  const runs = await prepare();
  await runs.runAndKill(IN_THE_FAULT_SECONDS, '--yes', '--quiet');
  return runs;
}

/** Puts a journal where the reports are. */
function keep(runs: CommandRuns, name: string, journal: Journal): string {
  const folder = join(runs.reports, name);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'journal.json');
  writeFileSync(file, JSON.stringify(journal));
  return file;
}

it("resumes a game day by its experiment's id: follows, restores, judges, and writes into the same report", async () => {
  const runs = await prepareDead();
  const { experiment, status, writtenAt } = runs.journal;
  expect(status).toBe('running');
  const asked = runs.calls.length;

  await runs.run('--yes', '--resume', experiment.id!);

  expect(process.exitCode).toBe(0);
  expect(runs.journal).toMatchObject({
    status: 'completed',
    verdict: 'held',
    experiment: { id: experiment.id },
    restored: { proven: true },
  });
  expect(runs.journal.preflight).toHaveLength(PREFLIGHT_NAMES.length);
  const [first, second] = runs.calls.slice(asked).map(({ operation }) => operation);
  expect([first, second]).not.toContain('StartExperiment');
  expect(first).toBe('GetCallerIdentity');
  expect(runs.sent('StartExperiment')).toHaveLength(1);
  const file = join(runs.reports, runs.folders[0]!, 'journal.json');
  const at = `${writtenAt.slice(0, 19).replace('T', ' ')} UTC`;
  expect(output.stderr).toContain(
    `taking up ${experiment.id!} of template ${experiment.templateId} in us-east-1, from ${file}
its runner wrote last at ${at}, and died after that
the last that it saw: `,
  );
  expect(output.stderr).toContain('it is not proven that the functions were restored\n');
  expect(output.stdout).toContain(`Report: ${join(runs.reports, runs.folders[0]!)}/report.html\n`);
});

it('resumes a game day by the file of its journal, from another folder of reports, and prints nothing but the journal with --json', async () => {
  const runs = await prepareDead();
  const file = join(runs.reports, runs.folders[0]!, 'journal.json');

  await runs.run('--yes', '--resume', file, '--reports', `${runs.reports}-other`, '--json');

  expect(process.exitCode).toBe(0);
  expect(JSON.parse(output.stdout)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  expect(output.stderr).toBe('');
});

it('does not touch anything without credentials, and says how to log in', async () => {
  const runs = await prepareDead();
  const before = readFileSync(join(runs.reports, runs.folders[0]!, 'journal.json'), 'utf8');
  const asked = runs.calls.length;
  runs.change('GetCallerIdentity', () => {
    throw new AwsError('ExpiredTokenException', 'expired');
  });

  await runs.run('--yes', '--resume', runs.journal.experiment.id!);

  expect(process.exitCode).toBe(1);
  expect(output.stderr).toMatch(
    /^no usable credentials: ExpiredTokenException: expired; .*`aws sso login`\n$/,
  );
  expect(runs.calls).toHaveLength(asked + 1);
  expect(readFileSync(join(runs.reports, runs.folders[0]!, 'journal.json'), 'utf8')).toBe(before);
});

describe('while the runner of a game day lives', () => {
  it('is refused, and changes nothing: not the journal, not the experiment', async () => {
    const runs = await prepare();
    await runs.runBeside(
      IN_THE_FAULT_SECONDS,
      () => ['--yes', '--resume', runs.journal.experiment.id!, '--quiet'],
      '--yes',
      '--quiet',
    );

    expect(output.stderr).toMatch(
      /^its runner, process 1 on here, showed \d+ s ago that it lives: Ctrl-C there ends the game day\n$/,
    );
    expect(runs.sent('StopExperiment')).toEqual([]);
    expect(runs.journal).toMatchObject({ status: 'completed', restored: { proven: true } });
    expect(runs.journal.timeline.map(({ event }) => event)).not.toContain('gameday.resumed');
  });

  it('that has been taken over writes nothing any more, and ends at once', async () => {
    const runs = await prepare();
    const folder = (): string => join(runs.reports, runs.folders[0]!);
    let before = '';
    runs.after(IN_THE_FAULT_SECONDS, () => {
      before = readFileSync(join(folder(), 'journal.json'), 'utf8');
      writeFileSync(join(folder(), '.runner-2.lock'), JSON.stringify({ pid: 9, host: 'there' }));
    });
    await runs.run('--yes', '--quiet');

    expect(runs.signals.exit.mock.calls).toEqual([[1]]);
    expect(output.stderr).toContain('another runner has taken this game day over: this one leaves it\n');
    expect(readFileSync(join(folder(), 'journal.json'), 'utf8')).toBe(before);
    expect(readdirSync(folder())).toContain('.runner-2.lock');
  });

  it('is needed for --takeover, which takes a game day from its runner', async () => {
    const runs = await prepare();
    await runs.run('--takeover');
    expect(process.exitCode).toBe(2);
    expect(output.stderr).toBe(
      '--takeover takes a game day from its runner, so it needs --resume <experiment>\n',
    );
  });
});

it('leaves a lock behind that is given back, for the dead may wake', async () => {
  const runs = await prepareDead();
  await runs.run('--yes', '--resume', runs.journal.experiment.id!, '--quiet');
  const left = readdirSync(join(runs.reports, runs.folders[0]!)).filter((name) => name.startsWith('.'));
  expect(left).toEqual(['.runner-2.lock']);
  expect(readFileSync(join(runs.reports, runs.folders[0]!, '.runner-2.lock'), 'utf8')).toBe('{}');
});

describe('refuses, before it asks AWS anything,', () => {
  it('what is not there, and says what is and how the functions are restored without it', async () => {
    const runs = await prepare();
    const file = keep(runs, 'one', held({ world: 'aws' }));
    keep(runs, 'two', held({ world: 'rehearsal' }));

    await runs.run('--yes', '--resume', 'EXPunknown');

    expect(process.exitCode).toBe(2);
    expect(output.stderr).toBe(
      `--resume EXPunknown: there is no such file, and no game day of that experiment in ${runs.reports}: ` +
        `it holds ${held().experiment.id!} (completed) in ${file}; name another folder with --reports, ` +
        'or restore the functions without a journal: npm run restore\n',
    );
    expect(runs.calls).toEqual([]);
  });

  it.each<[string, Partial<Journal>, string]>([
    [
      'a game day that is over',
      { world: 'aws' },
      'this game day has ended (completed), so it cannot be resumed',
    ],
    ['a rehearsal', { world: 'rehearsal', status: 'running' }, 'that is a rehearsal'],
  ])('%s', async (_what, change, message) => {
    const runs = await prepare();
    const file = keep(runs, 'one', held(change));
    await runs.run('--yes', '--resume', file);
    expect(process.exitCode).toBe(2);
    expect(output.stderr).toContain(message);
    expect(runs.calls).toEqual([]);
  });

  it('a file that is no journal, by its folder, too', async () => {
    const runs = await prepare();
    const file = keep(runs, 'one', held());
    writeFileSync(file, '{}');
    await runs.run('--yes', '--resume', join(runs.reports, 'one'));
    expect(process.exitCode).toBe(2);
    expect(output.stderr).toContain(
      `${file}:1 is no journal of this lab: schemaVersion: is missing, and should be 1\n`,
    );
  });

  it('to look where there are no reports at all', async () => {
    const runs = await prepare();
    rmSync(runs.reports, { recursive: true, force: true });
    await runs.run('--yes', '--resume', 'EXP1');
    expect(process.exitCode).toBe(2);
    expect(output.stderr).toContain('it holds no game day on AWS');
  });
});
