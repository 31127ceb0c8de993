import { mayStart } from '../../journal/preflight-result';
import type { GameDayView } from '../context';
import { holderOf } from '../../lease/lease';
import { extendToFault, type LeaseView } from './lease';

/**
 * The last moments before the start: the lease is extended to the fault's own expiry, and then everything is looked at once more, because
 * the checks were made before the baseline.
 * @throws Error where somebody else holds the API by now, or where a check does not pass any more
 */
export async function prepareStart(day: LeaseView & Pick<GameDayView, 'lookAgain'>): Promise<void> {
  const { lookAgain, record, timeline } = day;
  await extendToFault(day);
  if (lookAgain === undefined) return;
  const results = await lookAgain(holderOf(record.id));
  if (!mayStart(results)) {
    const failed = results.filter(({ passed, forced }) => passed !== true && !forced);
    const found = failed.map(({ name, measured, advice }) => `${name} (${measured}; ${advice})`);
    throw new Error(`what was well before the baseline is not any more: ${found.join('; ')}`);
  }
  timeline.add('preflight.passed', `${results.length} checks were made again, right before the start`);
}
