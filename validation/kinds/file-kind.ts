import { validatorOf } from '../json-schema/validators';
import { type Finding, InvalidFileError, type ValuePath } from '../findings/finding';
import { firstFindings } from '../findings/first-findings';
import type { Parts } from '../parts';
import type { CheckRule, Report, Rule } from '../findings/rule';
import type { Shape } from '../json-schema/shape';
import { schemaReports } from '../json-schema/schema-reports';
import { SourceFile } from '../files/source-file';

/** One kind of hand-authored file: its schema, and what a schema cannot say. */
export interface FileKind {
  /** As shown to the user: `lab configuration`. */
  readonly name: string;
  readonly schema: { readonly $id: string };
  /** Keys at the top that files are told by: the kind that has most of them in a file is the file's. */
  readonly marks: readonly string[];
  /** Those of them that no other sort of file has, so that one is enough. */
  readonly sureMarks: readonly string[];
  /** The rules of what the schema finds. */
  readonly shape: Shape;
  /** All other rules of the kind, in the order of their codes. */
  readonly rules: readonly Rule[];
  /** Finds what the schema cannot say, in any value, one that the schema refuses too. */
  readonly check: (value: unknown, run: RunContext, source: SourceFile) => Iterable<Report>;
}

/** What else is known while a file is checked. */
export interface RunContext {
  /** The SSM Automation documents that are validated together with the file. */
  readonly documents: readonly NeighbouringDocument[];
}

/** An SSM Automation document beside the file that is checked; its content may be malformed. */
export interface NeighbouringDocument {
  readonly file: string;
  readonly content: Parts;
}

/** Nothing else is known. */
export const alone: RunContext = { documents: [] };

/** The check of a kind of file: its rules, one after the other, on a context that is made once a file. */
export function checkWith<Context>(
  contextOf: (value: unknown, run: RunContext, source: SourceFile) => Context,
  rules: readonly CheckRule<Context>[],
): FileKind['check'] {
  return function* (value, run, source) {
    const context = contextOf(value, run, source);
    for (const rule of rules) {
      for (const problem of rule.check(context)) yield { rule, ...problem };
    }
  };
}

/**
 * Everything that is wrong with a file, in the order of its text. Where the schema has refused a part, what the other rules say
 * about the same part or what is in it follows from that and is left out.
 */
export function findingsIn(source: SourceFile, kind: FileKind, run = alone): Finding[] {
  return inspect(source, kind, run).findings;
}

/**
 * The value of a file, defaults applied, without `$schema`; the schema vouches for its type. Warnings do not count.
 * @throws {InvalidFileError} with every error that was found
 */
export function checkFile(source: SourceFile, kind: FileKind): unknown {
  const { value, findings } = inspect(source, kind, alone);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidFileError(errors);
  // It serves editors; the program has no use for it.
  const rest = { ...(value as Record<string, unknown>) };
  delete rest.$schema;
  return rest;
}

/**
 * Reads and checks a file; see `checkFile`.
 * @throws {InvalidFileError} when it cannot be read or with every error that was found
 */
export function loadFile(path: string, kind: FileKind): unknown {
  return checkFile(SourceFile.read(path), kind);
}

/** So many are looked for by the schema and by the rules: a hostile file has tens of thousands, each with a message to be made. */
const mostReports = 1000;

function inspect(
  source: SourceFile,
  kind: FileKind,
  run: RunContext,
): { readonly value: unknown; readonly findings: Finding[] } {
  // The defaults are filled in.
  const value: unknown = structuredClone(source.value);
  const validate = validatorOf({ schema: kind.schema, fillsIn: true });
  validate(value);
  const refused = schemaReports(source.value, (validate.errors ?? []).slice(0, mostReports), kind);
  const others: Report[] = [];
  for (const report of kind.check(source.value, run, source)) {
    if (refused.some((refusal) => speaksFor(refusal, report.path, kind))) continue;
    others.push(report);
    if (others.length === mostReports) break;
  }
  return {
    value,
    findings: firstFindings(sortedOnce([...refused, ...others].map((report) => source.finding(report)))),
  };
}

/** A part of the wrong type says nothing about what is in it; one that breaks a limit does. */
function speaksFor(refusal: Report, path: ValuePath, { shape }: FileKind): boolean {
  const covers = refusal.path.every((part, index) => path[index] === part);
  return covers && (refusal.rule === shape.wrongType || path.length === refusal.path.length);
}

function sortedOnce(findings: readonly Finding[]): Finding[] {
  const once = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...once.values()].sort(
    (a, b) => a.line - b.line || a.column - b.column || a.code.localeCompare(b.code),
  );
}
