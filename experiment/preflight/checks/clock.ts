import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { duration } from '../../time/duration';
import { isOff, offWords } from '../../time/clock-words';
import { isTransient } from '../../aws/transient-errors';
import { fine, wrong, type CheckProps, type Finding } from '../finding';

/** What is further off is no clock that runs a little fast: something is wrong with it. */
const MOST_OFF_MS = 60_000;

/** Two answers differ by up to a second, for their Date has no less; what differs more is a clock that is being set, or that jumps. */
const MOST_SPREAD_MS = 3_000;

const SET_IT =
  'let the network set it (`timedatectl set-ntp true` on Linux, Date & Time in the settings of a Mac), or use another machine';

/**
 * This machine's clock is near AWS', and goes as AWS' does, by the answers to all the checks before this one, and one more. What it is off
 * is corrected in all moments of the game day; but a clock that is far off, or jumps, is not to be relied on.
 */
export async function checkClock({ clock, clients }: CheckProps): Promise<Finding> {
  // The customers' answers took long, and bound the clock loosely; without this one there are still all the others.
  await clients
    .sts()
    .send(new GetCallerIdentityCommand({}))
    .catch((error: unknown) => {
      if (!isTransient(error)) throw error;
    });
  const { samples, aheadMs, spreadMs } = clock.skew?.record() ?? { samples: 0, aheadMs: 0, spreadMs: 0 };
  if (samples === 0) {
    return { passed: null, measured: 'no answer of AWS said what time it is there', advice: SET_IT };
  }
  const measured = `${offWords(aheadMs)}, by ${samples} answers`;
  if (spreadMs > MOST_SPREAD_MS) {
    return wrong(
      `this machine's clock jumps: within these checks it changed by about ${duration(spreadMs / 1000)} against AWS'`,
      `wait until it is set and goes steadily, or ${SET_IT}`,
    );
  }
  if (Math.abs(aheadMs) > MOST_OFF_MS) return wrong(measured, SET_IT);
  return fine(isOff(aheadMs) ? `${measured}; corrected` : measured);
}
