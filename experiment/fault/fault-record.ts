import type { FaultRecord, FaultTarget, FaultValues } from '../journal/fault-record';
import { decimalOf, type DocumentParameters } from './document-parameters';
import { ATTACHED } from './kinds/kinds';

/** A fault of which nothing is known, and why. */
export function unknownFault(why: string): FaultRecord {
  return faultOf([], `not known: ${why}`);
}

/** A fault by its targets: what all of them share stands for the whole. */
export function faultOf(targets: readonly FaultTarget[], source: string): FaultRecord {
  return { kind: ATTACHED.kind, ...sharedValues(targets), targets, source };
}

/** The numbers of what the document is handed. */
export function valuesOf(parameters: DocumentParameters): FaultValues {
  return {
    ...ATTACHED.read(parameters),
    probability: decimalOf(parameters.Probability),
    expiresAfterMinutes: decimalOf(parameters.ExpiresAfterMinutes),
  };
}

/** How long after it was attached the first of the targets holds nothing back any more; Infinity where that is not known. */
export function expiresAfterMs({ targets }: FaultRecord): number {
  return Math.min(...targets.map(({ expiresAfterMinutes }) => (expiresAfterMinutes ?? Infinity) * 60_000));
}

function sharedValues(targets: readonly FaultTarget[]): FaultValues {
  const values = valuesOf({});
  const names = Object.keys(values) as (keyof FaultValues)[];
  const shared = names.map((name) => {
    const different = new Set(targets.map((target) => target[name]));
    return [name, different.size === 1 ? ([...different][0] ?? null) : null] as const;
  });
  return { ...values, ...Object.fromEntries(shared) };
}
