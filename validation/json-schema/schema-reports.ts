import type { ErrorObject, ValidateFunction } from 'ajv';
import { type ValuePath, formatPath } from '../findings/finding';
import { shown } from '../printable';
import type { Problem, Report, Rule } from '../findings/rule';
import type { Shape } from './shape';
import { choiceAdvice } from '../suggestion';

/** The parts of a JSON Schema that the messages use; `patternErrorMessage` is what editors show, too. */
interface SchemaPart {
  readonly description?: string;
  readonly patternErrorMessage?: string;
  /** The code of a rule that says more than that of the keyword. */
  readonly rule?: string;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
}

/** The rules that findings of a schema belong to. */
export interface SchemaRules {
  readonly shape: Shape;
  /** Those that a part of the schema may name. */
  readonly rules: readonly Rule[];
}

/** What a schema refuses at one place. */
export interface SchemaProblem extends Problem {
  /** The keyword of the schema that refused it. */
  readonly keyword: string;
  /** The code of a rule that the schema names there; absent where it names none. */
  readonly ruleCode?: string;
}

/**
 * Turns Ajv's errors (of `verbose: true`) into reports, at most one a place. The value is the one that was validated.
 * @throws {RangeError} when the schema names a rule that the kind of file does not have
 */
export function schemaReports(
  value: unknown,
  errors: readonly ErrorObject[],
  schemaRules: SchemaRules,
): Report[] {
  return schemaProblems(value, errors).map(({ keyword, ruleCode, ...problem }) => ({
    ...problem,
    rule: ruleNamed(ruleCode, schemaRules) ?? ruleOf(keyword, schemaRules.shape),
  }));
}

/** What a schema refuses of a value, at most once a place; empty where nothing is. */
export function problemsOf(validate: ValidateFunction, value: unknown): Problem[] {
  validate(value);
  return schemaProblems(value, validate.errors ?? []).map(({ path, message }) => ({ path, message }));
}

/** Turns Ajv's errors (of `verbose: true`) into words, at most one a place. The value is the one that was validated. */
function schemaProblems(value: unknown, errors: readonly ErrorObject[]): SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  for (const error of errors) {
    const problem = problemOf(value, error);
    const place = problem === undefined ? '' : formatPath(problem.path);
    if (problem !== undefined && !problems.has(place)) problems.set(place, problem);
  }
  return [...problems.values()];
}

function problemOf(value: unknown, error: ErrorObject): SchemaProblem | undefined {
  const path = pathOf(value, error.instancePath);
  const params = error.params as Readonly<Record<string, unknown>>;
  const schema = (error.parentSchema ?? {}) as SchemaPart;
  const { keyword } = error;
  switch (keyword) {
    // What the branch of a condition demands is reported by itself.
    case 'if':
    case 'propertyNames':
      return undefined;
    case 'additionalProperties': {
      const name = String(params.additionalProperty);
      const message = `unknown property; ${choiceAdvice(name, Object.keys(schema.properties ?? {}))}`;
      return { keyword, path: [...path, name], on: 'key', message };
    }
    case 'required': {
      const name = String(params.missingProperty);
      const description = schema.properties?.[name]?.description;
      const message = `is missing${description === undefined ? '' : `; ${lowerFirst(description)}`}`;
      return { keyword, path: [...path, name], message };
    }
    default: {
      const { propertyName } = error;
      const message = messageOf(keyword, params, propertyName ?? error.data, schema);
      const named = schema.rule === undefined ? { keyword } : { keyword, ruleCode: schema.rule };
      return propertyName === undefined
        ? { ...named, path, message }
        : { ...named, path: [...path, propertyName], on: 'key', message };
    }
  }
}

function ruleNamed(code: string | undefined, { rules }: SchemaRules): Rule | undefined {
  if (code === undefined) return undefined;
  const rule = rules.find((candidate) => candidate.code === code);
  if (rule === undefined) throw new RangeError(`a schema names the rule ${code}, which does not exist`);
  return rule;
}

function ruleOf(keyword: string, shape: Shape): Rule {
  switch (keyword) {
    case 'additionalProperties':
      return shape.unknownKey;
    case 'required':
      return shape.missingKey;
    case 'type':
      return shape.wrongType;
    case 'enum':
    case 'const':
      return shape.notAChoice;
    case 'pattern':
    case 'format':
      return shape.wrongForm;
    default:
      return shape.outOfBounds;
  }
}

function messageOf(
  keyword: string,
  params: Readonly<Record<string, unknown>>,
  value: unknown,
  schema: SchemaPart,
): string {
  const found = shown(value);
  const limit = String(params.limit);
  switch (keyword) {
    case 'type':
      return typeMessage(value, String(params.type));
    case 'enum':
      return enumMessage(value, params.allowedValues as readonly unknown[]);
    case 'const':
      return `${found} is not allowed; use ${JSON.stringify(params.allowedValue)}`;
    case 'pattern':
    case 'format':
      return `${found} ${schema.patternErrorMessage ?? 'has the wrong form'}`;
    case 'minimum':
      return `${found} is too small; use at least ${limit}`;
    case 'exclusiveMinimum':
      return `${found} is too small; use more than ${limit}`;
    case 'maximum':
      return `${found} is too large; use at most ${limit}`;
    case 'minLength':
      return value === '' ? 'is empty' : `${found} is too short; use at least ${limit} characters`;
    case 'maxLength':
      return `has ${(value as string).length} characters; use at most ${limit}`;
    case 'minItems':
      return `has ${count(value, 'entry', 'entries')}; at least ${limit === '1' ? 'one is' : `${limit} are`} needed`;
    case 'maxItems':
      return `has ${count(value, 'entry', 'entries')}; at most ${limit} are allowed`;
    case 'minProperties':
      return `has ${count(value, 'property', 'properties')}; at least ${limit === '1' ? 'one is' : `${limit} are`} needed`;
    case 'maxProperties':
      return `has ${count(value, 'property', 'properties')}; at most ${limit} are allowed`;
    default:
      return `${found} is not allowed here`;
  }
}

function typeMessage(value: unknown, type: string): string {
  const wanted = type.split(',').map(withArticle).join(' or ');
  // YAML reads 0.3, true and 2020 as numbers and booleans: the usual reason for a string that is none.
  const quote = type === 'string' && (typeof value === 'number' || typeof value === 'boolean');
  const found = value === null ? '' : `${shown(value)} `;
  return `${found}is ${withArticle(typeOf(value))}; use ${wanted}${quote ? `: "${value}"` : ''}`;
}

function enumMessage(value: unknown, allowed: readonly unknown[]): string {
  const quoted = allowed.every((choice) => typeof choice === 'string');
  const advice = quoted
    ? choiceAdvice(value, allowed)
    : `use one of ${allowed.map((choice) => JSON.stringify(choice)).join(', ')}`;
  return `${shown(value)} is not allowed; ${advice}`;
}

/** Ajv names array places by text; the value tells which parts of a pointer are indexes. */
function pathOf(value: unknown, pointer: string): ValuePath {
  const path: (string | number)[] = [];
  let here = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(here) ? Number(name) : name);
    here = (here as Readonly<Record<string, unknown>> | undefined)?.[name];
  }
  return path;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function withArticle(type: string): string {
  if (type === 'null') return type;
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function count(value: unknown, one: string, many: string): string {
  const size = Object.keys(value as object).length;
  return size === 0 ? `no ${many}` : `${size} ${size === 1 ? one : many}`;
}

function lowerFirst(sentence: string): string {
  const [first = ''] = sentence.split('. ');
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/\.$/, '');
}
