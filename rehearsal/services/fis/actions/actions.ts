import type { FisAction } from './action';
import { startAutomationExecution } from './start-automation-execution';
import { wait } from './wait';

/** The actions that the World carries out, by id. Another is a file beside these and a name here; a template with any other is refused. */
export const ACTIONS: ReadonlyMap<string, FisAction> = new Map(
  [wait, startAutomationExecution].map((action) => [action.id, action]),
);
