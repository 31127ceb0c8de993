import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { findingsIn } from '../../validation/kinds/file-kind';
import { fileKinds, recognize } from '../../validation/kinds/file-kinds';
import { type Finding, InvalidFileError } from '../../validation/findings/finding';
import { forGithub } from '../../validation/messages/for-github';
import { excerpt } from '../../validation/messages/excerpt';
import { SourceFile, type SourceFormat } from '../../validation/files/source-file';
import { validateFiles } from '../../validation/validate-files';
import { temporaryFolder } from '../support/temporary-folder';
import { originalOf } from './mutants/places';

const folder = temporaryFolder();

const valid = [
  'documents/chaos-extension.yaml',
  'templates/region-latency.json',
  'hypotheses/region-failure.json',
  'lab.config.json',
  'test/validation/fixtures/throttle-queue.yaml',
  'test/validation/fixtures/approved-failover.json',
  'test/validation/fixtures/availability-zone.json',
  'test/validation/fixtures/queue-game-day.json',
] as const;

/** Everything that is found in a text by the rules of every kind; throws what is thrown beside findings. */
function findings(text: string, format: SourceFormat): readonly Finding[] {
  try {
    const source = new SourceFile('a', text, format);
    return fileKinds.flatMap((kind) => findingsIn(source, kind));
  } catch (error) {
    if (error instanceof InvalidFileError) return error.findings;
    throw error;
  }
}

/** Each finding is at a place that the text has, and can be shown. */
function expectPlaces(text: string, found: readonly Finding[]): void {
  const lines = text.split('\n');
  for (const { line, column } of found) {
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
    expect(excerpt(text, line, column)).not.toMatch(/[^\P{Cc}\n]/u);
  }
  expect(forGithub(found)).not.toMatch(/[^\P{Cc}\n]/u);
}

/** Values that look like what the files hold, mostly in wrong places. */
const words = fc.constantFrom(
  ...fileKinds.flatMap(({ schema }) =>
    [...JSON.stringify(schema).matchAll(/"(\w+)":/g)].map(([, word = '']) => word),
  ),
  'aws:executeScript',
  'aws:branch',
  'aws:loop',
  'aws:fis:wait',
  'aws:ssm:start-automation-execution',
  '{{ a.b }}',
  '{{ variable:x }}',
  'step:a',
  '${Name}',
  'PT5M',
  '0.3',
  '__proto__',
  'constructor',
  '{"a":1}',
);

const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: 'small' },
    words,
    fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, '', []),
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(words, tie('value'), { maxKeys: 6 }),
  ),
}));

describe('whatever a file holds, there are findings at places within it or none, and nothing is thrown:', () => {
  it('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('a.yaml', 'a.json'), (bytes, name) => {
        const path = folder.write(name, Buffer.from(bytes));
        for (const { text, findings: found } of validateFiles([{ path, named: true }]).files)
          expectPlaces(text, found);
      }),
    );
  });

  it.each(['YAML', 'JSON'] as const)('any text of the signs of %s', (format) => {
    const signs = fc.oneof(
      fc.constantFrom('\n  ', ': ', '- ', '<<: ', '*a', '&a ', '---\n', '{{ ', '${', 'é', '😀'),
      fc.string({
        unit: fc.constantFrom(...Array.from('{}[]:,-?&*!|>\'"%@`#\t \n\r\\0a')),
        minLength: 1,
        maxLength: 1,
      }),
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        expectPlaces(text, findings(text, format));
      }),
      { numRuns: 1000 },
    );
  });

  it('any value, as JSON and as YAML', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (value, asYaml) => {
        const text = asYaml ? stringify(value) : JSON.stringify(value, null, 1);
        expectPlaces(text, findings(text, asYaml ? 'YAML' : 'JSON'));
      }),
      { numRuns: 500 },
    );
  });

  it.each(valid)('%s with any value in any one of its places', (file) => {
    const original = originalOf(file, readFileSync(file, 'utf8'));
    fc.assert(
      fc.property(fc.nat(), anything, (index, value) => {
        const { start, end } = original.places[index % original.places.length]!;
        const ending = original.text.slice(start, end).endsWith('\n') ? '\n' : '';
        const text =
          original.text.slice(0, start) + JSON.stringify(value) + ending + original.text.slice(end);
        expectPlaces(text, findings(text, file.endsWith('.json') ? 'JSON' : 'YAML'));
      }),
      { numRuns: 60 },
    );
  });

  it.each(valid)('%s with a few other bytes', (file) => {
    const bytes = readFileSync(file);
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(3)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(changes, (all) => {
        const changed = [...bytes];
        for (const [place, byte, left] of all) changed.splice(place % bytes.length, left, byte);
        const path = folder.write(`bytes.${file.endsWith('.json') ? 'json' : 'yaml'}`, Buffer.from(changed));
        for (const { text, findings: found } of validateFiles([{ path, named: true }]).files)
          expectPlaces(text, found);
      }),
      { numRuns: 60 },
    );
  });
});

describe('no string takes longer than its length allows, wherever it stands:', () => {
  const length = 50_000;
  const strings = [
    '${',
    '{{ ',
    '{{',
    'P',
    'PT1',
    '1',
    'a',
    'arn:',
    '<a',
    ' ',
    '\n',
    '$.',
    '(',
    '{"a":',
    'step:',
    'def a(',
    '%{',
    'a.b,',
  ];

  it.each(valid)('%s', (file) => {
    const original = originalOf(file, readFileSync(file, 'utf8'));
    const kind = recognize(
      new SourceFile(file, original.text, file.endsWith('.json') ? 'JSON' : 'YAML').value,
    )!.kind;
    const places = original.places.filter(({ value }) => typeof value === 'string');
    for (const [index, part] of strings.entries()) {
      // A few places for each string, and each place for a few strings.
      for (const { start, end } of places.filter((_, place) => place % strings.length === index)) {
        const ending = original.text.slice(start, end).endsWith('\n') ? '\n' : '';
        const long = JSON.stringify(part.repeat(length / part.length)) + ending;
        const text = original.text.slice(0, start) + long + original.text.slice(end);
        findingsIn(new SourceFile(file, text, file.endsWith('.json') ? 'JSON' : 'YAML'), kind);
      }
    }
    expect(places.length).toBeGreaterThan(0);
  });
});
