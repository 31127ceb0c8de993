import type { Clients } from '../aws/clients';
import type { Clock } from '../time/clock';
import type { Deployment } from '../deployment/deployment';
import type { Timeline } from '../journal/timeline';

/** What a restoration works with. */
export interface RestoreProps {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly deployment: Deployment;
  readonly timeline: Timeline;
}
