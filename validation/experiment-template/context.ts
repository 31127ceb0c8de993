import type { ValuePath } from '../findings/finding';
import type { CheckRule } from '../findings/rule';
import type { NeighbouringDocument, RunContext } from '../kinds/file-kind';
import { type Parts, asList, asMap, isMap } from '../parts';
import { type PlacedAction, mapsIn, placedActions } from './placed-action';
import { type StartedDocument, startedDocuments } from './started-documents';

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

/** A rule about FIS experiment templates. */
export type ExperimentRule = CheckRule<ExperimentContext>;

/** Reads the value of a template, well-formed or not. */
export function experimentContext(value: unknown, { documents }: RunContext): ExperimentContext {
  const template = asMap(value);
  const actions = placedActions(template.actions);
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
