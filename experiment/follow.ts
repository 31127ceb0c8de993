import type { Clock } from './clock';
import { targetsOf, type DeployedRegion } from './deployment';
import type { FisExperiment } from './fis-experiment';
import type { HealthObserver } from './health-observer';
import { faultyTargets, type RestoreProps } from './restore';
import type { Timeline } from './timeline';

/** How often FIS, the functions and Route 53's checkers are asked; all moments are at most so late. */
const POLL_MS = 5_000;

/** FIS ends an experiment after 12 h (FIS quotas); nothing is followed for longer. */
const LONGEST_MS = 13 * 3_600_000;

/** The moments that were seen, in milliseconds since 1970; null for what was not. */
export interface Moments {
  faultLiveAt: number | null;
  detectedAt: number | null;
  restoredAt: number | null;
}

/** What following an experiment works with. */
export interface FollowProps extends RestoreProps {
  readonly experiment: FisExperiment;
  readonly region: DeployedRegion;
  readonly observer: HealthObserver;
  readonly signal: AbortSignal | undefined;
}

/**
 * Follows an experiment to its end, and notes when the fault went live, when Route 53 gave the region up, and when no target served
 * the fault any more.
 * @param moments is filled as they come, so that what was seen is known even when following is cut short
 * @throws Error when the experiment has not ended after 13 h, or the signal's reason when it aborts
 */
export async function followExperiment(props: FollowProps, moments: Moments): Promise<void> {
  const { experiment, clock, signal } = props;
  const latest = clock.now() + LONGEST_MS;
  for (;;) {
    const ended = await experiment.look();
    await lookAtFault(props, moments);
    if (moments.faultLiveAt !== null) await lookAtHealth(props, moments);
    if (ended) return;
    if (clock.now() > latest) throw new Error(`experiment ${experiment.id} has not ended after 13 hours`);
    await clock.sleep(POLL_MS, signal);
  }
}

/** Notes the fault's coming and going. */
export async function lookAtFault(
  props: RestoreProps & {
    readonly region: DeployedRegion;
    readonly timeline: Timeline;
    readonly clock: Clock;
  },
  moments: Moments,
): Promise<void> {
  const { region, timeline } = props;
  if (moments.restoredAt !== null) return;
  const faulty = await faultyTargets(props, region);
  const targets = targetsOf(region);
  if (moments.faultLiveAt === null && faulty.length === targets.length) {
    moments.faultLiveAt = timeline.add(
      'fault.live',
      `${targets.join(' and ')} in ${region.region} serve the fault`,
    );
  }
  if (moments.faultLiveAt !== null && faulty.length === 0) {
    moments.restoredAt = timeline.add(
      'fault.gone',
      `${targets.join(' and ')} in ${region.region} serve the fault no more`,
    );
  }
}

async function lookAtHealth({ observer, region, timeline }: FollowProps, moments: Moments): Promise<void> {
  const healthy = await observer.look();
  if (healthy || moments.detectedAt !== null) return;
  moments.detectedAt = timeline.add(
    'health.unhealthy',
    `Route 53's checkers give ${region.label} up: ${observer.lastReport}`,
  );
}
