import type * as AjvModule from 'ajv';
import type * as AjvFormats from 'ajv-formats';
import { type Finding, InvalidFileError } from './finding';
import { schemaFindings } from './schema-findings';
import { SourceFile } from './source-file';

/** One kind of hand-authored file: its schema, and what a schema cannot say. */
export interface FileKind<T> {
  /** As shown to the user: `lab configuration`. */
  readonly name: string;
  readonly schema: { readonly $id: string };
  /** Properties at the top that no other kind has: what a file is told by. */
  readonly marks: readonly string[];
  /** Called with a value that satisfies the schema, defaults applied. */
  readonly crossChecks: (value: T, source: SourceFile) => readonly Finding[];
}

/**
 * The typed value of a file: schema first, then, where that finds nothing, the cross-checks.
 * @throws {InvalidFileError} with everything that was found
 */
export function checkFile<T>(source: SourceFile, kind: FileKind<T>): T {
  const value: unknown = structuredClone(source.value);
  const validate = validatorOf(kind);
  if (!validate(value)) throw new InvalidFileError(schemaFindings(source, validate.errors ?? []));
  const findings = kind.crossChecks(value as T, source);
  if (findings.length > 0) throw new InvalidFileError(findings);
  return withoutSchemaName(value as T);
}

/**
 * Reads and checks a file.
 * @throws {InvalidFileError} when it cannot be read or with everything that is wrong with it
 */
export function loadFile<T>(path: string, kind: FileKind<T>): T {
  return checkFile(SourceFile.read(path), kind);
}

let ajv: AjvModule.Ajv | undefined;

/** Ajv is required and each schema compiled at first use: most starts of the program need one schema of the four. */
function validatorOf(kind: FileKind<never>): AjvModule.ValidateFunction {
  ajv ??= createAjv();
  return ajv.getSchema(kind.schema.$id) ?? ajv.compile(kind.schema);
}

function createAjv(): AjvModule.Ajv {
  /* eslint-disable @typescript-eslint/no-require-imports -- lazily, see validatorOf */
  const { Ajv } = require('ajv') as typeof AjvModule;
  const { default: addFormats } = require('ajv-formats') as typeof AjvFormats;
  /* eslint-enable @typescript-eslint/no-require-imports */
  const created = new Ajv({ allErrors: true, useDefaults: true, verbose: true, allowUnionTypes: true });
  created.addVocabulary(['patternErrorMessage']);
  addFormats(created, ['hostname']);
  return created;
}

/** `$schema` serves editors; the program has no use for it. */
function withoutSchemaName<T>(value: T): T {
  const copy = { ...(value as Record<string, unknown>) };
  delete copy.$schema;
  return copy as T;
}
