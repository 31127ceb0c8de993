import { customersOf } from '../customers';
import { count } from '../evidence';
import { targetNames, timeOfDay, type Rule } from './facts';

/** FIS says that all was done, and yet there was no fault. */
export const neverLive: Rule = ({ failed, record }) => {
  if (record.ending !== 'completed' || record.startedAt === null || record.moments.faultLiveAt !== null)
    return [];
  return [
    {
      finding: 'the fault never went live',
      evidence: `FIS completed the experiment, and at none of the looks, one every 5 s, did ${targetNames(failed)} all serve the fault`,
      advice:
        'look at the automations of the S00 actions in Systems Manager: one that takes longer than the maxDuration of its action is cancelled, ' +
        'and FIS counts the action as completed',
    },
  ];
};

/** A stop alarm ended the experiment: whose customers failed? */
export const stopAlarm: Rule = ({ evidence, others, record }) => {
  const { ending, reason, startedAt: from, endedAt: to } = record;
  // In FIS' words: "Experiment halted by stop condition."
  if (ending !== 'stopped' || !/stop condition/i.test(reason ?? '') || from === null || to === null)
    return [];
  const counts = others.map((other) => ({ other, ...count(customersOf(evidence, other, { from, to })) }));
  const span = `from ${timeOfDay(from)} to ${timeOfDay(to)}`;
  const seen = counts.map(
    ({ other, requests, failed }) => `${other.region}: ${failed} of ${requests} requests failed`,
  );
  const hurt = counts.filter(({ failed }) => failed > 0).map(({ other }) => other.region);
  return [
    {
      finding:
        hurt.length > 0
          ? `the stop alarm ended the experiment, because customers of ${hurt.join(' and ')} failed`
          : 'the stop alarm ended the experiment, although no customers of other regions are known to have failed',
      evidence: `${span}: ${seen.join('; ')}`,
      advice:
        hurt.length > 0
          ? 'find out why they failed before the next game day; until then the fault reaches further than the region that it is meant for'
          : 'look at the history of the stop alarms in CloudWatch: what did they see, and what do they make of missing values?',
    },
  ];
};
