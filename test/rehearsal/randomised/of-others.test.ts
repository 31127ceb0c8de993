import { areOfOthers, type Deployers } from '../../../rehearsal/randomised/of-others';

const RUNNING = 'the experiment EXP1, which is running, could attach the fault again';
const MOVED = 'hello: the version of alias live changed from 1 to 2';
const CODE = 'hello: the code that alias live serves changed from ours to theirs-1';
const VARIABLE = 'hello: the variable COLOUR was removed';

/** A colleague has published version 2 of hello and put it into service. */
const COLLEAGUE: Deployers = {
  isPublishedByColleague: (name, version) => name === 'hello' && version === '2',
  inServiceOf: (name) => (name === 'hello' ? 'theirs-1' : null),
};

const NOBODY: Deployers = { isPublishedByColleague: () => false, inServiceOf: () => null };

const versions = (before: string, after: string) =>
  `hello: the published versions changed from ${before} to ${after}`;

describe('differences that a journal names', () => {
  it.each([
    ['something that runs', [RUNNING]],
    ['a version that somebody published', [versions('$LATEST, 1', '$LATEST, 1, 2')]],
    ['an alias that somebody moved to a version from before', [MOVED, CODE]],
    ['all of these', [RUNNING, MOVED, CODE]],
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
    ['other code than that which somebody put into service', [CODE.replace('theirs-1', 'theirs-2')]],
  ])('are not where they are %s', (_, differences) => {
    expect(areOfOthers(differences, COLLEAGUE)).toBe(false);
  });

  it('are not where nobody deploys', () => {
    expect(areOfOthers([MOVED, CODE], NOBODY)).toBe(false);
  });
});
