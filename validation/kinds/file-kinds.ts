import { automationDocumentKind } from '../automation-document/automation-document';
import { experimentTemplateKind } from '../experiment-template/experiment-template';
import type { FileKind } from './file-kind';
import { hypothesisKind } from '../hypothesis/hypothesis-file';
import { labConfigKind } from '../lab-config/lab-config';
import { asList, asMap, asText, isMap } from '../parts';
import automationSchema from '../../schemas/automation-document.schema.json';

/** Every kind of file that can be checked. */
export const fileKinds: readonly FileKind[] = [
  labConfigKind,
  automationDocumentKind,
  experimentTemplateKind,
  hypothesisKind,
];

/** How sure the kind of a file is: told beyond doubt, or guessed from a single key that other files may have, too. */
export interface Recognition {
  readonly kind: FileKind;
  readonly sure: boolean;
}

/**
 * The kind of a file by its content: the one whose schema it names, or the one with most of its marks in it. Undefined for a file of
 * no kind.
 */
export function recognize(value: unknown): Recognition | undefined {
  if (!isMap(value) || isCommandDocument(value)) return undefined;
  const named = fileKinds.find((kind) => asText(value.$schema)?.endsWith(fileNameOf(kind)));
  if (named !== undefined) return { kind: named, sure: true };
  let best: Recognition | undefined;
  let most = 0;
  for (const kind of fileKinds) {
    const found = kind.marks.filter((name) => Object.hasOwn(value, name));
    if (found.length <= most) continue;
    most = found.length;
    best = { kind, sure: isSure(kind, found) };
  }
  return best;
}

function isSure({ marks, sureMarks }: FileKind, found: readonly string[]): boolean {
  return 2 * found.length > marks.length || found.some((name) => sureMarks.includes(name));
}

/** Whether a text can be of a known kind at all: what says no need not be parsed, and a folder may hold thousands of others. */
export function mentionsKnown(text: string): boolean {
  return fileKinds.some(
    (kind) =>
      text.includes(fileNameOf(kind)) ||
      isSure(
        kind,
        kind.marks.filter((name) => text.includes(name)),
      ),
  );
}

/** The last part of a schema's `$id`, by which files name it in `$schema`. */
function fileNameOf({ schema }: FileKind): string {
  return schema.$id.slice(schema.$id.lastIndexOf('/') + 1);
}

/**
 * Whether a text that cannot be parsed is nevertheless of a known kind: enough of its marks stand in it as keys. In YAML, keys at
 * the top begin their line.
 */
export function looksKnown(text: string, format: 'JSON' | 'YAML'): boolean {
  const before = format === 'JSON' ? '"' : '^["\']?';
  return fileKinds.some((kind) => {
    const found = kind.marks.filter((name) => new RegExp(`${before}${name}["']?\\s*:`, 'm').test(text));
    return isSure(kind, found);
  });
}

/**
 * Whether the value is an SSM Command document, the sort that `aws:runCommand` runs on instances: of schema version 1 or 2, and
 * without any action of Automation. An Automation document of the wrong version is none.
 */
export function isCommandDocument(value: unknown): boolean {
  const { schemaVersion, mainSteps, runtimeConfig } = asMap(value);
  if (!/^[12]\./.test(asText(schemaVersion) ?? '')) return false;
  if (runtimeConfig !== undefined) return true;
  const automationActions: readonly unknown[] = automationSchema.definitions.step.properties.action.enum;
  const steps = asList(mainSteps).map(asMap);
  return steps.length > 0 && !steps.some(({ action }) => automationActions.includes(action));
}
