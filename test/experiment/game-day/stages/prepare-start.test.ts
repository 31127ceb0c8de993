import type { PreflightResult } from '../../../../experiment/journal/preflight-result';
import { prepareGameDay } from '../../support/game-day';

const result = (change: Partial<PreflightResult> = {}): PreflightResult => ({
  ...{ name: 'no-fault', passed: true, measured: 'us: none', advice: '', forced: false },
  ...change,
});

it('makes the checks once more between extending the lease and the start, for the holder of the lease', async () => {
  const { run, lab } = prepareGameDay();
  const lookAgain = jest.fn((_holder: string) => {
    expect(lab.lease?.until?.S).toBe('2026-01-01T12:45:00Z');
    expect(lab.aws.sent('StartExperiment')).toEqual([]);
    return Promise.resolve([result(), result({ passed: false, forced: true })]);
  });
  const journal = await run({ lookAgain });
  expect(lookAgain.mock.calls).toEqual([[`game day ${journal.id}`]]);
  expect(journal).toMatchObject({ status: 'completed' });
  expect(journal.timeline.map(({ event }) => event)).toContain('preflight.passed');
});

it.each([false, null])(
  'starts nothing where a check does not pass any more (%p), and says why',
  async (passed) => {
    const { run, lab } = prepareGameDay();
    const found = result({ passed, measured: 'eu: lab-hello carries the fault', advice: 'restore' });
    const journal = await run({ lookAgain: () => Promise.resolve([result(), found]) });
    expect(journal).toMatchObject({
      status: 'failed',
      reason:
        'what was well before the baseline is not any more: no-fault (eu: lab-hello carries the fault; restore)',
      experiment: { clientToken: null },
    });
    expect(lab.aws.sent('StartExperiment')).toEqual([]);
    expect(lab.lease).toBeUndefined();
  },
);
