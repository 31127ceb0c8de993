import type { ValuePath } from '../findings/finding';
import { type Parts, asList, asMap, asText, isMap, textsOf } from '../parts';

/** An action of the experiment with its place. */
export interface PlacedAction {
  readonly path: ValuePath;
  readonly name: string;
  readonly actionId: string | undefined;
  /** Those whose values are strings. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Names of targets, by the action's name for them. */
  readonly targets: ReadonlyMap<string, string>;
  /** In the order of the text; what is no string is left out. */
  readonly startAfter: readonly { readonly path: ValuePath; readonly name: string }[];
  /** The whole action. */
  readonly action: Parts;
}

/** FIS takes twenty actions. A file with more than this of them is refused, whatever else is wrong with it. */
const mostLookedAt = 200;

/** The actions of a template, in the order of the text; what is no map is left out. */
export function placedActions(actions: unknown): PlacedAction[] {
  return mapsIn(actions).map(([name, action]) => placedAction(name, action));
}

function placedAction(name: string, action: Parts): PlacedAction {
  const path = ['actions', name];
  return {
    path,
    name,
    actionId: asText(action.actionId),
    parameters: textsOf(action.parameters),
    targets: textsOf(action.targets),
    startAfter: asList(action.startAfter)
      .slice(0, mostLookedAt)
      .flatMap((before, index) =>
        typeof before === 'string' ? { path: [...path, 'startAfter', index], name: before } : [],
      ),
    action,
  };
}

/** The entries of a map that are maps themselves. */
export function mapsIn(value: unknown): [string, Parts][] {
  return Object.entries(asMap(value))
    .slice(0, mostLookedAt)
    .filter((entry): entry is [string, Parts] => isMap(entry[1]));
}
