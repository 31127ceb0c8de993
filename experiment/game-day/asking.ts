import type { Clients } from '../aws/clients';
import { NewCredentials } from '../aws/new-credentials';
import { RetryPolicy } from '../aws/retry-policy';
import { retryingClients } from '../aws/retrying-clients';
import { Denials } from '../denials/denials';
import { notingClients, RUNNER } from '../denials/noting-clients';
import type { DeployedRegion } from '../deployment/deployment';
import type { Timeline } from '../journal/timeline';
import { ownerOf } from '../preflight/template/placeholder-values';
import type { GameDayProps } from './props';

/** How a game day asks AWS. */
export interface Asking {
  /** Ask with patience. */
  readonly clients: Clients;
  /** Ask once: for what must not be repeated, and for what must not wait. */
  readonly unretried: Clients;
  /** What AWS denied the runner. */
  readonly denials: Denials;
}

/** What it needs to know of the game day besides how it was called. */
interface AskingProps {
  readonly timeline: Timeline;
  /** The region that is made to fail: credentials of another account than its own are not taken. */
  readonly region: DeployedRegion;
  /** What becomes of the fault while nobody is logged in. */
  readonly meanwhile: () => string;
  /** Until when somebody may log in whom AWS has refused at a moment, both in milliseconds since 1970. */
  readonly latest: (refusedAt: number) => number;
}

/** Clients that wait out AWS' silences and expired credentials, and note what AWS denies. */
export function askingOf(
  { clients, clock, signal, resume }: GameDayProps,
  { timeline, region, meanwhile, latest }: AskingProps,
): Asking {
  const denials = new Denials(
    clock,
    resume?.denied?.filter(({ who }) => who === RUNNER),
  );
  const unretried = notingClients(clients, denials);
  const newCredentials = new NewCredentials({
    ...{ clients, clock, timeline, meanwhile, latest },
    account: ownerOf(region).account,
    ...(signal === undefined ? {} : { signal }),
  });
  const patience = new RetryPolicy(clock, timeline, signal, newCredentials);
  return { clients: retryingClients(unretried, patience), unretried, denials };
}
