import type { FaultRecord, FaultTarget } from '../journal/fault-record';

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

/** How long after it was attached the first of the targets holds nothing back any more; Infinity where that is not known. */
export function expiresAfterMs({ targets }: FaultRecord): number {
  return Math.min(...targets.map(({ expiresAfterMinutes }) => (expiresAfterMinutes ?? Infinity) * 60_000));
}
