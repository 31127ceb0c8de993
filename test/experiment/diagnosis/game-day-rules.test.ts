import { customersBut, diagnosisOf, findingsOf } from '../support/diagnosis';
import { goodEvidence, lost, served, tens } from '../support/evidence';
import { eu } from '../support/lab';

describe('a fault that never went live', () => {
  const windows = { ...goodEvidence().windows, sustained: null, recovery: null };
  const moments = { faultStartedAt: null, faultLiveAt: null, detectedAt: null, restoredAt: null };

  it('is looked for in the automations, where FIS completed the experiment', () => {
    expect(diagnosisOf({ windows, detectedAt: null, inEffect: [], record: { moments } })).toEqual([
      {
        finding: 'the fault never went live',
        evidence:
          'FIS completed the experiment, and at none of the looks, one every 5 s, did lab-hello and lab-health all serve the fault',
        advice: expect.stringContaining('maxDuration') as unknown,
      },
    ]);
  });

  it('is no wonder where the experiment failed or was never started', () => {
    expect(findingsOf({ windows, record: { moments, ending: 'failed' } })).toEqual([]);
    expect(findingsOf({ windows, record: { moments, startedAt: null } })).toEqual([]);
  });
});

describe('a stop alarm', () => {
  const record = { ending: 'stopped', reason: 'Experiment halted by stop condition.' } as const;

  it('is laid to the customers who failed', () => {
    const failing = tens(0, 1320).map((second) =>
      second >= 310 && second < 400 ? lost(second) : served(second, eu.region),
    );
    const found = diagnosisOf({ ...customersBut(eu.region, failing), record });
    expect(found.at(-1)).toEqual({
      finding: 'the stop alarm ended the experiment, because customers of eu-west-1 failed',
      evidence: 'from 12:04:50 to 12:15:10: eu-west-1: 9 of 62 requests failed',
      advice: expect.stringMatching(/^find out why they failed/) as unknown,
    });
    expect(found).toHaveLength(2);
  });

  it('is wondered at where none failed', () => {
    expect(diagnosisOf({ record })).toMatchObject([
      {
        finding:
          'the stop alarm ended the experiment, although no customers of other regions are known to have failed',
        evidence: 'from 12:04:50 to 12:15:10: eu-west-1: 0 of 62 requests failed',
      },
    ]);
  });

  it('did not end what somebody stopped, nor what was never compared at its end', () => {
    expect(findingsOf({ record: { ...record, reason: 'Experiment stopped by user.' } })).toEqual([]);
    expect(findingsOf({ record: { ...record, ending: 'failed' } })).toEqual([]);
    expect(findingsOf({ record: { ...record, endedAt: null } })).toEqual([]);
    expect(findingsOf({ record: { ...record, startedAt: null } })).toEqual([]);
  });
});
