import type { Snapshot } from '../../../experiment/fault/snapshot';
import { areOfOthers, type Deployers } from '../../../rehearsal/randomised/of-others';

const RUNNING = 'the experiment EXP1, which is running, could attach the fault again';
const UNKNOWN = 'it is not known whether something runs that could attach the fault again: access denied';
const MOVED = 'hello: the version of alias live changed from 1 to 2';
const CODE = 'hello: the code that alias live serves changed from ours to theirs-1';
const UPLOADED = 'hello: the code of $LATEST changed from ours to theirs-2';
const VARIABLE = 'hello: the variable COLOUR is gone';

const versions = (before: string, after: string) =>
  `hello: the published versions changed from ${before} to ${after}`;

/** A function that serves version 1, and has had these. */
const snapshot = (functionName: string, ...all: string[]): Snapshot => ({
  ...{ functionName, variables: { COLOUR: '1' }, layers: [], alias: 'live', aliasVersion: '1' },
  ...{ aliasWeights: {}, versions: ['$LATEST', ...all], codeSha256: 'ours', aliasCodeSha256: 'ours' },
});

/** Version 2 of hello had been published before, or has been since. */
const BEFORE = [snapshot('health', '1'), snapshot('hello', '1', '2')];
const SINCE = [snapshot('health', '1'), snapshot('hello', '1')];

/** A colleague has published version 2 of hello and put it into service. */
const colleague = (...all: string[]): Deployers => ({
  isPublishedByColleague: (name, version) => name === 'hello' && version === '2',
  inServiceOf: (name) => (name === 'hello' ? 'theirs-1' : null),
  uploadedTo: (name) => (name === 'hello' ? 'theirs-2' : null),
  versionsOf: (name) =>
    name === 'hello'
      ? { alias: '2', versions: ['$LATEST', ...all] }
      : { alias: '1', versions: ['$LATEST', '1'] },
});
const COLLEAGUE = colleague('1', '2');

const NOBODY: Deployers = {
  ...COLLEAGUE,
  isPublishedByColleague: () => false,
  inServiceOf: () => null,
  uploadedTo: () => null,
};

describe('differences that a journal names', () => {
  it.each([
    ['something that runs', [RUNNING], BEFORE],
    ['something that may run', [UNKNOWN], BEFORE],
    ['a version that somebody published', [versions('$LATEST, 1', '$LATEST, 1, 2')], SINCE],
    ['an alias that somebody moved to a version from before', [MOVED, CODE], BEFORE],
    ['code that somebody uploaded after it', [MOVED, UPLOADED, CODE], BEFORE],
    ['all of these', [RUNNING, MOVED, UPLOADED, CODE], BEFORE],
  ])('are of others where they are %s', (_, differences, snapshots) => {
    expect(areOfOthers(differences, snapshots, COLLEAGUE)).toBe(true);
  });

  it.each([
    ['what the fault changes', [VARIABLE], BEFORE, COLLEAGUE],
    ['what the fault changes, beside a release', [MOVED, CODE, VARIABLE], BEFORE, COLLEAGUE],
    ['a version that is gone', [versions('$LATEST, 1', '$LATEST, 2')], SINCE, colleague('2')],
    [
      'a version that nobody published',
      [versions('$LATEST, 1', '$LATEST, 1, 3')],
      SINCE,
      colleague('1', '3'),
    ],
    [
      'a version that nobody published, beside one that somebody did',
      [versions('$LATEST, 1', '$LATEST, 1, 2, 3')],
      SINCE,
      colleague('1', '2', '3'),
    ],
    [
      'an alias at a version published since, which is a release',
      [MOVED, versions('$LATEST, 1', '$LATEST, 1, 2')],
      SINCE,
      COLLEAGUE,
    ],
    [
      'an alias at a version that nobody published',
      ['hello: the version of alias live changed from 2 to 1'],
      BEFORE.map((each) => ({ ...each, aliasVersion: '2' })),
      { ...COLLEAGUE, versionsOf: () => ({ alias: '1', versions: ['$LATEST', '1', '2'] }) },
    ],
    [
      'other code in $LATEST than that which somebody uploaded',
      [UPLOADED.replace('theirs-2', 'theirs-3')],
      BEFORE,
      COLLEAGUE,
    ],
    [
      'other code than that which somebody put into service',
      [CODE.replace('theirs-1', 'theirs-2')],
      BEFORE,
      COLLEAGUE,
    ],
    ['of a function that nobody deploys', [MOVED.replace('hello', 'health')], BEFORE, COLLEAGUE],
    ['of what nothing is known before', [MOVED], [], COLLEAGUE],
  ])('are not where they are %s', (_, differences, snapshots, deployers) => {
    expect(areOfOthers(differences, snapshots, deployers)).toBe(false);
  });

  it('are not where nobody deploys', () => {
    expect(areOfOthers([MOVED, CODE], BEFORE, NOBODY)).toBe(false);
  });
});
