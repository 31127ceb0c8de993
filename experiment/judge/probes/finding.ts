import type { Window } from '../../measure/metrics';
import { minutesOf } from '../../measure/gaps';

/** What a probe found: a value, that what it waited for did not happen, or that it could not be measured. */
export type Finding =
  | {
      readonly kind: 'measured';
      readonly value: number;
      /**
       * Whether there are values of all that was due. What is missing could only move the value to where the probe's `worse` says; where it
       * could move it the other way too, it is unmeasured.
       */
      readonly complete: boolean;
      readonly detail: string;
    }
  /** It did not happen within so many seconds, in which it could have. Where it could not have, it is unmeasured. */
  | { readonly kind: 'never'; readonly withinSeconds: number; readonly detail: string }
  | { readonly kind: 'unmeasured'; readonly detail: string };

/** What was found in one region. */
export interface RegionFinding {
  /** Null where there is none. */
  readonly value: number | null;
  /** Whether there are values of all that was due; not where there is none. */
  readonly complete: boolean;
  readonly detail: string;
}

/** The worst of the regions' values; complete only if all of them are. */
export function worst(choose: (...values: number[]) => number, findings: readonly RegionFinding[]): Finding {
  const detail = findings.map((finding) => finding.detail).join('; ');
  const values = findings.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length === 0) return unmeasured(detail);
  const complete = findings.every((finding) => finding.complete);
  return measured(choose(...values), detail, complete);
}

/** A value. */
export function measured(value: number, detail: string, complete = true): Finding {
  return { kind: 'measured', value, complete, detail };
}

/** No value, and why. */
export function unmeasured(detail: string): Finding {
  return { kind: 'unmeasured', detail };
}

/** `, but none were counted in 3 of 11 minutes`; nothing where there is no gap. */
export function butNone(gaps: readonly Window[], window: Window): string {
  return gaps.length === 0 ? '' : `, but none were counted in ${minutesOf(gaps, window)}`;
}
