import { Denials } from '../denials/denials';
import { RUNNER } from '../denials/noting-clients';
import { regionNamed } from '../deployment/deployment';
import { uuid } from '../random';
import { askingOf } from './asking';
import { noteSteps } from './clock-notes';
import type { GameDayContext } from './context';
import { GameDayJournal } from './game-day-journal';
import { GameDayRecord } from './game-day-record';
import { latestLogIn, meanwhile } from './log-in';
import { Progress } from './progress';
import type { GameDayProps } from './props';
import { recordOf } from './resume/resumable';

/** A game day with its journal, which no stage sees whole. */
export interface GameDay extends GameDayContext {
  readonly journal: GameDayJournal;
}

/**
 * Puts together what the stages of a game day work with.
 * @throws Error for a region that the lab does not have
 */
export function contextOf(props: GameDayProps): GameDay {
  const { clock, resume, signal, lookAgain, denied, pulseSeconds } = props;
  const { deployment, hypothesis } = resume ?? props;
  const failed = resume?.experiment.region ?? props.region ?? deployment.fault.region;
  const region = regionNamed(deployment, failed);
  const other = deployment.regions.find((each) => each.region !== region.region) ?? region;
  const resumedAt = resume === undefined ? null : clock.now();
  const id = uuid(props.random);
  const record = resume === undefined ? new GameDayRecord(clock.now(), id) : recordOf(resume, id);
  const denials = new Denials(
    clock,
    resume?.denied?.filter(({ who }) => who === RUNNER),
  );
  const journal = new GameDayJournal(props, { deployment, hypothesis, failed: region, record, denials });
  const { timeline } = journal;
  const { clients, unretried } = askingOf(props, {
    ...{ timeline, region, denials },
    meanwhile: () => meanwhile(record),
    latest: (refusedAt) => latestLogIn(refusedAt, record, deployment.fault.minutes),
  });
  const befalls = (event: string, detail: string): void => journal.addUnlessOver(event, detail);
  props.listen?.(befalls);
  noteSteps(clock, befalls);
  return {
    ...{ deployment, hypothesis, region, clock, clients, unretried, resumedAt },
    ...{ signal, lookAgain, denied, pulseSeconds },
    ...{ record, timeline },
    watcher: other.region,
    progress: new Progress(clock, timeline, signal),
    observers: new Map(),
    report: (message) => journal.report(message),
    unkept: () => journal.unkept,
    journal,
  };
}
