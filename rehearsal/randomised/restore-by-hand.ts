import type { Deployment } from '../../experiment/deployment/deployment';
import { releaseRestored } from '../../experiment/lease/release-restored';
import { messageOf } from '../../experiment/message-of';
import { detachFault } from '../../experiment/restore/restore';
import { Timeline } from '../../experiment/journal/timeline';
import { worldClients } from '../clients';
import type { World } from '../world';
import type { Observer } from './observer';

/**
 * Restores a region by hand, as `npm run restore` does, and releases the API's lease where nothing is left of its holder.
 * @returns what must never be, a sentence each
 */
export async function restoreByHand(
  world: World,
  deployment: Deployment,
  observer: Observer,
): Promise<string[]> {
  const { clock } = world;
  const timeline = new Timeline(clock, () => undefined);
  const props = { clients: worldClients(world), clock, deployment, timeline };
  observer.noteExpiries();
  observer.gameDayIsOver = true;
  let failure: string | null = null;
  try {
    await detachFault(props, observer.region);
  } catch (error) {
    failure = messageOf(error);
  }
  const kept = observer.kept();
  const found = deviationsOf(observer, 'after the restore');
  if (failure === null) await releaseRestored(props, observer.region);
  return [
    ...(failure !== null && kept.length === 0 ? [`the restore failed: ${failure}`] : []),
    ...(failure === null && kept.length > 0
      ? [`the restore succeeded, and the fault is left: ${kept.join('; ')}`]
      : []),
    ...found,
  ];
}

/** In what the functions are not as they were, but for what somebody released; a sentence each. */
export function deviationsOf(observer: Observer, when: string): string[] {
  return observer.deviations().map((deviation) => `${when} the functions are not as they were: ${deviation}`);
}
