import type { CustomerBucket, Evidence } from '../../../../experiment/measure/evidence';
import type { CheckKind } from '../../../../validation/hypothesis/check-kinds';
import type { HypothesisCheck, RegionGroup } from '../../../../validation/hypothesis/hypothesis';
import type { ProbeName } from '../../../../validation/hypothesis/probes';
import { goodEvidence } from '../../support/evidence';
import { us } from '../../support/lab';

/** A check of a probe, which any value passes. */
export const check = (probe: ProbeName, kind: CheckKind, regions?: RegionGroup): HypothesisCheck => ({
  name: 'it holds',
  kind,
  probe,
  tolerance: '>= 0',
  ...(regions === undefined ? {} : { regions }),
});

/** The good evidence, but for the customers of us-east-1. */
export const withUs = (customers: readonly CustomerBucket[]): Partial<Evidence> => ({
  customers: new Map(goodEvidence().customers).set(us.region, customers),
});
