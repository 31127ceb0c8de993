import { targetsOf, type DeployedRegion } from '../deployment/deployment';
import type { FisExperiment } from '../aws/fis-experiment';
import type { HealthObserver } from '../measure/health-observer';
import { longestExperimentMs } from './overdue';
import { releaseIn, releaseWords, type ServedTarget } from '../fault/releases';
import { servedTargets } from '../restore/restore';
import type { RestoreProps } from '../restore/restore-props';
import type { FaultSeen } from '../fault/fault-seen';

/** How often FIS, the functions and Route 53's checkers are asked; all moments are at most so late. */
const POLL_MS = 5_000;

/** A look that comes so long after the last one says what has happened, and not when: nobody watched. */
const LONGEST_GAP_MS = 60_000;

/** What following an experiment works with. */
export interface FollowProps extends RestoreProps {
  readonly experiment: FisExperiment;
  readonly region: DeployedRegion;
  readonly observer: HealthObserver;
  /** When the experiment was asked for, in milliseconds since 1970. */
  readonly startedAt: number;
  /** When the game day was resumed after its runner had died; null where that has not happened. */
  readonly resumedAt: number | null;
  readonly signal: AbortSignal | undefined;
  /** Notes what happened while nobody watched for so many milliseconds: the credentials had expired, say, or the machine slept. */
  readonly catchUp: (milliseconds: number) => Promise<void>;
}

/**
 * Follows an experiment to its end, and notes when the fault came to the first target and to every one, when Route 53's checkers marked
 * the region unhealthy, and when no target carried the fault any more.
 * @param seen is filled as things come, so that what was seen is known even when following is cut short
 * @throws Error when the experiment has not ended long after it should have, or the signal's reason when it aborts
 */
export async function followExperiment(props: FollowProps, seen: FaultSeen): Promise<void> {
  const { experiment, deployment, clock, startedAt, signal } = props;
  let lookedAt = clock.now();
  const gap = (): number => clock.now() - lookedAt;
  const wasUnwatched = (): boolean => gap() > LONGEST_GAP_MS;
  for (;;) {
    const ended = await experiment.look(wasUnwatched);
    if (wasUnwatched()) await props.catchUp(gap());
    lookedAt = clock.now();
    await lookAtFault(props, seen);
    if (seen.fault !== 'awaited') await lookAtHealth(props, seen);
    if (ended) return;
    const longest = longestExperimentMs(experiment.latest, deployment.fault.minutes);
    if (clock.now() > startedAt + longest) {
      throw new Error(`experiment ${experiment.id} has not ended ${inWords(longest)} after its start`);
    }
    await clock.sleep(POLL_MS, signal);
  }
}

/** Notes the fault's coming and going, by the targets whose alias serves a version that carries it. */
export async function lookAtFault(
  props: RestoreProps & Pick<FollowProps, 'region'>,
  seen: FaultSeen,
): Promise<void> {
  const { region, timeline, clock } = props;
  const served = await servedTargets(props, region);
  const faulty = served.flatMap((target) => (target.carriesFault ? [target.functionName] : []));
  const now = clock.now();
  noteReleases(props, served, seen, now);
  for (const target of faulty) seen.targetLiveAt.set(target, seen.targetLiveAt.get(target) ?? now);
  for (const target of seen.targetLiveAt.keys()) {
    if (!faulty.includes(target)) seen.targetGoneAt.set(target, seen.targetGoneAt.get(target) ?? now);
  }
  if (faulty.length === 0) {
    if (seen.fault === 'awaited' || seen.fault === 'gone') return;
    seen.fault = 'gone';
    seen.moments.restoredAt = now;
    timeline.add('fault.gone', faultWords([...seen.targetLiveAt.keys()], region, 'no longer '));
    return;
  }
  if (seen.fault === 'awaited' || seen.fault === 'gone') {
    // What attaches late may bring back what had gone.
    const again = seen.fault === 'gone' ? ' again' : '';
    seen.fault = 'started';
    seen.moments.faultStartedAt ??= now;
    seen.moments.restoredAt = null;
    timeline.add('fault.started', faultWords(faulty, region) + again);
  }
  if (seen.fault === 'started' && faulty.length === targetsOf(region).length) {
    seen.fault = 'live';
    seen.moments.faultLiveAt ??= now;
    timeline.add('fault.live', `every target carries the fault: ${faulty.join(' and ')} in ${region.region}`);
  }
}

function noteReleases(
  { timeline }: RestoreProps,
  served: readonly ServedTarget[],
  { snapshots, releases }: FaultSeen,
  now: number,
): void {
  for (const target of served) {
    const before = snapshots.find(({ functionName }) => functionName === target.functionName);
    const at = new Date(now).toISOString();
    const release = before === undefined ? null : releaseIn(before, releases, target, at);
    if (release === null) continue;
    releases.push(release);
    timeline.add('function.released', `by somebody else: ${releaseWords(release)}`);
  }
}

/** `lab-hello in us-east-1 carries the fault`; in the order of the region's targets. */
export function faultWords(names: readonly string[], region: DeployedRegion, how = ''): string {
  const known = targetsOf(region).filter((target) => names.includes(target));
  const verb = known.length === 1 ? 'carries' : 'carry';
  return `${known.join(' and ')} in ${region.region} ${how}${verb} the fault`;
}

async function lookAtHealth(props: FollowProps, { moments }: FaultSeen): Promise<void> {
  const { observer, region, timeline, clock, resumedAt } = props;
  const healthy = await observer.look();
  if (healthy || moments.detectedAt !== null) return;
  moments.detectedAt = clock.now();
  const late =
    resumedAt === null || (moments.faultStartedAt ?? 0) > resumedAt
      ? ''
      : ' (not observed for a while, so perhaps earlier)';
  timeline.add(
    'health.unhealthy',
    `Route 53's checkers mark ${region.label} unhealthy: ${observer.lastReport}${late}`,
  );
}

/** `13 h`, or `1 h 25 min`. */
function inWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}
