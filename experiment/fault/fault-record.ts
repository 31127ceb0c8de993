import type { FaultRecord, FaultTarget } from '../journal';

/** A fault of which nothing is known, and why. */
export function unknownFault(why: string): FaultRecord {
  return faultOf([], `not known: ${why}`);
}

/** A fault by its targets: what all of them share stands for the whole. */
export function faultOf(targets: readonly FaultTarget[], source: string): FaultRecord {
  const shared = (value: (target: FaultTarget) => number | null): number | null => {
    const values = new Set(targets.map(value));
    return values.size === 1 ? ([...values][0] ?? null) : null;
  };
  return {
    kind: 'latency',
    latencySeconds: shared(({ latencySeconds }) => latencySeconds),
    probability: shared(({ probability }) => probability),
    expiresAfterMinutes: shared(({ expiresAfterMinutes }) => expiresAfterMinutes),
    targets,
    source,
  };
}
