import type { ValuePath } from '../findings/finding';
import { type Parts, asList, asMap, asText } from '../parts';
import type { Report } from '../findings/rule';
import { type SchemaRules, schemaReports } from './schema-reports';
import { validatorOf } from './validators';

/** A JSON Schema, told by its `$id`. */
interface Schema {
  readonly $id: string;
  readonly definitions: Readonly<Record<string, unknown>>;
}

/** What a condition `if: { properties: { <property>: { const: <value> } } }` of a schema leads to. */
export interface Branch {
  readonly value: string;
  /** The schema under `then`. */
  readonly then: Parts;
  /** Where it stands: `#/definitions/action/allOf/3/then`. */
  readonly pointer: string;
}

/** The branches of a definition whose conditions, in `allOf`, ask for a value of one property. */
export function branchesOf({ definitions }: Schema, definition: string, property: string): Branch[] {
  return asList(asMap(definitions[definition]).allOf).flatMap((condition, index): Branch[] => {
    const branch = asMap(condition);
    const value = asText(asMap(asMap(asMap(branch.if).properties)[property]).const);
    const pointer = `#/definitions/${definition}/allOf/${index}/then`;
    return value === undefined ? [] : [{ value, then: asMap(branch.then), pointer }];
  });
}

/** The schema without the conditions of some definitions. Compiling all of them takes longer than checking a hundred files. */
export function withoutBranches<S extends Schema>(schema: S, names: readonly string[]): S {
  const definitions = Object.entries(schema.definitions).map(([name, definition]) => {
    if (!names.includes(name)) return [name, definition] as const;
    const rest = { ...asMap(definition) };
    delete rest.allOf;
    return [name, rest] as const;
  });
  return { ...schema, definitions: Object.fromEntries(definitions) };
}

/** What a branch finds in a part of a file that stands at the path. */
export function branchReportsOf(
  schema: Schema,
  { pointer }: Branch,
  part: Parts,
  path: ValuePath,
  rules: SchemaRules,
): Report[] {
  const validate = validatorOf({ schema, part: pointer });
  // It is made of the schema alone, which asks for nothing asynchronous.
  void validate(part);
  return schemaReports(part, validate.errors ?? [], rules).map((report) => ({
    ...report,
    path: [...path, ...report.path],
  }));
}
