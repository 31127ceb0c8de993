import type { Hypothesis } from '../../validation/hypothesis/hypothesis';
import type { Deployment } from '../deployment/deployment';

/** The metrics of the last minutes are waited for twice, before the start and at the end; attaching and detaching take a minute each. */
const MINUTES_BESIDES = 6;

/** About how many minutes a game day takes, from its first customers to its verdict. */
export function gameDayMinutes(
  { fault }: Pick<Deployment, 'fault'>,
  { windows: { baselineMinutes, recoveryMinutes } }: Pick<Hypothesis, 'windows'>,
): number {
  return baselineMinutes + fault.minutes + recoveryMinutes + MINUTES_BESIDES;
}
