import { targetsOf, type DeployedRegion } from './deployment';
import type { FisExperiment } from './fis-experiment';
import type { HealthObserver } from './health-observer';
import { longestExperimentMs } from './overdue';
import { faultyTargets, type RestoreProps } from './restore';

/** How often FIS, the functions and Route 53's checkers are asked; all moments are at most so late. */
const POLL_MS = 5_000;

/** The moments that were seen, in milliseconds since 1970; null for what was not. */
export interface Moments {
  faultLiveAt: number | null;
  detectedAt: number | null;
  restoredAt: number | null;
}

/** What has been seen of the fault. */
export interface FaultSeen {
  /** It is awaited, live in every target, or gone from all of them. */
  fault: 'awaited' | 'live' | 'gone';
  readonly moments: Moments;
}

/** What following an experiment works with. */
export interface FollowProps extends RestoreProps {
  readonly experiment: FisExperiment;
  readonly region: DeployedRegion;
  readonly observer: HealthObserver;
  /** When the experiment was asked for, in milliseconds since 1970. */
  readonly startedAt: number;
  /** When the game day was taken up after its runner had died; null where that has not happened. */
  readonly resumedAt: number | null;
  readonly signal: AbortSignal | undefined;
}

/**
 * Follows an experiment to its end, and notes when the fault went live, when Route 53 gave the region up, and when no target served
 * the fault any more.
 * @param seen is filled as things come, so that what was seen is known even when following is cut short
 * @throws Error when the experiment has not ended long after it should have, or the signal's reason when it aborts
 */
export async function followExperiment(props: FollowProps, seen: FaultSeen): Promise<void> {
  const { experiment, deployment, clock, startedAt, signal } = props;
  for (;;) {
    const ended = await experiment.look();
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

/** Notes the fault's coming and going. */
export async function lookAtFault(
  props: RestoreProps & Pick<FollowProps, 'region'>,
  seen: FaultSeen,
): Promise<void> {
  const { region, timeline, clock } = props;
  if (seen.fault === 'gone') return;
  const faulty = await faultyTargets(props, region);
  const targets = targetsOf(region);
  const where = `${targets.join(' and ')} in ${region.region}`;
  if (seen.fault === 'awaited' && faulty.length === targets.length) {
    seen.fault = 'live';
    seen.moments.faultLiveAt = clock.now();
    timeline.add('fault.live', `${where} serve the fault`);
  } else if (seen.fault === 'live' && faulty.length === 0) {
    seen.fault = 'gone';
    seen.moments.restoredAt = clock.now();
    timeline.add('fault.gone', `${where} serve the fault no more`);
  }
}

async function lookAtHealth(props: FollowProps, { moments }: FaultSeen): Promise<void> {
  const { observer, region, timeline, clock, resumedAt } = props;
  const healthy = await observer.look();
  if (healthy || moments.detectedAt !== null) return;
  moments.detectedAt = clock.now();
  const late =
    resumedAt === null || (moments.faultLiveAt ?? 0) > resumedAt
      ? ''
      : ' (nobody watched for a while, so perhaps earlier)';
  timeline.add(
    'health.unhealthy',
    `Route 53's checkers give ${region.label} up: ${observer.lastReport}${late}`,
  );
}

/** `13 h`, or `1 h 25 min`. */
function inWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}
