import { automationDocumentKind } from './automation-document';
import { experimentTemplateKind } from './experiment-template';
import { type FileKind, checkFile } from './file-kind';
import { InvalidFileError } from './finding';
import { hypothesisKind } from './hypothesis';
import { labConfigKind } from './lab-config';
import { SourceFile } from './source-file';

const kinds = [labConfigKind, automationDocumentKind, experimentTemplateKind, hypothesisKind];

/**
 * Reads and checks a hand-authored file of any kind, told by its content: of all kinds the one with most of its marks in the file.
 * @returns the name of its kind: `FIS experiment template`
 * @throws {InvalidFileError} with everything that is wrong with the file, or when it is of no kind
 */
export function validateFile(path: string): string {
  const source = SourceFile.read(path);
  const kind = kindOf(source.value);
  if (kind === undefined) {
    const known = kinds.map(({ name }) => name).join(', ');
    throw new InvalidFileError([source.finding([], `is no file of this lab; known here: ${known}`)]);
  }
  checkFile<never>(source, kind);
  return kind.name;
}

function kindOf(value: unknown): FileKind<never> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  let best: FileKind<never> | undefined;
  let most = 0;
  for (const kind of kinds) {
    const found = kind.marks.filter((name) => Object.hasOwn(value, name)).length;
    if (found > most) [best, most] = [kind, found];
  }
  return best;
}
