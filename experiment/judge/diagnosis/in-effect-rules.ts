import type { Diagnosis } from '../../journal/journal';
import type { InEffect } from '../../journal/fault-record';
import type { Facts, Rule } from './facts';
import { faultIn } from './strike';

/** The fault was attached, and no invocation met it. */
export const attachedOnly: Rule = (facts) => {
  const { evidence, record } = facts;
  const missed = evidence.inEffect.filter(
    ({ effect, functionName }) => effect === 'missed' && record.targetLiveAt.has(functionName),
  );
  if (missed.length === 0) return [];
  return [
    {
      finding: `the fault was attached to ${namesOf(missed)} and never struck`,
      evidence: missed.map(({ functionName, detail }) => `${functionName}: ${detail}`).join('; '),
      advice: missed.every(({ functionName }) => faultIn(facts, functionName)?.probability === 0)
        ? 'its probability is 0: set Probability in the template to more'
        : `look in the log of ${namesOf(missed)} for the lines of chaos-extension: a wrapper that the function had before ` +
          '(AWS_LAMBDA_EXEC_WRAPPER) may lead its runtime past the extension, or the fault had expired',
    },
  ];
};

/** Nothing called the function that customers call while the fault was attached: it could not strike. What a health check asks, its own rules say. */
export const notInvoked: Rule = ({ evidence, record, failed }) => {
  const idle = evidence.inEffect.filter(
    ({ effect, functionName }) =>
      effect === 'not-invoked' &&
      functionName !== failed.healthFunction &&
      record.targetLiveAt.has(functionName),
  );
  return idle.map(({ functionName, alias, detail }) => ({
    finding: `nothing invoked ${functionName} through ${alias} while the fault was attached`,
    evidence: detail,
    advice: `see that the API calls ${functionName}, and through the alias ${alias}: the fault is in what that alias serves`,
  }));
};

/** A rule about what the fault did, which has nothing to say where it is known to have struck nothing. */
export function ifItMayHaveStruck(rule: Rule): Rule {
  return (facts) => (struckNothing(facts) ? [] : rule(facts));
}

/** A rule about a fault that never was, which has nothing to say where it is known to have struck. */
export function unlessItStruck(rule: Rule): Rule {
  return (facts): readonly Diagnosis[] =>
    facts.evidence.inEffect.some(({ effect }) => effect === 'struck') ? [] : rule(facts);
}

function struckNothing({ evidence: { inEffect } }: Facts): boolean {
  return (
    inEffect.length > 0 && inEffect.every(({ effect }) => effect === 'missed' || effect === 'not-invoked')
  );
}

function namesOf(targets: readonly InEffect[]): string {
  return targets.map(({ functionName }) => functionName).join(' and ');
}
