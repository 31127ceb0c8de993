import { runGameDay } from '../../../experiment/game-day/game-day';
import type { GameDayProps } from '../../../experiment/game-day/props';
import type { Journal } from '../../../experiment/journal/journal';
import type { Message } from '../../../experiment/journal/messages';
import { loadHypothesis } from '../../../validation/hypothesis/hypothesis-file';
import { FakeLab, type Failure } from './fake-lab';
import { deployment } from './lab';
import { ManualClock } from './manual-clock';

export const hypothesis = loadHypothesis('hypotheses/region-failure.json');

/** A game day in a fake lab, on a clock of its own: `begin` only begins it, `run` lets the time pass to its end. */
export function prepareGameDay(trouble?: Failure) {
  const clock = new ManualClock();
  const lab = new FakeLab(clock, trouble);
  const messages: Message[] = [];
  const begin = (props: Partial<GameDayProps> = {}): Promise<Journal> =>
    runGameDay({
      world: 'aws',
      deployment,
      hypothesis,
      clients: lab.aws.clients,
      clock,
      random: () => 0.5,
      report: (message) => messages.push(message),
      ...props,
    });
  const run = (props?: Partial<GameDayProps>): Promise<Journal> => clock.run(begin(props));
  return { clock, lab, messages, begin, run };
}
