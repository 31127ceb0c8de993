import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Whether nothing keeps an object alive. */
export async function isForgotten(reference: WeakRef<object>): Promise<boolean> {
  // A WeakRef keeps its target until the job that made it has ended.
  await new Promise(setImmediate);
  collectGarbage();
  return reference.deref() === undefined;
}
