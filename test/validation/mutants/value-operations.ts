import { type Mutant, type Operation, recased, swapped, withValue } from './mutant';
import type { Original, Place } from './places';

/** Places whose value is one of a few. */
const choices =
  /^(schemaVersion|parameters\/[^/]+\/type|.*\/(action|Runtime|Type|IteratorDataType|onFailure|onCancel|actionId|selectionMode|resourceType|source|scope|accountTargeting|emptyTargetResolutionMode|alarmStates|kind|probe)|.*regions\/\d+\/region|checks\/\d+\/regions|fault\/region|state\/region|actions\/.*\/service)$/;

const durations =
  /\/(Duration|duration|maxDuration|startInstancesAfterDuration|(pre|post)ExperimentDuration)$/;

/** Numbers that stand as strings. */
const numbersInStrings = /\/(invocationPercentage|percentage|startupDelayMilliseconds|lossPercent)$/;

const arns = /(Arn|Arns|dashboardIdentifier|Arns\/\d+|stopConditions\/\d+\/value)$/;

/**
 * A value that is one of a few is misspelt.
 * @yields {Mutant} a file with one such change
 */
export const misspeltChoices: Operation = function* (original) {
  for (const place of original.places) {
    const { path, value } = place;
    if (typeof value !== 'string' || !choices.test(path) || value.startsWith('step:')) continue;
    yield withValue(original, 'a choice is misspelt', place, /^[\d.]+$/.test(value) ? '2.0' : swapped(value));
    if (/[a-zA-Z]/.test(value))
      yield withValue(original, 'a choice has the wrong case', place, recased(value));
    yield withValue(original, 'a choice is misspelt', place, 'banana');
    yield withValue(original, 'a value is empty', place, '');
  }
};

/**
 * A unit or a bound of a duration or a number is broken.
 * @yields {Mutant} a file with one such change
 */
export const brokenBounds: Operation = function* (original) {
  for (const place of original.places) {
    if (place.path.includes('/InputPayload/')) continue;
    for (const value of beyondBounds(place)) {
      yield withValue(
        original,
        'a unit or a bound is broken',
        place,
        value,
        linesOfAll(original, /^(name|zone|host)$/, place),
      );
    }
  }
};

function* beyondBounds({ path, value }: Place): Iterable<unknown> {
  if (typeof value === 'string' && durations.test(path) && !value.includes('{')) {
    yield* ['10 minutes', 'P10', 'PT10', 'PT', '600', '-PT5M'];
    // Seven days are too much everywhere.
    yield* ['P8D', 'PT200H'];
    if (path.startsWith('actions/')) yield* ['PT30S', 'PT13H', 'PT0S'];
  }
  if (typeof value === 'string' && numbersInStrings.test(path)) yield* ['-1', 'half', '5%'];
  if (typeof value === 'string' && /ercent(age)?$/.test(path)) yield '101';
  if (typeof value === 'string' && path.endsWith('/selectionMode'))
    yield* ['COUNT(0)', 'PERCENT(101)', 'COUNT', 'PERCENT(0)', 'all'];
  if (typeof value === 'string' && arns.test(path) && !value.includes('${'))
    yield* ['hello', value.replace('arn:', 'am:'), ''];
  if (/\/(timeoutSeconds|maxAttempts)$/.test(path)) yield* [0, -1, '0', 'ten', 1.5];
  if (/\/(minItems|maxItems|minChars|maxChars)$/.test(path)) yield* [-1, 1.5];
  if (path.endsWith('logSchemaVersion')) yield* [0, -2];
  if (/^actions\/[^/]+\/description$/.test(path)) yield 'x'.repeat(600);
  if (
    /^(regions|windows|healthCheck|fault|functions)\/.*(Minute|workers|Minutes|Seconds|minutes|Threshold|Megabytes|Days)$/.test(
      path,
    )
  ) {
    yield* [0, -1, 1e9];
    if (!path.endsWith('latencySeconds')) yield 0.5;
  }
  if (path.endsWith('/tolerance')) yield* ['=< 1', '1', '<= -1', '~ 5', '< 1 %', ''];
  if (/^(regions\/\d+\/label|host|zone|name)$/.test(path)) yield* ['', 'With Blanks', '-a', 'x'.repeat(80)];
  if (/^mainSteps\/.*\/name$/.test(path)) yield* ['with blanks', '', 'a-b'];
}

/** For a place that matches, the lines of all others that may be reported instead. */
function linesOfAll({ places }: Original, path: RegExp, place: Place, others = /./): number[] {
  return path.test(place.path)
    ? places.filter((other) => others.test(other.path)).flatMap(({ lines }) => lines)
    : [];
}

/**
 * What is in `documentParameters` is broken, as a string and as JSON.
 * @yields {Mutant} a file with one such change
 */
export const brokenDocumentParameters: Operation = function* (original) {
  for (const place of original.places) {
    const { path, value } = place;
    if (typeof value !== 'string' || !path.endsWith('/documentParameters')) continue;
    for (const broken of brokenJson(value)) {
      yield withValue(original, 'documentParameters is broken', place, broken);
    }
    yield* brokenParameters(original, place, value);
  }
};

function* brokenJson(json: string): Iterable<string> {
  yield json.slice(0, -1);
  yield json.slice(1);
  yield json.replace('":"', '":');
  yield json.replace(',', ',,');
  yield `[${json}]`;
  yield 'FunctionName=hello';
  yield '';
  yield json.replaceAll('"', "'");
  yield json.replace('}', `,"Note":"${'never '.repeat(200)}"}`);
}

function* brokenParameters(original: Original, place: Place, json: string): Iterable<Mutant> {
  for (const [name, value] of Object.entries(JSON.parse(json) as Record<string, unknown>)) {
    const rest = Object.fromEntries(
      Object.entries(JSON.parse(json) as object).filter(([other]) => other !== name),
    );
    for (const [operation, broken] of [
      ['a parameter of a document is misspelt', { ...rest, [swapped(name)]: value }],
      ['a parameter of a document has the wrong type', { ...rest, [name]: 7 }],
      ['a parameter of a document has the wrong type', { ...rest, [name]: null }],
      ['a parameter of a document is empty', { ...rest, [name]: '' }],
    ] as const) {
      // Which parameters a command document of AWS has is not known here.
      if (operation.endsWith('misspelt') && json.includes('DurationSeconds')) continue;
      // What is no longer detached may be reported where it is attached.
      yield withValue(
        original,
        operation,
        place,
        JSON.stringify(broken),
        linesOfAll(original, /./, place, /^actions\/[^/]+$/),
      );
    }
  }
}
