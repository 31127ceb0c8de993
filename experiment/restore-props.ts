import type { Clients } from './clients';
import type { Clock } from './clock';
import type { Deployment } from './deployment';
import type { Timeline } from './timeline';

/** What a restoration works with. */
export interface RestoreProps {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly deployment: Deployment;
  readonly timeline: Timeline;
}
