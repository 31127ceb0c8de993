import type { InEffect, LambdaCount } from '../journal/fault-record';

/** A measurement; null where it could not be read, and why. */
export type Measured<T> = { readonly value: T } | { readonly value: null; readonly why: string };

/** What was measured of one target. */
export interface TargetMeasured {
  /** Invocations that the extension has counted as injected; 0 where CloudWatch has no such count. */
  readonly injected: Measured<number>;
  readonly lambda: Measured<LambdaCount>;
  /** The longest invocation before the experiment, in seconds; null where there was none, or it could not be read. */
  readonly longestBefore: number | null;
  /** How long an invocation takes at least that the fault strikes, in seconds; null where that is not known. */
  readonly struckSeconds: number | null;
}

/** The fault's time and Lambda's are taken by two clocks, and a timer of Node.js may ring early: so much of it is enough. */
const ENOUGH = 0.95;

/**
 * Whether the fault struck, and what that is concluded from. The extension's own count decides where there is one. Without it Lambda's
 * longest invocation does: none that took as long as one that is struck means that none was; one that did means that some were, unless
 * there were such before the experiment too.
 */
export function judgeEffect(measured: TargetMeasured): Pick<InEffect, 'effect' | 'detail'> {
  const { injected, lambda, longestBefore, struckSeconds } = measured;
  const said = `${injectedWords(injected)}; ${lambdaWords(lambda)}`;
  if (injected.value !== null && injected.value > 0) return { effect: 'struck', detail: said };
  if (lambda.value === null) return { effect: 'unknown', detail: said };
  if (lambda.value.invocations === 0) return { effect: 'not-invoked', detail: said };
  if (struckSeconds === null)
    return { effect: 'unknown', detail: `${said}; how long one takes that is struck is not known` };
  const struck = `${said}; one that is struck takes ${shown(struckSeconds)} s or more`;
  const isLong = (seconds: number): boolean => seconds >= struckSeconds * ENOUGH;
  if (!isLong(lambda.value.longestSeconds)) return { effect: 'missed', detail: struck };
  if (longestBefore === null)
    return { effect: 'unknown', detail: `${struck}, but what they took before the experiment is not known` };
  if (isLong(longestBefore))
    return {
      effect: 'unknown',
      detail: `${struck}, but one of ${shown(longestBefore)} s was there before the experiment`,
    };
  return {
    effect: 'struck',
    detail: `${struck}, and before the experiment none took longer than ${shown(longestBefore)} s`,
  };
}

function injectedWords(injected: Measured<number>): string {
  return injected.value === null
    ? `the extension's own count is not known (${injected.why})`
    : `by the extension's own count it struck ${counted(injected.value, 'invocation')}`;
}

function lambdaWords(lambda: Measured<LambdaCount>): string {
  if (lambda.value === null) return `Lambda's metrics are not known (${lambda.why})`;
  const { invocations, errors, longestSeconds } = lambda.value;
  if (invocations === 0) return 'Lambda counted no invocation through the alias';
  return `Lambda counted ${counted(invocations, 'invocation')} and ${counted(errors, 'error')}, and ${shown(longestSeconds)} s for the longest`;
}

function counted(count: number, thing: string): string {
  return `${count} ${count === 1 ? thing : `${thing}s`}`;
}

/** To the hundredth. */
function shown(seconds: number): string {
  return String(Number(seconds.toFixed(2)));
}
