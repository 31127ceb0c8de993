import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAjv } from '../../validation/json-schema/ajv';
import { fileKinds } from '../../validation/kinds/file-kinds';
import { asMap, asText, isMap } from '../../validation/parts';

const names = readdirSync('schemas').filter((name) => name.endsWith('.schema.json'));

const schemas = names.map((name) => {
  const schema = JSON.parse(readFileSync(join('schemas', name), 'utf8')) as Readonly<Record<string, unknown>>;
  return [name, schema] as const;
});

/** `$schema` is told from `schemas/`, where the schemas are. */
const folders = ['.', 'documents', 'templates', 'hypotheses', 'test/validation/fixtures'];

const filesIn = (folder: string, extension: RegExp) =>
  readdirSync(folder)
    .filter((name) => extension.test(name))
    .map((name) => join(folder, name));

it('there is a schema for each kind of file that people write, one for the journal, and no other', () => {
  const written = fileKinds.map(({ schema }) => schema.$id.split('/').at(-1));
  expect([...written, 'journal.schema.json'].sort()).toEqual([...names].sort());
});

describe.each(schemas)('%s', (name, schema) => {
  it('has an absolute address that ends in its name, a title and a description', () => {
    expect(schema.$id).toBe(`https://chaos-lab.example/schemas/${name}`);
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: expect.stringMatching(/./) as string,
      description: expect.stringMatching(/./) as string,
    });
  });

  it('is a valid schema that stands by itself', () => {
    expect(() => createAjv().compile(schema)).not.toThrow();
    const references = [...JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, reference]) => reference,
    );
    expect(references.filter((reference) => reference?.startsWith('#/') !== true)).toEqual([]);
  });

  it('describes each of its properties, so that an editor can show what it is for', () => {
    expect(undescribed(schema, schema, '')).toEqual([]);
  });
});

/** The properties without a description, of their own or of what they refer to. What an `if` asks for is shown nowhere. */
function undescribed(part: unknown, schema: Readonly<Record<string, unknown>>, path: string): string[] {
  if (Array.isArray(part))
    return part.flatMap((item, index) => undescribed(item, schema, `${path}/${index}`));
  if (!isMap(part)) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    const here = `${path}/${key}`;
    if (['if', 'default', 'examples', 'enum', 'const'].includes(key)) return [];
    if (key !== 'properties' || !isMap(value)) return undescribed(value, schema, here);
    return Object.entries(value).flatMap(([name, property]) => [
      ...(describes(property, schema) ? [] : [`${here}/${name}`]),
      ...undescribed(property, schema, `${here}/${name}`),
    ]);
  });
}

function describes(property: unknown, schema: Readonly<Record<string, unknown>>): boolean {
  const { description, $ref } = asMap(property);
  if (description !== undefined) return /\S/.test(asText(description) ?? '');
  const definition = /^#\/definitions\/(\w+)$/.exec(asText($ref) ?? '')?.[1] ?? '';
  return asMap(asMap(schema.definitions)[definition]).description !== undefined;
}

describe('editors find the schema of', () => {
  const json = folders
    .flatMap((folder) => filesIn(folder, /\.json$/))
    .filter((file) => !/^(\.|(package(-lock)?|tsconfig|cdktf|knip)\.json$)/.test(file));

  it.each(json)('%s, which names it', (file) => {
    const { $schema } = JSON.parse(readFileSync(file, 'utf8')) as { readonly $schema?: string };
    expect(names).toContain(join(file, '..', $schema ?? '').replace(/^schemas\//, ''));
  });

  it.each(folders.flatMap((folder) => filesIn(folder, /\.ya?ml$/)))(
    '%s, which names it in its first line',
    (file) => {
      const [, schema = ''] =
        /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8')) ?? [];
      expect(names).toContain(join(file, '..', schema).replace(/^schemas\//, ''));
    },
  );
});
