import type * as AjvModule from 'ajv';
import { createAjv } from './ajv';
import { compiledBefore } from './compiled-before';

/** What is checked, and how. */
export interface Checked {
  /** It is told by its `$id`: of two schemas that have one in common, only one may be checked in a way. */
  readonly schema: { readonly $id: string };
  /** Leads to the part of the schema that is meant, `#/definitions/deployment`; without it, all is. */
  readonly part?: string;
  /** Whether defaults are filled into what is checked. */
  readonly fillsIn?: boolean;
}

const known = new Map<string, AjvModule.ValidateFunction>();
const compilers = new Map<boolean, AjvModule.Ajv>();

/** The validator of a schema, which is compiled at first use: most starts of the program need few of them. */
export function validatorOf(checked: Checked): AjvModule.ValidateFunction {
  const name = validatorName(checked);
  const found = known.get(name) ?? compiledBefore(name) ?? compiledNow(checked);
  known.set(name, found);
  return found;
}

/** Tells a validator. */
export function validatorName({ schema, part = '', fillsIn = false }: Checked): string {
  return `${schema.$id}${part}${fillsIn ? ' with defaults' : ''}`;
}

function compiledNow({ schema, part = '', fillsIn = false }: Checked): AjvModule.ValidateFunction {
  const compiler = compilers.get(fillsIn) ?? createAjv({ useDefaults: fillsIn });
  compilers.set(fillsIn, compiler);
  return compileWith(compiler, schema, part);
}

/**
 * The validator that this Ajv makes.
 * @throws RangeError where the schema has no such part
 */
export function compileWith(
  compiler: AjvModule.Ajv,
  schema: Checked['schema'],
  part: string,
): AjvModule.ValidateFunction {
  if (!(schema.$id in compiler.schemas) && !(schema.$id in compiler.refs)) compiler.addSchema(schema);
  const validate = compiler.getSchema(`${schema.$id}${part}`);
  if (validate === undefined) throw new RangeError(`the schema has no ${part}`);
  return validate;
}
