import type { Journal, Status, Verdict } from '../../experiment/journal';
import type { Message } from '../../experiment/messages';
import { conclude, exitCodeOf, progress } from '../../scripts/game-day-output';
import { prepareGameDay } from '../experiment/support/game-day';
import { temporaryFolder } from './files';
import { capturedOutput } from './output';

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
])('a game day that is %s and %s ends with %i', (status, verdict, code) => {
  expect(exitCodeOf({ status, verdict } as Journal)).toBe(code);
});

describe('progress', () => {
  const messages: Message[] = [
    { kind: 'phase', phase: 'baseline', at: '2026-01-01T12:00:00.000Z', detail: 'three minutes' },
    { kind: 'event', entry: { at: '2026-01-01T12:05:12.000Z', event: 'fault.live', detail: 'in us-east-1' } },
  ];

  it.each([
    [false, 'baseline: three minutes\n'],
    [true, 'baseline: three minutes\n  12:05:12 fault.live in us-east-1\n'],
  ])('shows the stages, and with events (%p) these', (events, shown) => {
    messages.forEach(progress({}, events));
    expect(output).toEqual({ stdout: '', stderr: shown });
  });

  it.each([{ quiet: true }, { json: true }])('is silent with %j', (options) => {
    messages.forEach(progress(options, true));
    expect(output).toEqual({ stdout: '', stderr: '' });
  });
});

describe('conclude', () => {
  const options = { color: false, reports: folder.path('reports') };

  it('prints the result without colours, with the place of the report', async () => {
    const journal = await prepareGameDay().run();
    conclude(journal, options);
    expect(output.stdout).toMatch(/reports\/\S+-held\/report\.html\n$/);
    // eslint-disable-next-line no-control-regex -- the escape that begins a colour
    expect(output.stdout).not.toMatch(/\u001b\[/);
    expect(process.exitCode).toBe(0);
  });

  it('prints the journal and nothing else with --json', async () => {
    const journal = await prepareGameDay().run();
    conclude(journal, { ...options, json: true });
    expect(JSON.parse(output.stdout)).toEqual(JSON.parse(JSON.stringify(journal)));
    expect(output.stderr).toBe('');
  });
});
