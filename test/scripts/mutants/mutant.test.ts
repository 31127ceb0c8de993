import { UsageError } from '../../../scripts/command-line/command-line';
import { mutated, nameOf, type Mutant } from '../../../scripts/mutants/mutant';

const mutant: Mutant = {
  file: 'src/add.ts',
  breaks: 'subtracts',
  find: 'a + b',
  replace: 'a - b',
  tests: ['test/add.test.ts'],
};

it('is called by its file and what it breaks', () => {
  expect(nameOf(mutant)).toBe('src/add.ts: subtracts');
});

describe('the text of a mutant', () => {
  it('is that of its file, with one place changed', () => {
    expect(mutated(mutant, 'return a + b;')).toBe('return a - b;');
  });

  it('holds the replacement as it stands', () => {
    expect(mutated({ ...mutant, replace: "$& $' $1" }, 'return a + b;')).toBe("return $& $' $1;");
  });

  it.each([
    ['no longer', 'return b + a;'],
    ['more than once', 'return a + b - (a + b);'],
    ['more than once', 'a + b + a + b'],
  ])('is none where the place is there %s: the mutant is named, and what to do', (how, text) => {
    const change = () => mutated(mutant, text);
    expect(change).toThrow(UsageError);
    expect(change).toThrow(
      `src/add.ts: subtracts: the text that it replaces stands there ${how}, and must once; ` +
        'adapt it (scripts/mutants/areas) to what the file says today: "a + b"',
    );
  });

  it('is none where two places overlap', () => {
    expect(() => mutated({ ...mutant, find: 'aa' }, 'aaa')).toThrow('more than once');
  });
});
