import { customersOf } from '../../measure/customers';
import type { Evidence } from '../../measure/evidence';
import { gapsIn } from '../../measure/gaps';
import type { Window } from '../../measure/metrics';
import { butNone, unmeasured, type Finding } from './finding';

/** None failed; and yet those that were not counted may have. */
export function noneFailed(evidence: Evidence, window: Window, so: string): Finding {
  const { failed } = evidence;
  const gaps = gapsIn(customersOf(evidence, failed, window), window, failed);
  const end = gaps.length === 0 ? `: ${so}` : butNone(gaps, window);
  return unmeasured(`no request of ${failed.region} customers failed during the fault${end}`);
}
