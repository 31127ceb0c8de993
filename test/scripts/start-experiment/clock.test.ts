import type { Journal } from '../../../experiment/journal/journal';
import { capturedOutput } from '../output';
import { commandRuns } from './support';

capturedOutput();
const prepare = commandRuns();

/** A game day on a machine whose clock is so many seconds ahead of AWS'. */
async function gameDay(secondsAhead: number, ...args: string[]): Promise<Journal> {
  const runs = await prepare();
  runs.aheadMs = secondsAhead * 1000;
  await runs.run('--yes', '--quiet', ...args);
  return runs.journal;
}

/** When everything happened, in seconds since 1970. */
function moments({ times }: Journal): Record<string, number> {
  return Object.fromEntries(
    Object.entries(times).flatMap(([name, at]) =>
      typeof at === 'string' ? [[name, Date.parse(at) / 1000] as const] : [],
    ),
  );
}

describe('the clock of the machine', () => {
  it.each([30, -30, 58, 240])('shifts nothing that is measured: %d s ahead', async (secondsAhead) => {
    const right = await gameDay(0);
    const wrong = await gameDay(secondsAhead, '--force', 'clock');

    expect(wrong).toMatchObject({ status: 'completed', verdict: 'held', diagnosis: [] });
    // Answers tell the time to the second, so each moment is known to 1.5 s.
    for (const seconds of ['secondsToDetect', 'secondsToReroute'] as const) {
      expect(Math.abs((wrong.times[seconds] ?? 0) - (right.times[seconds] ?? 0))).toBeLessThan(2);
    }
    for (const [name, at] of Object.entries(moments(wrong))) {
      expect([name, Math.abs(at - (moments(right)[name] ?? NaN)) < 1.5]).toEqual([name, true]);
    }
  });

  it('is noted where it is off, and by how much', async () => {
    const { clock, timeline } = await gameDay(-30);
    expect(clock?.aheadMs).toBeGreaterThan(-30_100);
    expect(clock?.aheadMs).toBeLessThan(-29_900);
    expect(clock?.samples).toBeGreaterThan(100);
    expect(timeline.filter(({ event }) => event.startsWith('clock.')).map(({ detail }) => detail)).toEqual([
      "this machine's clock is 30 s behind AWS'; every moment here is AWS'",
    ]);
  });

  it('does not hide an experiment that was asked for when the runner died: it is found by its tag', async () => {
    const runs = await prepare();
    runs.aheadMs = 120_000;
    // The answer to the start never arrives.
    runs.change('StartExperiment', async (ask) => {
      await ask();
      return new Promise(() => undefined);
    });
    await runs.runAndKill(300, '--yes', '--quiet', '--force', 'clock');
    const { id, experiment } = runs.journal;
    expect(experiment).toMatchObject({ id: null, clientToken: id });
    expect(runs.sent('StartExperiment')).toMatchObject([{ clientToken: id, tags: { GameDay: id } }]);

    await runs.run(
      '--yes',
      '--resume',
      runs.folders.map((folder) => `${runs.reports}/${folder}`)[0] ?? '',
      '--quiet',
    );

    expect(runs.journal).toMatchObject({
      id,
      status: 'completed',
      experiment: { id: expect.stringMatching(/^EXP/) as string, status: 'completed' },
      restored: { proven: true },
    });
  });
});
