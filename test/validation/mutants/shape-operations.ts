import { type Mutant, type Operation, changed, recased, swapped, withValue } from './mutant';
import type { Original, Place } from './places';

/**
 * Where the authors of a file choose the keys themselves or hand them on to others: names, tags, what an API takes, what a script is
 * given. Only what names something else can be wrong there, and has operations of its own.
 */
const freeMaps =
  /^(parameters|variables|files|targets|actions|tags|targets\/[^/]+\/(resourceTags|parameters)|.*\/InputPayload.*|.*\/(Attributes|Tags))$/;

/** What the API of a service takes beside `Service` and `Api` is not known here. */
const apiParameter = /\/inputs\/(QueueUrl|AttributeNames|Attributes|Tags|DBClusterIdentifier)(\/|$)/;

/** Keys that a file needs. */
const neededKeys = [
  /^(schemaVersion|mainSteps)$/,
  /^parameters\/[^/]+\/type$/,
  /\/(name|action|inputs)$/,
  /\/outputs\/\d+\/(Name|Selector)$/,
  /\/inputs\/(Runtime|Handler|Script|Service|Api|PropertySelector|DesiredValues|Choices|Steps|Iterators|IteratorDataType|Name|Value|Approvers)$/,
  /\/inputs\/Duration$/,
  /\/(NextStep|Variable|StringEquals|NumericGreater)$/,
  /^(description|actions|stopConditions|roleArn)$/,
  /^targets\/[^/]+\/(resourceType|selectionMode)$/,
  /\/filters\/\d+\/(path|values)$/,
  /^actions\/[^/]+\/(actionId|targets)$/,
  /^actions\/[^/]+\/parameters\/(documentArn|maxDuration|duration|scope|service|percentage|operations|alarmArns|alarmStates)$/,
  /^stopConditions\/\d+\/(source|value)$/,
  /\/(logSchemaVersion|logGroupArn|bucketName)$/,
  /^(title|given|windows|checks|name|zone|host|regions|fault)$/,
  /^windows\/\w+$/,
  /^checks\/\d+\/(kind|probe|regions|tolerance)$/,
  /^regions\/\d+\/(region|label|customers)$/,
  /\/requestsPerMinute$/,
  /^fault\/\w+$/,
  /^state\/\w+$/,
];

/** Places where a value of any type may stand. */
const untyped =
  /^(\$schema|variables\/.*|.*\/(default|DesiredValues\/\d+|StringEquals|NumericGreater))$|\/InputPayload/;

/**
 * A key is misspelt or has the wrong case.
 * @yields {Mutant} a file with one such change
 */
export const misspeltKeys: Operation = function* (original) {
  for (const place of original.places) {
    const { key, parent } = place;
    if (key === undefined || parent === undefined || isFree(place) || freeMaps.test(parent.path)) continue;
    for (const [operation, name] of [
      ['a key is misspelt', swapped(key.name)],
      ['a key has the wrong case', recased(key.name)],
    ] as const) {
      if (key.name.startsWith('$')) continue;
      const written = original.text.slice(key.start, key.end).replace(key.name, name);
      yield changed(original, operation, place, [key.start, key.end, written]);
    }
  }
};

/**
 * A key that is needed is dropped.
 * @yields {Mutant} a file with one such change
 */
export const droppedKeys: Operation = function* (original) {
  const isTemplate = original.places.some(({ path }) => path === 'stopConditions');
  for (const place of original.places) {
    if (!neededKeys.some((needed) => needed.test(place.path)) || isFree(place)) continue;
    // A document may have no description.
    if (place.path === 'description' && !isTemplate) continue;
    const mutant = without(original, place);
    if (mutant !== undefined) yield mutant;
  }
};

/**
 * A value gets another type.
 * @yields {Mutant} a file with one such change
 */
export const changedTypes: Operation = function* (original) {
  for (const place of original.places) {
    if (place.parent === undefined || untyped.test(place.path) || isFree(place)) continue;
    for (const value of ofOtherTypes(place)) {
      yield withValue(original, 'a value gets another type', place, value);
    }
  }
};

function isFree({ path }: Place): boolean {
  return apiParameter.test(path) || path.includes('/InputPayload/') || path.startsWith('variables/');
}

function* ofOtherTypes({ value, path }: Place): Iterable<unknown> {
  if (typeof value === 'string') {
    // Whole numbers may stand for strings where SSM has numbers in strings.
    yield { [value.slice(0, 8)]: 1 };
    if (!/\/allowedValues\/\d+$/.test(path))
      yield path.includes('Iterators') || path.endsWith('/Approvers') ? 7 : [value.slice(0, 20)];
  } else if (typeof value === 'number') {
    yield `${value} times`;
    yield [value];
  } else if (typeof value === 'boolean') {
    yield 'perhaps';
    yield [value];
  } else if (Array.isArray(value)) {
    yield { first: 1 };
    yield 7;
  } else {
    yield ['x'];
    yield 'x';
  }
}

function without(original: Original, place: Place): Mutant | undefined {
  const { key, start, end, before, after } = place;
  if (key === undefined) return undefined;
  const operation = 'a needed key is dropped';
  const more = linesOfSteps(original, place);
  if (after !== undefined) return changed(original, operation, place, [key.start, after, ''], more);
  if (before !== undefined) {
    const ending = original.text.slice(start, end).endsWith('\n') ? '\n' : '';
    const from = original.text.slice(before - 1, before) === '\n' ? before - 1 : before;
    return changed(original, operation, place, [from, end, ending], more);
  }
  const { parent } = place;
  return parent === undefined
    ? undefined
    : changed(original, operation, place, [parent.start, parent.end, '{}'], more);
}

/** What is wrong in a step or an action may be said of its first line. */
function linesOfSteps({ places }: Original, { path }: Place): number[] {
  return places
    .filter(
      (other) =>
        path.startsWith(`${other.path}/`) &&
        /^(mainSteps|actions|targets|parameters)\/[^/]+$|\/Steps\/\d+$/.test(other.path),
    )
    .flatMap(({ lines }) => lines.slice(0, 2));
}
