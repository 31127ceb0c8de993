import type { Release } from '../../../../experiment/journal/journal';
import { verdictOf } from '../../../../experiment/judge/judge';
import { at, customersBut, diagnosisOf, stranded } from '../../support/diagnosis';
import { ORIGIN } from '../../support/evidence';
import { us } from '../../support/lab';

const release: Release = {
  functionName: 'lab-hello',
  alias: 'live',
  at: new Date(ORIGIN + 600_000).toISOString(),
  from: { version: '1', codeSha256: 'code-1' },
  to: { version: '3', codeSha256: 'code-2' },
  withFault: false,
};

it('somebody who releases in the middle is all that is told, with what they released', () => {
  // Customers whom nobody moved would point at the health check.
  const evidence = customersBut(us.region, stranded);
  expect(diagnosisOf(evidence)).not.toEqual([]);
  const [only, ...more] = diagnosisOf({ ...evidence, record: { releases: [release] } });
  expect(more).toEqual([]);
  expect(only).toMatchObject({
    finding: 'somebody released lab-hello while the experiment was under way',
    evidence: expect.stringMatching(/^\d\d:\d\d:\d\d: alias live of lab-hello served version 3/) as string,
  });
});

it('and is said to have taken the fault away where it went in the same look', () => {
  const record = { releases: [release], targetGoneAt: at(600, ['lab-hello']) };
  expect(diagnosisOf({ record })).toMatchObject([
    { finding: 'somebody released lab-hello while the experiment was under way, which took the fault away' },
  ]);
  const withFault = { ...record, releases: [{ ...release, withFault: true }] };
  expect(diagnosisOf({ record: withFault })).toMatchObject([
    { finding: 'somebody released lab-hello while the experiment was under way' },
  ]);
});

it('makes the verdict inconclusive, whatever the checks say', () => {
  const check = { name: 'c', kind: 'sustained', measured: 1, tolerance: '<= 2', detail: '' } as const;
  for (const held of [true, false, null]) {
    expect(verdictOf('completed', [{ ...check, held }], [release])).toBe('inconclusive');
  }
  expect(verdictOf('completed', [{ ...check, held: true }])).toBe('held');
});
