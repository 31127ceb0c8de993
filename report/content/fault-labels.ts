import type { FaultRecord } from '../../experiment/journal/fault-record';
import { KINDS } from '../../experiment/fault/kinds/kinds';
import { isSlow, targetNamed, wordsOf, type TargetFault } from '../../experiment/fault/struck';
import { duration, percent } from './format';

/** What the fault was, for the middle of a sentence: `60 s of latency`; `the fault` where that is not known, or not the same for all. */
export function faultName(fault: FaultRecord | undefined): string {
  if (fault === undefined) return 'the fault';
  const { heldSeconds, words } = KINDS[fault.kind];
  if (heldSeconds(fault) === null) return 'the fault';
  const { probability } = fault;
  const share = probability === null || probability === 1 ? '' : ` in ${percent(probability)} of invocations`;
  return `${words(fault)}${share}`;
}

/** All that is known of the fault, and what is not: latency, probability, targets, their time-outs, expiry. */
export function faultWords(fault: FaultRecord | undefined): string {
  if (fault === undefined) return 'not told by this journal, which an older lab has written';
  if (fault.targets.length === 0) return fault.source;
  const groups = new Map<string, { readonly target: TargetFault; readonly names: string[] }>();
  for (const target of fault.targets) {
    const values = JSON.stringify({ ...target, functionName: '' });
    const group = groups.get(values) ?? { target: { kind: fault.kind, ...target }, names: [] };
    group.names.push(target.functionName);
    groups.set(values, group);
  }
  return [...groups.values()].map(({ target, names }) => targetWords(target, names)).join('; ');
}

/** Where the fault was read; null where that has been said already, or the journal does not tell. */
export function faultSource(fault: FaultRecord | undefined): string | null {
  return fault === undefined || fault.targets.length === 0 ? null : fault.source;
}

/** Why the fault failed no invocation of a function; null where it could have, or that is not known. */
export function whyUnhurt(fault: FaultRecord, functionName: string): string | null {
  const target = targetNamed(fault, functionName);
  if (target === null || !isSlow(target)) return null;
  return `${wordsOf(target)} makes requests slow; the function times out only after ${target.timeoutSeconds ?? '?'} s`;
}

/** What targets that are alike have in common. */
function targetWords(target: TargetFault, names: readonly string[]): string {
  const { probability, expiresAfterMinutes, timeoutSeconds } = target;
  const share =
    probability === null
      ? 'an unknown share of the invocations'
      : probability === 1
        ? 'every invocation'
        : `${percent(probability)} of the invocations`;
  const timeout =
    timeoutSeconds === null
      ? 'whose time-out is not known'
      : `which ${names.length === 1 ? 'times' : 'time'} out after ${timeoutSeconds} s`;
  const expiry =
    expiresAfterMinutes === null
      ? 'when it expires by itself is not known'
      : `it expires by itself ${duration(expiresAfterMinutes * 60)} after it was attached`;
  return `${wordsOf(target)} in ${share} of ${names.join(' and ')}, ${timeout}; ${expiry}`;
}
