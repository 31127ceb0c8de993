import type { InEffect } from '../../../../experiment/journal/fault-record';
import { customersBut, diagnosisOf, findingsOf, healthBut, minutes } from '../../support/diagnosis';
import { faultBut, served, struck, tens } from '../../support/evidence';
import { us } from '../../support/lab';

const { helloFunction: hello, healthFunction: health } = us;
const MISSED = `the fault was attached to ${hello} and ${health} and never struck`;
const OFF_PATH = `requests of ${us.region} customers did not meet the fault`;
const NEVER_LIVE = 'the fault never went live';

const missed = (functionName: string): InEffect => ({
  ...struck(functionName),
  effect: 'missed',
  detail: 'Lambda counted 90 invocations, none of them long',
  injected: 0,
});
const idle = (functionName: string): InEffect => ({
  ...missed(functionName),
  effect: 'not-invoked',
  detail: 'none',
});
const unknown = (functionName: string): InEffect => ({
  ...missed(functionName),
  effect: 'unknown',
  injected: null,
});

/** Nobody's requests failed, all were answered by the failed region, and its health check stayed healthy. */
const unhurt = {
  ...customersBut(
    us.region,
    tens(0, 1320).map((at) => served(at, us.region)),
  ),
  ...healthBut(us.region, minutes(23, 1)),
  detectedAt: null,
};

describe('a fault that was attached', () => {
  it('and struck nothing is told apart from one that hurt nobody', () => {
    const findings = findingsOf({ ...unhurt, inEffect: [missed(hello), missed(health)] });
    expect(findings).toContain(MISSED);
    expect(findings).not.toContain(OFF_PATH);
  });

  it('and struck is not said to have struck nothing', () => {
    expect(findingsOf(unhurt)).not.toContain(MISSED);
    expect(findingsOf(unhurt)).toContain(OFF_PATH);
  });

  it('and of which neither measurement could be read is not said to have struck nothing', () => {
    const findings = findingsOf({ ...unhurt, inEffect: [unknown(hello), unknown(health)] });
    expect(findings).not.toContain(MISSED);
    expect(findings).toContain(OFF_PATH);
  });

  it('and did not strike one of its functions is told even where the hypothesis held', () => {
    const findings = findingsOf({ inEffect: [struck(hello), missed(health)] });
    expect(findings).toEqual([`the fault was attached to ${health} and never struck`]);
  });

  it('is named by the functions that it did not strike, with what was measured and where to look', () => {
    const found = diagnosisOf({ ...unhurt, inEffect: [struck(hello), missed(health)] });
    expect(found).toContainEqual({
      finding: `the fault was attached to ${health} and never struck`,
      evidence: `${health}: Lambda counted 90 invocations, none of them long`,
      advice: expect.stringContaining('AWS_LAMBDA_EXEC_WRAPPER') as string,
    });
  });

  it('with a probability of 0 is not looked for in logs: that is why', () => {
    const inEffect = [missed(hello), missed(health)];
    const [never, known] = [0, 1].map((probability) =>
      diagnosisOf({ ...unhurt, inEffect, fault: faultBut({ probability }) }).find(
        ({ finding }) => finding === MISSED,
      ),
    );
    expect(never?.advice).toBe('its probability is 0: set Probability in the template to more');
    expect(known?.advice).toMatch(/^look in the log /);
    expect(known?.advice).not.toContain('probability');
  });

  it('and not invoked says which function nothing called', () => {
    const findings = findingsOf({ ...unhurt, inEffect: [idle(hello), struck(health)] });
    expect(findings).toContain(`nothing invoked ${hello} through live while the fault was attached`);
  });

  it('and not invoked says nothing of the function that only the health check calls: what that asks has rules of its own', () => {
    const findings = findingsOf({ ...unhurt, inEffect: [struck(hello), idle(health)] });
    expect(findings.filter((finding) => finding.startsWith('nothing invoked'))).toEqual([]);
  });
});

describe('a fault that was never attached', () => {
  const moments = { faultStartedAt: null, faultLiveAt: null, detectedAt: null, restoredAt: null };
  const record = { moments, targetLiveAt: new Map<string, number>() };
  const windows = { 'steady-state': null, sustained: null, recovery: null, restoration: null };

  it('is not said to have struck nothing: it never went live', () => {
    const findings = findingsOf({ ...unhurt, windows, record, inEffect: [missed(hello), missed(health)] });
    expect(findings).toEqual([NEVER_LIVE]);
  });

  it('by what was seen, and struck by what was measured, is not said to have never gone live', () => {
    expect(findingsOf({ ...unhurt, windows, record })).not.toContain(NEVER_LIVE);
  });
});
