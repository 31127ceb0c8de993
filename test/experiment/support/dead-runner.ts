import { mapClients } from '../../../experiment/aws/clients';
import type { GameDayProps } from '../../../experiment/game-day/props';
import type { Journal } from '../../../experiment/journal/journal';
import type { prepareGameDay } from './game-day';

/** What the dead wait for. */
const never = new Promise<never>(() => undefined);

/**
 * Runs a game day whose runner dies when a journal is kept for which `when` is true, and returns that journal. What it was asking or
 * waiting for is never answered, and so nothing of it runs any more.
 */
export async function diesWhen(
  { clock, lab, begin }: ReturnType<typeof prepareGameDay>,
  when: (journal: Journal) => boolean,
  props: Partial<GameDayProps> = {},
): Promise<Journal> {
  const runner = { isDead: false };
  const isDead = (): boolean => runner.isDead;
  const unlessDead = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isDead()) return never;
    const answer = await work();
    return isDead() ? never : answer;
  };
  const mortalClients = mapClients(
    lab.aws.clients,
    (_asked, send) => (command, options) => unlessDead(() => send(command, options)),
  );
  const death = new Promise<Journal>((resolve, reject) => {
    const save = (journal: Journal): void => {
      if (isDead() || !when(journal)) return;
      runner.isDead = true;
      resolve(JSON.parse(JSON.stringify(journal)) as Journal);
    };
    const mortalClock = {
      now: () => clock.now(),
      sleep: (milliseconds: number, signal?: AbortSignal) =>
        unlessDead(() => clock.sleep(milliseconds, signal)),
    };
    begin({ ...props, clients: mortalClients, clock: mortalClock, save }).then(
      () => reject(new Error('the game day ended before its runner died')),
      reject,
    );
  });
  return clock.run(death);
}

/** True for a journal with an event of that name. */
export const at =
  (event: string) =>
  ({ timeline }: Journal): boolean =>
    timeline.some((entry) => entry.event === event);
