import type { GameDayProps } from '../../../experiment/game-day/props';
import { contextOf } from '../../../experiment/game-day/context-of';
import type { Message } from '../../../experiment/journal/messages';
import { FakeLab, type Failure } from './fake-lab';
import { hypothesis } from './game-day';
import { deployment } from './lab';
import { ManualClock } from './manual-clock';

/** What the parts of a game day work with, in a fake lab, before any of them has begun. */
export function prepareContext(props: Partial<GameDayProps> = {}, trouble?: Failure) {
  const clock = new ManualClock();
  const lab = new FakeLab(clock, trouble);
  const messages: Message[] = [];
  const day = contextOf({
    world: 'aws',
    deployment,
    hypothesis,
    clients: lab.aws.clients,
    clock,
    random: () => 0.5,
    report: (message) => messages.push(message),
    ...props,
  });
  const details = (event: string): string[] =>
    day.timeline.entries.filter((entry) => entry.event === event).map(({ detail }) => detail);
  return { day, clock, lab, messages, details };
}
