import {
  GetExperimentCommand,
  StartExperimentCommand,
  StopExperimentCommand,
  type Experiment,
  type ExperimentAction,
} from '@aws-sdk/client-fis';
import type { Clients } from './clients';
import type { Clock } from '../time/clock';
import type { DeployedRegion } from '../deployment/deployment';
import type { ActionRecord } from '../journal/journal';
import type { Timeline } from '../journal/timeline';

/** The tag of every experiment that a game day starts; its value is the game day's id. */
export const GAME_DAY_TAG = 'GameDay';

/** An automation that is cancelled may clean up for two minutes (Systems Manager user guide, onCancel); the rest is for FIS. */
const LONGEST_STOPPING_MS = 180_000;
const POLL_MS = 5_000;

/** Statuses of an experiment after which nothing of it runs any more, and the others (FIS user guide, "View your experiments"). */
const ENDED = ['completed', 'stopped', 'failed', 'cancelled'];
const UNDER_WAY = ['pending', 'initiating', 'running', 'stopping'];

/** Whether nothing of an experiment with that status runs any more. */
export function hasEnded(status: string | undefined): boolean {
  return ENDED.includes(status ?? '');
}

/** What is known of an experiment. */
export interface ExperimentState {
  /** `EXP…` */
  readonly id: string;
  /** `running`, `completed`, …, as FIS names it. */
  readonly status: string;
  readonly actions: readonly ActionRecord[];
}

/** What an experiment is followed with. */
export interface FisExperimentProps {
  readonly fis: ReturnType<Clients['fis']>;
  readonly timeline: Timeline;
  /** The game day's id, with which it was started: a start that is repeated with it answers with the same experiment. */
  readonly clientToken: string;
}

/** A FIS experiment that has been started. */
export class FisExperiment implements ExperimentState {
  readonly id: string;
  status: string;
  /** FIS' own words for the status. */
  reason = '';
  actions: readonly ActionRecord[];
  /** What FIS answered last, the start included; null before it was asked. */
  latest: Experiment | null = null;

  /** @param known what is known of it already, and not news any more */
  constructor(
    private readonly props: FisExperimentProps,
    known: Partial<ExperimentState> & Pick<ExperimentState, 'id'>,
  ) {
    this.id = known.id;
    this.status = known.status ?? 'pending';
    this.actions = known.actions ?? [];
  }

  /**
   * Starts the region's template. The experiment has the game day's id as a tag, by which it is found again.
   * @throws Error where FIS does not tell which experiment it started
   */
  static async start(props: FisExperimentProps, region: DeployedRegion): Promise<FisExperiment> {
    const { experiment } = await props.fis.send(
      new StartExperimentCommand({
        clientToken: props.clientToken,
        experimentTemplateId: region.experimentTemplateId,
        tags: { [GAME_DAY_TAG]: props.clientToken },
      }),
    );
    if (experiment?.id === undefined) throw new Error('FIS did not say which experiment it has started');
    const started = new FisExperiment(props, { id: experiment.id });
    started.latest = experiment;
    return started;
  }

  /** The token with which it was started. */
  get clientToken(): string {
    return this.props.clientToken;
  }

  /**
   * Reads how far it is, and notes what has changed. Returns whether it has ended.
   * @param wasUnwatched asked when FIS has answered: whether what has changed happened at the moments that FIS says, and not just now
   */
  async look(wasUnwatched: () => boolean = () => false): Promise<boolean> {
    const { experiment } = await this.props.fis.send(new GetExperimentCommand({ id: this.id }));
    const nobodyWatched = wasUnwatched();
    const known = this.status;
    const knownActions = this.actions;
    this.latest = experiment ?? null;
    // FIS answers a map, in no order.
    this.actions = Object.entries(experiment?.actions ?? {})
      .map(([name, action]) => recordOf(name, action))
      .sort(byStart);
    this.status = experiment?.state?.status ?? 'unknown';
    this.reason = experiment?.state?.reason ?? '';
    this.noteActions(knownActions, nobodyWatched);
    if (this.status !== known) {
      this.note(`experiment.${this.status}`, this.wordsOf(this.status), nobodyWatched, experiment?.endTime);
    }
    return hasEnded(this.status);
  }

  /**
   * Asks FIS to stop it, and waits until it has ended, for three minutes at most: what still runs could attach the fault again. One that
   * takes longer is noted; whoever restores waits for it.
   * @throws Error when FIS cannot be asked
   */
  async stop(clock: Clock): Promise<void> {
    await this.props.fis.send(new StopExperimentCommand({ id: this.id }));
    this.props.timeline.add('experiment.stop', `asked FIS to stop ${this.id}`);
    const latest = clock.now() + LONGEST_STOPPING_MS;
    while (!(await this.look())) {
      if (clock.now() >= latest) {
        const minutes = LONGEST_STOPPING_MS / 60_000;
        this.props.timeline.add(
          'experiment.unstopped',
          `${this.id} is still ${this.status} after ${minutes} min`,
        );
        return;
      }
      await clock.sleep(POLL_MS);
    }
  }

  private noteActions(known: readonly ActionRecord[], nobodyWatched: boolean): void {
    for (const { name, status } of this.actions) {
      const before = known.find((action) => action.name === name)?.status;
      if (status === before || status === 'pending') continue;
      const { state, startTime, endTime } = this.latest?.actions?.[name] ?? {};
      const detail = status === 'failed' ? `${name}: ${state?.reason ?? ''}` : name;
      this.note(`action.${status}`, detail, nobodyWatched, endTime ?? startTime);
    }
  }

  private wordsOf(status: string): string {
    if (hasEnded(status) || UNDER_WAY.includes(status)) return this.reason;
    const unknown = `FIS says ${status}, a status that is not known here: taken as not finished`;
    return this.reason === '' ? unknown : `${unknown}; ${this.reason}`;
  }

  private note(event: string, detail: string, nobodyWatched: boolean, at?: Date): void {
    const { timeline } = this.props;
    if (!nobodyWatched || at === undefined) timeline.add(event, detail);
    else timeline.addAt(at.getTime(), event, `${detail} (inferred from FIS)`.trimStart());
  }
}

function recordOf(name: string, { state, startTime, endTime }: ExperimentAction): ActionRecord {
  return {
    name,
    status: state?.status ?? 'unknown',
    startedAt: startTime?.toISOString() ?? null,
    endedAt: endTime?.toISOString() ?? null,
  };
}

/** Those that have not begun come last; by name where they began together. */
function byStart(a: ActionRecord, b: ActionRecord): number {
  const [first, second] = [a.startedAt ?? '~', b.startedAt ?? '~'];
  return first === second ? a.name.localeCompare(b.name) : first < second ? -1 : 1;
}
