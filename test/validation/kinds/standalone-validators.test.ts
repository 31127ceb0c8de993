import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { boundedPattern } from '../../../validation/json-schema/bounded-pattern';
import type { compiledBefore as CompiledBefore } from '../../../validation/json-schema/compiled-before';
import { validatorName, validatorOf, type Checked } from '../../../validation/json-schema/validators';
import { fileKinds } from '../../../validation/kinds/file-kinds';
import { CHECKED, standaloneValidators } from '../../../validation/kinds/standalone-validators';

const PROJECT = join(__dirname, '..', '..', '..');

function load(text: string): typeof CompiledBefore {
  const packages = createRequire(__filename);
  const required = (name: string): unknown =>
    name === './bounded-pattern' ? { boundedPattern } : packages(name);
  const exports = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- as a bundle does
  new Function('require', 'exports', text)(required, exports);
  return (exports as { compiledBefore: typeof CompiledBefore }).compiledBefore;
}

const compiledBefore = load(standaloneValidators());

const FILES = [
  'lab.config.json',
  'documents/chaos-extension.yaml',
  'templates/region-latency.json',
  'hypotheses/region-failure.json',
].map((file) => parse(readFileSync(join(PROJECT, file), 'utf8')) as Record<string, unknown>);

/** Right and wrong ones. */
const VALUES: readonly unknown[] = [
  null,
  [],
  {},
  ...FILES,
  ...FILES.flatMap((file) =>
    Object.keys(file).flatMap((key) =>
      [7, 'x'.repeat(5000), { no: 1 }].map((value) => ({ ...file, [key]: value })),
    ),
  ),
];

it.each(CHECKED.map((checked) => [validatorName(checked), checked] as const))(
  '%s says and fills in what the one says that is compiled',
  (name: string, checked: Checked) => {
    const before = compiledBefore(name)!;
    const now = validatorOf(checked);
    for (const value of VALUES) {
      const [one, other] = [structuredClone(value), structuredClone(value)];
      expect(before(one)).toBe(now(other));
      expect(JSON.stringify([before.errors, one])).toBe(JSON.stringify([now.errors, other]));
    }
  },
);

it('every kind of file has one, and what has none is compiled when it is needed', () => {
  for (const { schema } of fileKinds)
    expect(compiledBefore(validatorName({ schema, fillsIn: true }))).toBeDefined();
  expect(compiledBefore('other')).toBeUndefined();
  expect(compiledBefore('toString')).toBeUndefined();
});
