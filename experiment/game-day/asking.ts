import { NewCredentials } from '../aws/new-credentials';
import { RetryPolicy } from '../aws/retry-policy';
import { retryingClients } from '../aws/retrying-clients';
import type { Denials } from '../denials/denials';
import { notingClients } from '../denials/noting-clients';
import type { DeployedRegion } from '../deployment/deployment';
import type { Timeline } from '../journal/timeline';
import { ownerOf } from '../preflight/template/placeholder-values';
import type { GameDayView } from './context';
import type { GameDayProps } from './props';

/** What it needs to know of the game day besides how it was called. */
interface AskingProps {
  readonly timeline: Timeline;
  /** Are told what AWS denies the runner. */
  readonly denials: Denials;
  /** The region that is made to fail: credentials of another account than its own are not taken. */
  readonly region: DeployedRegion;
  /** What becomes of the fault while nobody is logged in. */
  readonly meanwhile: () => string;
  /** Until when somebody may log in whom AWS has refused at a moment, both in milliseconds since 1970. */
  readonly latest: (refusedAt: number) => number;
}

/** Clients that wait out AWS' silences and expired credentials, and note what AWS denies. */
export function askingOf(
  { clients, clock, signal }: Pick<GameDayProps, 'clients' | 'clock' | 'signal'>,
  { timeline, denials, region, meanwhile, latest }: AskingProps,
): Pick<GameDayView, 'clients' | 'unretried'> {
  const unretried = notingClients(clients, denials);
  const newCredentials = new NewCredentials({
    ...{ clients, clock, timeline, meanwhile, latest },
    account: ownerOf(region).account,
    ...(signal === undefined ? {} : { signal }),
  });
  const patience = new RetryPolicy(clock, timeline, signal, newCredentials);
  return { clients: retryingClients(unretried, patience), unretried };
}
