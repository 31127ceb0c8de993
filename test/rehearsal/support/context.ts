import { AwsApi, type Authorize } from '../../../rehearsal/aws/api';
import type { Call } from '../../../rehearsal/aws/call';
import { Chance } from '../../../rehearsal/chance';
import { Controls } from '../../../rehearsal/controls';
import { Iam } from '../../../rehearsal/services/iam';
import type { WorldContext } from '../../../rehearsal/world-context';
import { VirtualClock } from '../../../rehearsal/time/virtual-clock';

/** Where virtual time starts in these tests: on a full minute. */
export const START = Date.UTC(2026, 0, 1, 12);

/** The person who runs the game day, in us-east-1. */
export const operator: Call = { principal: 'operator', region: 'us-east-1' };

/** The ground that the services of a test stand on. */
export interface Ground extends WorldContext {
  readonly iam: Iam;
  readonly api: AwsApi;
  /** Every action that a role has asked for, such as `lambda:GetAlias`, in order. */
  readonly asked: string[];
}

/** An empty account; `onAsk` is called before each request of a role is judged. */
export function emptyAccount({ seed = 1, onAsk = (): void => undefined } = {}): Ground {
  const clock = new VirtualClock(START);
  const chance = new Chance(seed);
  const surroundings: WorldContext = {
    clock,
    random: (name) => chance.stream(name),
    accountId: '123456789012',
    partition: 'aws',
    controls: new Controls(),
  };
  const iam = new Iam(surroundings);
  const asked: string[] = [];
  const authorize: Authorize = (role, action, resource, context) => {
    asked.push(action);
    onAsk();
    return iam.allows(role, action, resource, context);
  };
  const api = new AwsApi(clock, authorize, surroundings.controls);
  return { ...surroundings, iam, api, asked };
}
