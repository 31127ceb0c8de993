import { existsSync, readFileSync } from 'node:fs';
import { messageOf } from '../../../scripts/command-line/command-line';
import { MUTANTS } from '../../../scripts/mutants/all';
import { mutated, nameOf, type Mutant } from '../../../scripts/mutants/mutant';

/** What is wrong with a mutant; null where nothing is. */
function misfit(mutant: Mutant): string | null {
  const text = readFileSync(mutant.file, 'utf8');
  try {
    return mutated(mutant, text) === text ? `${nameOf(mutant)}: it changes nothing` : null;
  } catch (error) {
    return messageOf(error);
  }
}

describe('the mutants', () => {
  it('break the safety code in many places, each in its own way', () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(MUTANTS.map(nameOf)).size).toBe(MUTANTS.length);
    expect(
      new Set(MUTANTS.map(({ file, find, replace }) => JSON.stringify([file, find, replace]))).size,
    ).toBe(MUTANTS.length);
  });

  // Where this fails, a file has changed under its mutant: scripts/mutants/areas says what would break it today.
  it('fit the files that they change', () => {
    expect(MUTANTS.map(misfit).filter((wrong) => wrong !== null)).toEqual([]);
  });

  it('have unit tests that are there', () => {
    for (const { tests } of MUTANTS) expect(tests).not.toEqual([]);
    const tests = [...new Set(MUTANTS.flatMap((mutant) => mutant.tests))];
    expect(tests.filter((path) => !existsSync(path))).toEqual([]);
    expect(tests.filter((path) => !/^test\/(?!e2e\/).*\.test\.ts$/.test(path))).toEqual([]);
  });
});
