import * as fc from 'fast-check';
import type { ValuePath } from '../../../validation/findings/finding';
import { fileRules } from '../../../validation/files/file-rules';
import type { Problem } from '../../../validation/findings/rule';
import { SourceFile } from '../../../validation/files/source-file';
import { temporaryFolder } from '../../support/temporary-folder';
import { findingsOf, placesOf, shown } from '../files';

const folder = temporaryFolder();

describe('a JSON file', () => {
  it.each([
    [
      'a comma before a bracket',
      '{\n  "a": [1,\n    2,]\n}',
      '3:7 : unexpected "]"; remove the comma before it',
    ],
    ['a comma before a brace', '{\n  "a": 1,\n}', '3:1 : unexpected "}"; remove the comma before it'],
    ['a comment', '{\n  // why\n  "a": 1\n}', '2:3 : unexpected "/"; JSON has no comments'],
    ['single quotes', "{ 'a': 1 }", `1:3 : unexpected "'"; JSON strings stand in double quotes`],
    ['a bare word', '{ "a": yes }', '1:8 : unexpected "y"'],
    ['a missing comma', '{ "a": 1\n  "b": 2 }', '2:3 : unexpected "\\""'],
    ['a missing end', '{ "a": {\n', '2:1 : the file ends too soon'],
    ['a string without end', '{ "a": "b', '1:10 : the file ends too soon'],
    ['nothing', '', '1:1 : is empty'],
    ['nothing but blanks', ' \n', '1:1 : is empty'],
    ['YAML', 'a: 1', '1:1 : unexpected "a"'],
    ['a second value', '{}\n{}', '2:1 : unexpected "{"'],
    [
      'the same key twice',
      '{ "a": 1,\n  "a": 2 }',
      '2:3 : "a" stands here a second time, after line 1; keep one of the two',
    ],
    [
      'the same key twice, deeper',
      '{"b": [{ "a": 1, "a": 2 }]}',
      '1:18 : "a" stands here a second time, after line 1; keep one of the two',
    ],
  ])('is refused with line and column for %s', (_, text, expected) => {
    expect(placesOf(() => new SourceFile('a.json', text, 'JSON'))).toEqual([expected]);
  });

  it.each([
    ['tabs', '{\n\t"a":\t[\n\t\t1\n\t]\n}'],
    ['the same key in two objects', '[{ "a": [1] }, { "a": [1] }]'],
    ['a text that looks like YAML', '{ "a": "b: &c *d !e # f" }'],
    ['one line, without blanks', '{"a":[1],"b":"c"}'],
    ['a bare value', '"a"'],
  ])('is taken with %s', (_, text) => {
    expect(new SourceFile('a.json', text, 'JSON').value).toEqual(JSON.parse(text));
  });

  it('is refused at its end wherever an object is cut off', () => {
    fc.assert(
      fc.property(
        fc.object(),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (value, share) => {
          const text = JSON.stringify(value);
          const [finding] = findingsOf(
            () =>
              new SourceFile('a.json', text.slice(0, Math.max(1, Math.floor(share * text.length))), 'JSON'),
          );
          expect(finding?.message).toBe('the file ends too soon');
        },
      ),
    );
  });

  it('knows where each of its values begins', () => {
    fc.assert(
      fc.property(
        fc.object({ key: fc.string({ minLength: 1 }) }),
        fc.integer({ min: 0, max: 3 }),
        (value, indent) => {
          const plain = JSON.parse(JSON.stringify(value)) as unknown;
          const text = JSON.stringify(plain, null, indent);
          const source = new SourceFile('a.json', text, 'JSON');
          for (const [path, part] of partsOf(plain)) {
            const { line, column } = positionOf(source, { path });
            const rest = text
              .split('\n')
              .slice(line - 1)
              .join('\n')
              .slice(column - 1);
            expect(squeeze(rest).startsWith(squeeze(JSON.stringify(part)))).toBe(true);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a YAML file', () => {
  it.each([
    [
      'the same key twice',
      'a: 1\nb:\n  c: 1\n  c: 2\n',
      '4:3 : c stands here a second time, after line 3; keep one of the two',
    ],
    [
      'the same key twice, once in quotes',
      "c: 1\n'c': 2\n",
      "2:1 : 'c' stands here a second time, after line 1; keep one of the two",
    ],
    ['nothing but a comment', '# later\n', '1:1 : is empty'],
    [
      'a tab for indentation, which makes more than one error',
      'a:\n\tb: 1\n\tc: 2\n',
      expect.stringMatching(/^2:1 : /) as string,
    ],
    ['a list without end', 'a: [1\n', expect.stringMatching(/^2:1 : .*\]/) as string],
    ['an alias without anchor', 'a: *b\n', '1:4 : *b has no anchor; write &b before it'],
    ['an unknown tag', 'a: !Ref b\n', expect.stringMatching(/^1:4 : .*!Ref/) as string],
    ['a second document', 'a: 1\n---\nb: 1\n', expect.stringMatching(/^2:1 : /) as string],
  ])('is refused with line and column for %s', (_, text, expected) => {
    expect(placesOf(() => new SourceFile('a.yaml', text, 'YAML'))).toEqual([expected]);
  });

  it('is refused when its aliases grow without bound', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`);
    const text = ['a0: &a0 [1]', ...levels].join('\n');
    expect(findingsOf(() => new SourceFile('a.yaml', text, 'YAML'))).toHaveLength(1);
  });

  it('knows where values and keys stand, behind an alias too', () => {
    const source = new SourceFile('a.yaml', 'a: &x\n  b: 1\nc:\n  - *x\n', 'YAML');
    expect(positionOf(source, { path: ['a', 'b'] })).toEqual({ line: 2, column: 6 });
    expect(positionOf(source, { path: ['a', 'b'], on: 'key' })).toEqual({ line: 2, column: 3 });
    expect(positionOf(source, { path: ['c', 0, 'b'] })).toEqual({ line: 2, column: 6 });
  });

  it('gives for what is missing the place of what is around it', () => {
    const source = new SourceFile('a.yaml', 'a:\n  - b: 1\n', 'YAML');
    expect(positionOf(source, { path: ['a', 0, 'c', 'd'] })).toEqual({ line: 2, column: 5 });
    expect(positionOf(source, { path: ['z'] })).toEqual({ line: 1, column: 1 });
  });
});

describe('a place within a string', () => {
  it.each([
    ['a literal block', 'a:\n  b: |\n    one\n\n      two\n', { line: 5, column: 7 }],
    ['a literal block with a number', 'a:\n  b: |2-\n    one\n    two\n', { line: 4, column: 5 }],
    [
      'a literal block with Windows line ends',
      'a:\r\n  b: |\r\n    one\r\n    two\r\n',
      { line: 4, column: 5 },
    ],
    ['a plain string', 'a: { b: one two }\n', { line: 1, column: 13 }],
    ['single quotes', "a: { b: 'it''s two' }\n", { line: 1, column: 16 }],
    ['double quotes', 'a: { b: "\\x41\\u0041\\U0001F600\\n\\"two" }\n', { line: 1, column: 34 }],
    ['a folded block, whose beginning is given', 'a:\n  b: >\n    one\n    two\n', { line: 2, column: 6 }],
    ['a string over two lines, whose beginning is given', 'a: { b: "one\n  two" }\n', { line: 1, column: 9 }],
  ])('is found in %s', (_, text, expected) => {
    const source = new SourceFile('a.yaml', text, 'YAML');
    const value = (source.value as { readonly a: { readonly b: string } }).a.b;
    expect(positionOf(source, { path: ['a', 'b'], offset: value.indexOf('two') })).toEqual(expected);
  });

  it('is found in every string of JSON, whatever its escapes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        const text = JSON.stringify({ a: `${before}§${after.replaceAll('§', '')}` });
        const { column } = positionOf(new SourceFile('a.json', text, 'JSON'), {
          path: ['a'],
          offset: !before.includes('§') ? before.length : before.indexOf('§'),
        });
        expect(text[column - 1]).toBe('§');
      }),
    );
  });

  it('is the beginning of the nearest part around it where there is no such string', () => {
    const source = new SourceFile('a.yaml', 'a: { b: 1 }\n', 'YAML');
    expect(positionOf(source, { path: ['a', 'c'], offset: 3 })).toEqual({ line: 1, column: 4 });
  });
});

describe('reading', () => {
  it('takes a file for JSON by its name', () => {
    const path = folder.write('a.json', 'a: 1');
    expect(findingsOf(() => SourceFile.read(path))).toHaveLength(1);
    expect(SourceFile.read(folder.write('a.yml', 'a: 1')).value).toEqual({ a: 1 });
  });

  it('names a file that is not there by its path from the working directory', () => {
    const path = folder.write('there.json', '{}').replace('there', 'absent');
    expect(findingsOf(() => SourceFile.read(path))).toEqual([
      {
        file: shown(path),
        line: 1,
        column: 1,
        severity: 'error',
        code: 'FILE001',
        path: '',
        message: 'cannot be read: no such file',
      },
    ]);
  });

  it.each([
    ['UTF-16', Buffer.from('\uFEFFa: 1', 'utf16le'), 'is UTF-16; save it as UTF-8'],
    ['UTF-16, big end first', Buffer.from('\uFEFFa: 1', 'utf16le').swap16(), 'is UTF-16; save it as UTF-8'],
    [
      'UTF-16 without a mark',
      Buffer.from('a: 1', 'utf16le'),
      'holds NUL bytes: it is UTF-16 or no text; save it as UTF-8',
    ],
    ['Latin 1', Buffer.from('a: é', 'latin1'), 'is not UTF-8; save it as UTF-8'],
    ['more than 256 KB', Buffer.alloc(262_145, 'a'), 'has more than 256 KB'],
  ])('refuses %s', (_, bytes, message) => {
    expect(placesOf(() => SourceFile.read(folder.write('bytes.yaml', bytes)))).toEqual([`1:1 : ${message}`]);
  });

  it('takes UTF-8 with a mark at its beginning, as Windows has it', () => {
    expect(SourceFile.read(folder.write('mark.json', '\uFEFF{ "a": 1 }')).value).toEqual({ a: 1 });
  });
});

function positionOf(source: SourceFile, place: Omit<Problem, 'message'>) {
  const { line, column } = source.finding({ rule: fileRules.empty, message: '', ...place });
  return { line, column };
}

function* partsOf(value: unknown, path: ValuePath = []): Iterable<readonly [ValuePath, unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value))
    yield* partsOf(part, [...path, Array.isArray(value) ? Number(key) : key]);
}

function squeeze(text: string): string {
  return text.replaceAll(/\s/g, '');
}
