import { automationFailures } from '../../aws/automation-failures';
import { duration } from '../../time/duration';
import { FisExperiment } from '../../aws/fis-experiment';
import { followExperiment } from '../follow';
import type { GameDayContext, GameDayView } from '../context';
import { messageOf } from '../../message-of';
import type { RestoreProps } from '../../restore/restore-props';
import { UNWATCHED } from '../resume/resumable';
import { inferFromFis } from '../resume/infer-from-fis';

/** What asking FIS for the experiment reads, and the record and the progress that it changes. */
type StartContext = Pick<
  GameDayContext,
  'clients' | 'clock' | 'deployment' | 'progress' | 'record' | 'region' | 'timeline' | 'unkept'
>;

/** What following it reads, and the record that it changes. */
export type FollowContext = RestoreProps &
  Pick<GameDayContext, 'record' | 'region' | 'resumedAt' | 'signal'> &
  Pick<GameDayView, 'observers'>;

/**
 * Asks FIS for the experiment. The token that it is asked with, the game day's own id, is kept first: with it, a repeated start is the same
 * one, and with the journal a runner that dies can be followed up. Where the journal cannot be kept, nothing is asked, and the game day ends.
 * @returns null where FIS was not asked
 */
export async function startExperiment(day: StartContext): Promise<FisExperiment | null> {
  const { clients, clock, deployment, progress, record, region, timeline } = day;
  record.clientToken = record.id;
  record.startedAt = clock.now();
  record.restored = { proven: false, differences: [] };
  progress.begin('experiment', `FIS breaks ${region.region} for ${deployment.fault.minutes} min`);
  const unkept = day.unkept();
  if (unkept !== null) {
    Object.assign(record, {
      clientToken: null,
      startedAt: null,
      restored: { proven: null, differences: [] },
    });
    record.end('aborted', `the journal could not be kept (${unkept}): nothing was started`);
    return null;
  }
  const props = { fis: clients.fis(region.region), timeline, clientToken: record.id };
  const experiment = await FisExperiment.start(props, region);
  record.fisExperiment = experiment;
  const { region: code, experimentTemplateId } = region;
  timeline.add('experiment.started', `${experiment.id} from template ${experimentTemplateId} in ${code}`);
  return experiment;
}

/** Follows the experiment to its end, and notes how it ended. */
export async function runExperiment(day: FollowContext, experiment: FisExperiment): Promise<void> {
  const { timeline, record, region } = day;
  const observer = day.observers.get(region.region);
  if (observer === undefined) throw new Error(`nobody watches the health check of ${region.region}`);
  const startedAt = record.startedAt ?? record.begunAt;
  const catchUp = async (milliseconds: number): Promise<void> => {
    timeline.add(UNWATCHED, `not observed for ${duration(milliseconds / 1000)}`);
    await inferFromFis(day, experiment);
  };
  await followExperiment({ ...day, experiment, observer, startedAt, catchUp }, record);
  await noteOutcome(day, experiment);
}

/** How an experiment that has ended did so. */
export async function noteOutcome(
  { clients, record, region }: Pick<GameDayContext, 'clients' | 'record' | 'region'>,
  { status, reason }: FisExperiment,
): Promise<void> {
  if (status === 'completed') return;
  if (status !== 'failed') {
    record.end('stopped', reason);
    return;
  }
  // FIS says which action failed; Systems Manager says why.
  const since = record.startedAt ?? record.begunAt;
  const why = await automationFailures(clients.ssm(region.region), region, since).catch((error: unknown) => [
    `Systems Manager does not say why: ${messageOf(error)}`,
  ]);
  record.end('failed', [reason, ...why.filter((message) => !reason.includes(message))].join('\n'));
}
