import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { decryptAdvice, UnreadableVariablesError } from '../../fault/variables-of';

/** Why the fault cannot be attached, and what to do about it. */
export interface Refusal {
  readonly reason: string;
  readonly advice: string;
}

/** What keeps a function from carrying any fault, whatever it is and whatever the function holds: its state, its package, its runtime. */
export function functionRefusals(latest: FunctionConfiguration): Refusal[] {
  return [...stateRefusals(latest), ...packageRefusals(latest)];
}

/** What Lambda does not tell would be deleted by the next write. */
export function unreadableRefusal(configuration: FunctionConfiguration): Refusal {
  const { reason } = new UnreadableVariablesError(configuration);
  return { reason, advice: decryptAdvice(configuration) };
}

// Lambda changes a function only while it is active and no other update is under way (Lambda developer guide, "Lambda function states").
function* stateRefusals({ State: state = 'Active', ...latest }: FunctionConfiguration): Iterable<Refusal> {
  if (state !== 'Active') {
    const reason = `its state is ${state}: ${latest.StateReason ?? ''}`;
    yield { reason, advice: 'wait until it is Active; an Inactive function wakes when it is called' };
  }
  const { LastUpdateStatus: update = 'Successful' } = latest;
  if (update === 'InProgress')
    yield { reason: 'it is being updated', advice: 'wait until whoever deploys has done so' };
  else if (update !== 'Successful')
    yield {
      reason: `its last update is ${update}: ${latest.LastUpdateStatusReason ?? ''}`,
      advice: 'deploy it again',
    };
}

function* packageRefusals({
  PackageType: kind = 'Zip',
  Runtime: runtime,
}: FunctionConfiguration): Iterable<Refusal> {
  const advice = 'break another function';
  if (kind !== 'Zip') {
    const reason = `it is a container image (${kind}), and layers can be added to zip packages only`;
    yield { reason, advice: `deploy it as a zip package, or ${advice}` };
  } else if (runtime?.startsWith('nodejs') !== true) {
    // A custom runtime (`provided.…`) starts by a bootstrap of its own, which that of the layer would hide.
    const reason = `it runs on ${runtime ?? 'no runtime'}, and the extension works on Node.js runtimes only`;
    yield { reason, advice };
  }
}
