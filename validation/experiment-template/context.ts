import type { ValuePath } from '../findings/finding';
import type { NeighbouringDocument, Surroundings } from '../kinds/file-kind';
import { type Parts, asList, asMap, asText, isMap, textsOf } from '../parts';
import { type StartedDocument, startedDocuments } from './started-documents';

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

/** What the rules of a FIS experiment template look at. Parts of the wrong type are left out. Strings may hold placeholders. */
export interface ExperimentContext {
  readonly template: Parts;
  readonly actions: readonly PlacedAction[];
  /** By name; each is a map. */
  readonly targets: ReadonlyMap<string, Parts>;
  /** The documents that the actions start. */
  readonly started: readonly StartedDocument[];
  readonly stopConditions: readonly { readonly path: ValuePath; readonly condition: Parts }[];
  /** The SSM Automation documents that are validated in the same run. */
  readonly documents: readonly NeighbouringDocument[];
}

/** FIS takes twenty actions. A file with more than this of them is refused, whatever else is wrong with it. */
const mostLookedAt = 200;

/** Reads the value of a template, well-formed or not. */
export function experimentContext(value: unknown, { documents }: Surroundings): ExperimentContext {
  const template = asMap(value);
  const actions = mapsIn(template.actions).map(([name, action]) => placedAction(name, action));
  return {
    template,
    actions,
    targets: new Map(mapsIn(template.targets)),
    started: startedDocuments(actions),
    stopConditions: asList(template.stopConditions).flatMap((condition, index) =>
      isMap(condition) ? { path: ['stopConditions', index], condition } : [],
    ),
    documents,
  };
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

function mapsIn(value: unknown): [string, Parts][] {
  return Object.entries(asMap(value))
    .slice(0, mostLookedAt)
    .filter((entry): entry is [string, Parts] => isMap(entry[1]));
}
