import { valuesOf } from '../../fault/fault-record';
import { ATTACHED } from '../../fault/kinds/kinds';
import { FAULT_NOTE } from '../../fault/snapshot';
import { variablesOf } from '../../fault/variables-of';
import { WRAPPER } from './environment-size';
import type { Refusal } from './function-refusals';
import type { Target } from './target-refusals';

/** A checker of Route 53 waits so long for an answer after it has connected (Route 53 developer guide). */
const CHECKER_WAITS_SECONDS = 2;

/** Part of that time an answer is on its way: 256 ms from Sydney to Dublin and back (cloudping.co). So of so much nobody can say. */
const PERHAPS_ON_THE_WAY_SECONDS = 0.5;

/** Lambda's default (API reference, CreateFunction). */
const DEFAULT_TIMEOUT_SECONDS = 3;

/** Why the fault may be attached to a function and do nothing there: no reason not to start, but one to look closely. */
export function warningsOf(target: Target): Refusal[] {
  return [...wrapperWarnings(target), ...strengthWarnings(target)];
}

// A wrapper may start the runtime past the extension; which one does cannot be told by its name.
function* wrapperWarnings({ latest }: Target): Iterable<Refusal> {
  const variables = variablesOf(latest);
  const wrapper = variables[WRAPPER] ?? '';
  // While the fault is attached, that is the extension's own.
  if (wrapper === '' || FAULT_NOTE in variables) return;
  yield {
    reason: `it starts through the wrapper ${wrapper}, and where that one does not start the program that it is given, the fault does not strike`,
    advice: `see in the report whether the fault struck (In effect), or take ${WRAPPER} away for the game day`,
  };
}

// By the template's own values; the function is refused where the served version has another time-out than `$LATEST`.
function* strengthWarnings({ latest, request }: Target): Iterable<Refusal> {
  const values = valuesOf(request.parameters);
  if (values.probability === 0)
    yield {
      reason: 'with a probability of 0 the fault strikes no invocation',
      advice: 'set Probability in the template to more than 0',
    };
  const timeout = latest.Timeout ?? DEFAULT_TIMEOUT_SECONDS;
  const held = ATTACHED.heldSeconds(values) ?? Infinity;
  if (held >= timeout || held > CHECKER_WAITS_SECONDS - PERHAPS_ON_THE_WAY_SECONDS) return;
  yield {
    reason: `${ATTACHED.words(values)} fail nobody: it times out after ${timeout} s, and Route 53's checkers wait ${CHECKER_WAITS_SECONDS} s`,
    advice: `let the template hold invocations back for ${timeout} s or more (${ATTACHED.setting})`,
  };
}
