import { areOfOthers, type Deployers } from '../../../rehearsal/randomised/of-others';

const RUNNING = 'the experiment EXP1, which is running, could attach the fault again';
const MOVED = 'hello: the version of alias live changed from 1 to 2';
const CODE = 'hello: the code that alias live serves changed from ours to theirs-1';
const UPLOADED = 'hello: the code of $LATEST changed from theirs-1 to theirs-2';
const VARIABLE = 'hello: the variable COLOUR was removed';

/** A colleague has published version 2 of hello and put it into service. */
const COLLEAGUE: Deployers = {
  isPublishedByColleague: (name, version) => name === 'hello' && version === '2',
  inServiceOf: (name) => (name === 'hello' ? 'theirs-1' : null),
  uploadedTo: (name) => (name === 'hello' ? 'theirs-2' : null),
};

const NOBODY: Deployers = {
  isPublishedByColleague: () => false,
  inServiceOf: () => null,
  uploadedTo: () => null,
};

const versions = (before: string, after: string) =>
  `hello: the published versions changed from ${before} to ${after}`;

describe('differences that a journal names', () => {
  it.each([
    ['something that runs', [RUNNING]],
    ['a version that somebody published', [versions('$LATEST, 1', '$LATEST, 1, 2')]],
    ['an alias that somebody moved to a version from before', [MOVED, CODE]],
    ['code that somebody uploaded after it', [MOVED, UPLOADED, CODE]],
    ['all of these', [RUNNING, MOVED, UPLOADED, CODE]],
  ])('are of others where they are %s', (_, differences) => {
    expect(areOfOthers(differences, COLLEAGUE)).toBe(true);
  });

  it.each([
    ['what the fault changes', [VARIABLE]],
    ['what the fault changes, beside a release', [MOVED, CODE, VARIABLE]],
    ['a version that is gone', [versions('$LATEST, 1', '$LATEST, 2')]],
    ['a version that nobody published', [versions('$LATEST, 1', '$LATEST, 1, 3')]],
    [
      'an alias at a version published since, which is a release',
      [MOVED, versions('$LATEST, 1', '$LATEST, 1, 2')],
    ],
    ['an alias at a version that nobody published', ['hello: the version of alias live changed from 2 to 1']],
    ['other code in $LATEST than that which somebody uploaded', [UPLOADED.replace('theirs-2', 'theirs-3')]],
    ['other code than that which somebody put into service', [CODE.replace('theirs-1', 'theirs-2')]],
  ])('are not where they are %s', (_, differences) => {
    expect(areOfOthers(differences, COLLEAGUE)).toBe(false);
  });

  it('are not where nobody deploys', () => {
    expect(areOfOthers([MOVED, CODE], NOBODY)).toBe(false);
  });
});
