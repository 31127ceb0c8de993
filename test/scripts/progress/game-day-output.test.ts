import type { Status, Verdict } from '../../../experiment/journal/journal';
import { writeReport } from '../../../report/files/write-report';
import { conclude, exitCodeOf } from '../../../scripts/progress/game-day-output';
import { prepareGameDay } from '../../experiment/support/game-day';
import { temporaryFolder } from '../../support/temporary-folder';
import { capturedOutput } from '../output';

const folder = temporaryFolder();
const output = capturedOutput();

it.each<[Status, Verdict, number]>([
  ['completed', 'held', 0],
  ['completed', 'refuted', 3],
  ['completed', 'inconclusive', 3],
  ['failed', 'refuted', 1],
  ['failed', 'inconclusive', 1],
  ['stopped', 'refuted', 4],
  ['stopped', 'inconclusive', 4],
  ['aborted', 'inconclusive', 4],
  ['interrupted', 'inconclusive', 130],
  ['running', 'inconclusive', 1],
])('a game day that is %s and %s ends with %i', (status, verdict, code) => {
  expect(exitCodeOf({ status, verdict })).toBe(code);
});

describe('conclude', () => {
  const options = { color: false, reports: folder.path('reports') };

  it('prints the result without colours, with the place of the report as it was named', async () => {
    const journal = await prepareGameDay().run();
    conclude(journal, options, () => writeReport(journal, options.reports));
    const written = folder.list('reports')!.map((name) => `Report: ${options.reports}/${name}/report.html\n`);
    expect(written).toHaveLength(1);
    expect(output.stdout.endsWith(written[0]!)).toBe(true);
    // eslint-disable-next-line no-control-regex -- the escape that begins a colour
    expect(output.stdout).not.toMatch(/\u001b\[/);
    expect(process.exitCode).toBe(0);
  });

  it('prints the journal and nothing else with --json', async () => {
    const journal = await prepareGameDay().run();
    conclude(journal, { ...options, json: true }, () => 'reports/one');
    expect(JSON.parse(output.stdout)).toEqual(JSON.parse(JSON.stringify(journal)));
    expect(output.stderr).toBe('');
  });

  it('has printed the result when the report cannot be written', async () => {
    const journal = await prepareGameDay().run();
    const write = () => {
      throw new Error('no space left');
    };
    expect(() => conclude(journal, options, write)).toThrow('no space left');
    expect(output.stdout).toContain('held');
  });
});
