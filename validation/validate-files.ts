import { extname } from 'node:path';
import { automationDocumentKind } from './automation-document/automation-document';
import { alone, type FileKind, findingsIn, type RunContext } from './kinds/file-kind';
import { fileKinds, isCommandDocument, looksKnown, mentionsKnown, recognize } from './kinds/file-kinds';
import { type Finding, InvalidFileError } from './findings/finding';
import { asMap } from './parts';
import { fileError, readText, shownPath } from './files/read-text';
import { fileRules } from './files/file-rules';
import { SourceFile, formatOf } from './files/source-file';

/** A file that is to be validated. */
export interface WantedFile {
  readonly path: string;
  /** Asked for by its own name. One that was only found in a folder may be of no known kind. */
  readonly named: boolean;
}

/** What came of a file. */
export interface ValidatedFile {
  /** Relative to the working directory. */
  readonly file: string;
  /** `FIS experiment template`; null where the file could not be read, or is of no known kind. */
  readonly kind: string | null;
  /** No errors; there may be warnings. */
  readonly ok: boolean;
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  /** Empty where the file could not be read as text. */
  readonly text: string;
}

/** What came of all files. */
export interface Validation {
  readonly files: readonly ValidatedFile[];
  /** How many files in folders are of no known kind. */
  readonly skipped: number;
}

/** Reads and checks files of any kind, each told by its content; together, because templates start documents. */
export function validateFiles(wanted: readonly WantedFile[]): Validation {
  const read = wanted.map((file) => readWanted(file)).filter((file) => file !== undefined);
  const run = runContextOf(read);
  return {
    files: read.map((file) => ('findings' in file ? file : validated(file, run))),
    skipped: wanted.length - read.length,
  };
}

/** A file of a known kind, not yet checked. */
interface ReadFile {
  readonly source: SourceFile;
  readonly kind: FileKind;
}

/** Undefined for a file that is passed over. */
function readWanted({ path, named }: WantedFile): ReadFile | ValidatedFile | undefined {
  const file = shownPath(path);
  let text = '';
  try {
    if (named) refuseByName(path);
    ({ text } = readText(path));
    if (!named && !mentionsKnown(text)) return undefined;
    const source = new SourceFile(file, text, formatOf(path));
    const recognition = recognize(source.value);
    if (recognition !== undefined && (named || recognition.sure)) return { source, kind: recognition.kind };
    if (!named) return undefined;
    throw fileError(file, fileRules.unknownKind, unknownKind(source.value));
  } catch (error) {
    if (!(error instanceof InvalidFileError)) throw error;
    if (!named && !isOurs(error, text, path)) return undefined;
    return { file, kind: null, ok: false, findings: error.findings, text };
  }
}

/** Whether a file in a folder that cannot be parsed would be of a known kind, and so deserves an error. */
function isOurs({ findings }: InvalidFileError, text: string, path: string): boolean {
  if (text !== '') return looksKnown(text, formatOf(path));
  const passedOver: readonly string[] = [fileRules.empty.code, fileRules.tooLarge.code];
  return !findings.some(({ code }) => passedOver.includes(code));
}

/** A README that the shell's * brought along would else be answered with errors of YAML. */
function refuseByName(path: string): void {
  const extension = extname(path);
  if (['.json', '.yaml', '.yml', ''].includes(extension)) return;
  const message = `is no YAML or JSON by its name; what is checked ends in .yaml, .yml or .json`;
  throw fileError(shownPath(path), fileRules.unknownKind, message);
}

function unknownKind(value: unknown): string {
  if (isCommandDocument(value)) {
    return 'is an SSM Command document, which runs on instances; only Automation documents, of schemaVersion "0.3", are known here';
  }
  const known = fileKinds.map(({ name, marks }) => `${name} (${marks.join(', ')})`);
  return `is none of what is known here; it has none of the keys that tell them: ${known.join('; ')}`;
}

function runContextOf(files: readonly (ReadFile | ValidatedFile)[]): RunContext {
  const documents = files.flatMap((file) =>
    'source' in file && file.kind === automationDocumentKind
      ? { file: file.source.file, content: asMap(file.source.value) }
      : [],
  );
  return { ...alone, documents };
}

function validated({ source, kind }: ReadFile, run: RunContext): ValidatedFile {
  const findings = findingsIn(source, kind, run);
  const ok = findings.every(({ severity }) => severity !== 'error');
  return { file: source.file, kind: kind.name, ok, findings, text: source.text };
}
