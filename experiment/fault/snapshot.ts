import { createHash } from 'node:crypto';
import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  ListVersionsByFunctionCommand,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import type { Clients } from '../aws/clients';
import { isReadable, variablesOf } from './variables-of';

/** What a function is like: all that the fault changes, and the code, which it does not change. */
export interface Snapshot {
  readonly functionName: string;
  /**
   * What the fingerprints are salted with, another in each game day: so they cannot be looked up, and do not tell whether two game days
   * found the same value. Absent in older journals, whose fingerprints have no salt.
   */
  readonly salt?: string;
  /**
   * By name, a fingerprint of each value and never the value, which may be a secret: a snapshot stands in the journal. A value that can
   * be guessed can still be guessed from it.
   */
  readonly variables: Readonly<Record<string, string>>;
  readonly layers: readonly string[];
  readonly alias: string;
  readonly aliasVersion: string;
  readonly aliasWeights: Readonly<Record<string, number>>;
  readonly versions: readonly string[];
  /** The SHA-256 of the code of `$LATEST` in Base64, as Lambda tells it; absent in older journals. */
  readonly codeSha256?: string;
  /** That of the version that the alias serves. */
  readonly aliasCodeSha256?: string;
}

/** The note that the document leaves in a function's environment while the fault is attached. */
export const FAULT_NOTE = 'CHAOS_EXTENSION__RESTORE';

/** 64 bits: that two values of one variable have the same fingerprint by chance need not be feared. */
const FINGERPRINT_DIGITS = 16;

/**
 * Reads what a function is like now.
 * @param salt for the fingerprints; snapshots can only be compared where it is the same
 * @throws UnreadableVariablesError where its variables cannot be read: a snapshot must not say that there are none
 */
export async function takeSnapshot(
  lambda: ReturnType<Clients['lambda']>,
  functionName: string,
  alias: string,
  salt: string | undefined,
): Promise<Snapshot> {
  const latest = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName }));
  const pointer = await lambda.send(new GetAliasCommand({ FunctionName: functionName, Name: alias }));
  const versions = await listVersions(lambda, functionName);
  return {
    functionName,
    ...(salt !== undefined && { salt }),
    variables: Object.fromEntries(
      Object.entries(variablesOf(latest)).map(([name, value]) => [name, fingerprint(value, salt)]),
    ),
    layers: (latest.Layers ?? []).map(({ Arn }) => Arn ?? ''),
    alias,
    aliasVersion: pointer.FunctionVersion ?? '',
    aliasWeights: pointer.RoutingConfig?.AdditionalVersionWeights ?? {},
    versions: versions.map(({ Version }) => Version ?? ''),
    codeSha256: latest.CodeSha256,
    aliasCodeSha256: versions.find(({ Version }) => Version === pointer.FunctionVersion)?.CodeSha256,
  };
}

/** What differs between two snapshots of one function, a sentence each; empty when nothing does. */
export function differencesBetween(before: Snapshot, after: Snapshot): string[] {
  const name = before.functionName;
  const keys = new Set([...Object.keys(before.variables), ...Object.keys(after.variables)]);
  const changed = [...keys].filter((key) => before.variables[key] !== after.variables[key]).sort();
  return [
    ...changed.map(
      (key) => `${name}: the variable ${key} ${change(before.variables[key], after.variables[key])}`,
    ),
    ...unequal(`${name}: the layers`, before.layers.join(', '), after.layers.join(', ')),
    ...unequal(`${name}: the version of alias ${before.alias}`, before.aliasVersion, after.aliasVersion),
    ...unequal(
      `${name}: the weights of alias ${before.alias}`,
      JSON.stringify(before.aliasWeights),
      JSON.stringify(after.aliasWeights),
    ),
    ...unequal(`${name}: the published versions`, before.versions.join(', '), after.versions.join(', ')),
    ...otherCode(`${name}: the code of $LATEST`, before.codeSha256, after.codeSha256),
    ...otherCode(
      `${name}: the code that alias ${before.alias} serves`,
      before.aliasCodeSha256,
      after.aliasCodeSha256,
    ),
  ];
}

const UNKNOWN_BEFORE = 'what it was like before is not known';
/** How UnreadableVariablesError says it. */
const UNREADABLE = /: the variables of version \S+ cannot be read/;

/** Whether a sentence stands for what could not be compared, and is no difference that anybody has seen. */
export function isUncompared(difference: string): boolean {
  return difference.endsWith(UNKNOWN_BEFORE) || UNREADABLE.test(difference);
}

/** What stands for the differences of a function that there is no snapshot of, so that nothing can be compared. */
export function unknownBefore(functionName: string): string {
  return `${functionName}: ${UNKNOWN_BEFORE}`;
}

/**
 * Whether somebody else has changed the function since: the fault changes no code, and an alias that serves a version that there was not
 * before serves what they published, or what detaching published in its place. One that serves another of the versions from before may
 * have been moved by anybody.
 */
export function isReleasedSince(before: Snapshot, after: Snapshot): boolean {
  const isMoved = before.aliasVersion !== after.aliasVersion;
  if (isMoved && before.versions.includes(after.aliasVersion)) return false;
  return isMoved || otherCode('', before.codeSha256, after.codeSha256).length > 0;
}

/**
 * Whether a version of a function carries the fault, by the note among its variables. Where these cannot be read, one without the
 * extension's layer carries none, and of one that has it nothing is known: null.
 * @param layerArn of the extension's layer, in whatever version
 */
export function carriesFault(configuration: FunctionConfiguration, layerArn: string): boolean | null {
  if (isReadable(configuration)) return FAULT_NOTE in variablesOf(configuration);
  const hasLayer = configuration.Layers?.some(({ Arn = '' }) => nameOfLayer(Arn) === nameOfLayer(layerArn));
  return hasLayer === true ? null : false;
}

/** `$LATEST` and every published version of a function. */
export async function listVersions(
  lambda: ReturnType<Clients['lambda']>,
  functionName: string,
): Promise<FunctionConfiguration[]> {
  const versions: FunctionConfiguration[] = [];
  let marker: string | undefined;
  do {
    const page = await lambda.send(
      new ListVersionsByFunctionCommand({ FunctionName: functionName, Marker: marker }),
    );
    versions.push(...(page.Versions ?? []));
    marker = page.NextMarker;
  } while (marker !== undefined);
  return versions;
}

/** The ARN of a layer from that of one of its versions, `arn:…:layer:name:7`. */
export function nameOfLayer(versionArn: string): string {
  return versionArn.replace(/:\d+$/, '');
}

/** Tells two values apart, and does not tell them. */
function fingerprint(value: string, salt = ''): string {
  return createHash('sha256')
    .update(salt + value)
    .digest('hex')
    .slice(0, FINGERPRINT_DIGITS);
}

function change(before: string | undefined, after: string | undefined): string {
  if (before === undefined) return 'was not there before';
  return after === undefined ? 'is gone' : 'has another value';
}

/** Nothing is known of the code in a snapshot of an older journal. */
function otherCode(what: string, before: string | undefined, after: string | undefined): string[] {
  return before === undefined || after === undefined ? [] : unequal(what, before, after);
}

function unequal(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`${what} changed from ${before || 'none'} to ${after || 'none'}`];
}
