import type { Mutant, Operation } from './mutant';
import { type Original, originalOf } from './places';
import { brokenReferences, cycles, renamedDefinitions, repeatedNames } from './reference-operations';
import { brokenScripts } from './script-operations';
import { changedTypes, droppedKeys, misspeltKeys } from './shape-operations';
import { brokenBounds, brokenDocumentParameters, misspeltChoices } from './value-operations';

const operations: readonly Operation[] = [
  misspeltKeys,
  droppedKeys,
  changedTypes,
  misspeltChoices,
  brokenBounds,
  brokenDocumentParameters,
  brokenReferences,
  renamedDefinitions,
  repeatedNames,
  cycles,
  brokenScripts,
];

/** Every mutant of a file, in the same order each time, none twice and none that is the file itself. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const original: Original = originalOf(file, text);
  const all = operations.flatMap((operation) => [...operation(original)]);
  const once = new Map(all.filter((mutant) => mutant.text !== text).map((mutant) => [mutant.text, mutant]));
  return [...once.values()];
}

export type { Mutant } from './mutant';
