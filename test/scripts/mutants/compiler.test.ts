import { readFileSync } from 'node:fs';
import { compilerOf } from '../../../scripts/mutants/compiler';

const compile = compilerOf(process.cwd());

/** What a compiler says of a file in which one text is another. */
function changed(file: string, find: string, replace: string): string | null {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(find);
  return compile(file, text.replace(find, replace));
}

describe('TypeScript', () => {
  const file = 'experiment/random.ts';

  it('compiles what is right, and what leaves something unused', () => {
    expect(changed(file, 'random() * 16', 'random() * 8')).toBeNull();
    expect(changed(file, 'const drawn = Math.floor(random() * 16);', 'const drawn = 7;')).toBeNull();
  });

  it.each([
    ['syntax', 'random() * 16)', 'random() * 16', "')' expected."],
    ['types', 'random() * 16', 'random().length', "Property 'length' does not exist on type 'number'."],
    ['names', 'random() * 16', 'chance() * 16', "Cannot find name 'chance'."],
  ])('refuses wrong %s', (_what, find, replace, message) => {
    expect(changed(file, find, replace)).toBe(message);
    // And has forgotten it.
    expect(changed(file, 'random() * 16', 'random() * 8')).toBeNull();
  });
});

describe('bash', () => {
  const file = 'functions/chaos-extension/bootstrap.sh';

  it('takes what it can read, and refuses the rest', () => {
    expect(changed(file, 'exec --', 'exec -a name --')).toBeNull();
    expect(changed(file, 'fi\n', '\n')).toContain('syntax error');
  });
});

describe('a document', () => {
  const file = 'documents/chaos-extension.yaml';

  it('is held against the project’s own rules', () => {
    expect(changed(file, 'ATTEMPTS = 8', 'ATTEMPTS = 1')).toBeNull();
    expect(changed(file, 'ATTEMPTS = 8', 'ATTEMPTS = ')).toContain('documents/chaos-extension.yaml');
    expect(changed(file, 'action: aws:executeScript', 'action: aws:executeScripts')).toContain(
      'executeScripts',
    );
  });
});

it('refuses files that it does not know', () => {
  expect(() => compile('README.md', '')).toThrow('nothing here compiles README.md');
});
