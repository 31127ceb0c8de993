import { EmbeddedJson } from '../files/embedded-json';
import type { NeighbouringDocument } from '../kinds/file-kind';
import type { ValuePath } from '../findings/finding';
import type { JsonSyntaxError } from '../files/json-syntax';
import { isMap } from '../parts';
import type { Problem } from '../findings/rule';
import { anyPlaceholder } from '../placeholders';
import type { PlacedAction } from './placed-action';

/** A document that an action starts, with its parameters: JSON inside a string, so that no schema sees it. */
export interface StartedDocument {
  readonly action: PlacedAction;
  readonly kind: 'automation' | 'command';
  /** Of the string. */
  readonly path: ValuePath;
  /** What the string is read as; undefined where it is far too long to be read. */
  readonly parsed: EmbeddedJson | JsonSyntaxError | undefined;
  /** What is in the string; undefined where that is no JSON object. */
  readonly given: EmbeddedJson | undefined;
}

/** A value of a parameter, or an item of its list; `at` says something about it. */
interface DocumentValue {
  readonly parameter: string;
  readonly item: unknown;
  /** As it stands in the string. */
  readonly written: string;
  readonly at: (message: string) => Problem;
}

const kinds: ReadonlyMap<string | undefined, StartedDocument['kind']> = new Map([
  ['aws:ssm:start-automation-execution', 'automation'],
  ['aws:ssm:send-command', 'command'],
]);

/** FIS takes 1,024 characters; what is longer than this is refused for its length alone. */
const longestRead = 65_536;

/** The documents that the actions start. */
export function startedDocuments(actions: readonly PlacedAction[]): StartedDocument[] {
  return actions.flatMap((action) => {
    const kind = kinds.get(action.actionId);
    if (kind === undefined) return [];
    const text = action.parameters.get('documentParameters');
    const parsed = (text?.length ?? 0) > longestRead ? undefined : EmbeddedJson.parse(text ?? '{}');
    const given = parsed instanceof EmbeddedJson && isMap(parsed.value) ? parsed : undefined;
    return [{ action, kind, path: [...action.path, 'parameters', 'documentParameters'], parsed, given }];
  });
}

/**
 * The values that the documents are given.
 * @yields {DocumentValue} each value, and of a list each item
 */
export function* documentValues(
  { started }: { readonly started: readonly StartedDocument[] },
  only?: StartedDocument['kind'],
): Iterable<DocumentValue> {
  for (const { kind, path, given } of started) {
    if (given === undefined || (only !== undefined && kind !== only)) continue;
    for (const [parameter, value] of Object.entries(given.value as object)) {
      const items: readonly unknown[] = Array.isArray(value) ? value : [value];
      for (const [index, item] of items.entries()) {
        const place = Array.isArray(value) ? [parameter, index] : [parameter];
        const offset = given.offsetOf(place);
        const written = given.textOf(place);
        yield { parameter, item, written, at: (message) => ({ path, offset, message }) };
      }
    }
  }
}

/**
 * The document among those of the same run: the one whose file is called as the ARN calls the document, or the only one where the
 * ARN is still to be filled in.
 */
export function documentOf(
  { documents }: { readonly documents: readonly NeighbouringDocument[] },
  { action, kind }: StartedDocument,
): NeighbouringDocument | undefined {
  const arn = action.parameters.get('documentArn');
  if (arn === undefined || kind !== 'automation') return undefined;
  const name = /:(?:document|automation-definition)\/(.+)$/.exec(arn)?.[1] ?? arn;
  if (anyPlaceholder(name) !== undefined) return documents.length === 1 ? documents[0] : undefined;
  const matching = documents.filter(
    ({ file }) => bare(/([^/\\]+)\.\w+$/.exec(file)?.[1] ?? file) === bare(name),
  );
  return matching.length === 1 ? matching[0] : undefined;
}

/** `Chaos-Extension:3` and `chaos_extension-automation` are one name. */
function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/:[^:]*$/, '')
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/(?:automation|document|runbook|ssm)+$/, '');
}
