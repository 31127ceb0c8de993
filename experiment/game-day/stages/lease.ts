import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { GameDayView } from '../context';
import { holderOf, type Lease } from '../../lease/lease';
import { LeaseTable } from '../../lease/lease-table';
import { takeLease } from '../../lease/take-lease';
import type { Timeline } from '../../journal/timeline';
import { messageOf } from '../../message-of';
import { differencesNow } from '../../restore/restore';
import type { RestoreProps } from '../../restore/restore-props';

const MINUTE_MS = 60_000;

/** Longer than anything between taking the lease and extending it besides the baseline: the metrics' two minutes, and ten of patience with AWS. */
const BEFORE_START_MINUTES = 15;

/**
 * From extending the lease until the fault is attached: a last look, the start, and five minutes for attaching (templates/region-latency.json).
 * Where it takes longer, the document extends the lease itself, or refuses because somebody else has it.
 */
const ATTACH_MINUTES = 15;

/** The document takes no fault that lives longer (documents/chaos-extension.yaml, ExpiresAfterMinutes). */
const LONGEST_EXPIRY_MINUTES = 780;

/** What taking and releasing the lease reads. */
export type LeaseView = RestoreProps & Pick<GameDayView, 'record' | 'region'>;

/**
 * Takes the API's lease for the baseline, so that whoever comes second need not wait for theirs to be refused.
 * @throws Error that says who holds it, and what ends that
 */
export async function takeForBaseline(day: LeaseView & Pick<GameDayView, 'hypothesis'>): Promise<void> {
  const minutes = day.hypothesis.windows.baselineMinutes + BEFORE_START_MINUTES;
  const lease = await take(day, minutes);
  day.timeline.add('lease.taken', `${lease.url} is held for ${lease.region} until ${lease.until}`);
}

/**
 * Extends the lease until the fault has expired by itself, for a fault outlives its runner.
 * @throws Error where somebody else holds it by now
 */
export async function extendToFault(day: LeaseView): Promise<void> {
  const expiries = day.record.deployedFault.targets.map(
    ({ expiresAfterMinutes }) => expiresAfterMinutes ?? LONGEST_EXPIRY_MINUTES,
  );
  const longest = expiries.length === 0 ? LONGEST_EXPIRY_MINUTES : Math.max(...expiries);
  const lease = await take(day, ATTACH_MINUTES + longest);
  day.timeline.add(
    'lease.extended',
    `${lease.url} is held for ${lease.region} until ${lease.until}: by then its fault has expired`,
  );
}

/**
 * Releases the lease where it is this game day's, unless something of the fault may be left: then it stays until that has expired. Whatever
 * AWS answers, the game day goes on.
 */
export async function releaseLease(day: LeaseView): Promise<void> {
  const { clients, deployment, record, timeline } = day;
  const table = LeaseTable.of(clients, deployment);
  if (table === null) return;
  try {
    const lease = await table.read();
    if (lease?.holder !== holderOf(record.id)) return;
    const why = await whyNot(day);
    if (why !== null) keep(timeline, lease, why);
    // Whoever has written it since it was read has started something that was not looked at.
    else if (await table.remove(lease)) timeline.add('lease.released', `${lease.url} is free`);
    else keep(timeline, lease, 'somebody attaches the fault under it');
  } catch (error) {
    timeline.add('lease.kept', `the lease of ${table.url} could not be released: ${messageOf(error)}`);
  }
}

async function take(
  { clients, clock, deployment, record, region }: LeaseView,
  minutes: number,
): Promise<Lease> {
  const table = LeaseTable.of(clients, deployment);
  if (table === null) {
    throw new Error(
      "the deployment's outputs name no table of leases (lease_table_arn), and without the API's lease nothing is started: deploy the lab again, and use the outputs of that deployment",
    );
  }
  const { Arn: who = null } = await clients.sts().send(new GetCallerIdentityCommand({}));
  const until = clock.now() + minutes * MINUTE_MS;
  return takeLease(table, { region: region.region, holder: holderOf(record.id), who, until }, clock);
}

/** Why the lease must stay; null where nothing is left of the fault, or there never was one. */
async function whyNot(day: LeaseView): Promise<string | null> {
  const { record, region } = day;
  const { proven } = record.restored;
  if (proven === false) return 'it is not proven that the functions were restored';
  if (proven === null) return null;
  const found = await differencesNow(day, region, record.snapshots);
  return found.length === 0 ? null : found.join('; ');
}

function keep(timeline: Timeline, { url, region, until }: Lease, why: string): void {
  timeline.add('lease.kept', `${url} stays held for ${region} until ${until}: ${why}`);
}
