import type { Diagnosis } from '../../journal/journal';
import { releaseWords } from '../../fault/releases';
import type { Facts } from './facts';
import { timeOfDay } from '../../time/time-of-day';

/** Somebody else released something in the middle: whatever was measured, it was not the fault alone. */
export function released({ record: { releases, targetGoneAt } }: Pick<Facts, 'record'>): Diagnosis {
  const names = [...new Set(releases.map(({ functionName }) => functionName))].join(' and ');
  const hasTaken = releases.some(
    ({ withFault, functionName, at }) => !withFault && targetGoneAt.get(functionName) === Date.parse(at),
  );
  return {
    finding: `somebody released ${names} while the experiment was under way${hasTaken ? ', which took the fault away' : ''}`,
    evidence: releases.map((release) => `${timeOfDay(release.at)}: ${releaseWords(release)}`).join('; '),
    advice:
      'repeat the game day while nobody releases, and applies no Terraform: what the checks measured is what was released as well as the ' +
      'fault, so it speaks neither for the hypothesis nor against it',
  };
}
