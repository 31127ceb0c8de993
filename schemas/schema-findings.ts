import type { ErrorObject } from 'ajv';
import type { Finding, ValuePath } from './finding';
import type { SourceFile } from './source-file';
import { choiceAdvice } from './suggestion';

/** The parts of a JSON Schema that the messages use; `patternErrorMessage` is what editors show, too. */
interface SchemaPart {
  readonly description?: string;
  readonly patternErrorMessage?: string;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
}

/** Turns Ajv's errors (of `verbose: true`) into findings, at most one a place. */
export function schemaFindings(source: SourceFile, errors: readonly ErrorObject[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const error of errors) {
    const finding = findingOf(source, error);
    if (finding !== undefined && !findings.has(finding.path)) findings.set(finding.path, finding);
  }
  return [...findings.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}

function findingOf(source: SourceFile, error: ErrorObject): Finding | undefined {
  const path = pathOf(source.value, error.instancePath);
  const params = error.params as Readonly<Record<string, unknown>>;
  const schema = (error.parentSchema ?? {}) as SchemaPart;
  switch (error.keyword) {
    // What the branch of a condition demands is reported by itself.
    case 'if':
    case 'propertyNames':
      return undefined;
    case 'additionalProperties': {
      const name = String(params.additionalProperty);
      const known = Object.keys(schema.properties ?? {});
      return source.keyFinding([...path, name], `unknown property; ${choiceAdvice(name, known)}`);
    }
    case 'required': {
      const name = String(params.missingProperty);
      const description = schema.properties?.[name]?.description;
      return source.finding(
        [...path, name],
        `is missing${description === undefined ? '' : `; ${lowerFirst(description)}`}`,
      );
    }
    default: {
      const value = error.propertyName ?? error.data;
      const message = messageOf(error.keyword, params, value, schema);
      return error.propertyName === undefined
        ? source.finding(path, message)
        : source.keyFinding([...path, error.propertyName], message);
    }
  }
}

function messageOf(
  keyword: string,
  params: Readonly<Record<string, unknown>>,
  value: unknown,
  schema: SchemaPart,
): string {
  const shown = abbreviate(value);
  const limit = String(params.limit);
  switch (keyword) {
    case 'type':
      return typeMessage(value, String(params.type));
    case 'enum':
      return enumMessage(value, params.allowedValues as readonly unknown[]);
    case 'const':
      return `${shown} is not allowed; use ${JSON.stringify(params.allowedValue)}`;
    case 'pattern':
    case 'format':
      return `${shown} ${schema.patternErrorMessage ?? 'has the wrong form'}`;
    case 'minimum':
      return `${shown} is too small; use at least ${limit}`;
    case 'exclusiveMinimum':
      return `${shown} is too small; use more than ${limit}`;
    case 'maximum':
      return `${shown} is too large; use at most ${limit}`;
    case 'minLength':
      return value === '' ? 'is empty' : `${shown} is too short; use at least ${limit} characters`;
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
      return `${shown} is not allowed here`;
  }
}

function typeMessage(value: unknown, type: string): string {
  const wanted = type.split(',').map(withArticle).join(' or ');
  // YAML reads 0.3, true and 2020 as numbers and booleans: the usual reason for a string that is none.
  const quote = type === 'string' && (typeof value === 'number' || typeof value === 'boolean');
  const shown = value === null ? '' : `${abbreviate(value)} `;
  return `${shown}is ${withArticle(typeOf(value))}; use ${wanted}${quote ? `: "${value}"` : ''}`;
}

function enumMessage(value: unknown, allowed: readonly unknown[]): string {
  const quoted = allowed.every((choice) => typeof choice === 'string');
  const advice = quoted
    ? choiceAdvice(value, allowed)
    : `use one of ${allowed.map((choice) => JSON.stringify(choice)).join(', ')}`;
  return `${abbreviate(value)} is not allowed; ${advice}`;
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

function abbreviate(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function lowerFirst(sentence: string): string {
  const [first = ''] = sentence.split('. ');
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/\.$/, '');
}
