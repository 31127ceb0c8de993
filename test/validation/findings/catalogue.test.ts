import { readFileSync } from 'node:fs';
import { fileKinds } from '../../../validation/kinds/file-kinds';
import { shellCommands } from '../../../validation/messages/commands';
import { validationPage } from '../../../validation/messages/page';
import { allRules, catalogue } from '../../../validation/findings/catalogue';
import type { Rule } from '../../../validation/findings/rule';
import { sources } from '../../../validation/findings/sources';
import { validateFiles } from '../../../validation/validate-files';
import { temporaryFolder } from '../../support/temporary-folder';

const folder = temporaryFolder();

const rules = allRules.map((rule) => [rule.code, rule] as const);
const shownByFile = rules.filter(([, { examples }]) => examples.alone);

/** The codes of what `validate` finds in an example, each once. */
function codesIn({ code, examples: { language } }: Rule, text: string): string[] {
  const path = folder.write(`${code}.${language}`, text);
  const { files } = validateFiles([{ path, named: true }]);
  return [...new Set(files.flatMap(({ findings }) => findings.map((finding) => finding.code)))];
}

describe('the examples of a rule', () => {
  it.each(shownByFile)('%s: the wrong one breaks this rule and no other', (code, rule) => {
    expect(codesIn(rule, rule.examples.wrong)).toEqual([code]);
  });

  it.each(shownByFile)('%s: the right one breaks none', (_, rule) => {
    expect(codesIn(rule, rule.examples.right)).toEqual([]);
  });

  it('need more than the file for these rules only, which have tests of their own', () => {
    const others = rules.filter(([, { examples }]) => !examples.alone).map(([code]) => code);
    expect(others).toEqual([
      'FILE001',
      'FILE006',
      'FILE007',
      'FILE010',
      'LAB190',
      'SSM160',
      'FIS124',
      'FIS125',
      'FIS126',
      'FIS127',
      'FIS190',
    ]);
  });
});

describe('the catalogue', () => {
  it('gives each code once, in the order of the codes', () => {
    for (const chapter of catalogue) {
      const codes = chapter.rules.map(({ code }) => code);
      expect(codes).toEqual([...new Set(codes)].sort());
    }
    expect(new Set(allRules.map(({ code }) => code.replace(/\d+/, ''))).size).toBe(catalogue.length);
  });

  it.each(rules)('%s names a page of this repository only where there is one', (_, { source }) => {
    const page = sources[source];
    expect(() => page.startsWith('https://') || readFileSync(page)).not.toThrow();
  });

  it.each(fileKinds.map(({ name, schema }) => [name, schema] as const))(
    'has every rule that the schema of the %s names',
    (_, schema) => {
      const named = [...JSON.stringify(schema).matchAll(/"rule":"([^"]+)"/g)].map(([, code]) => code);
      expect(allRules.map(({ code }) => code)).toEqual(expect.arrayContaining(named));
    },
  );
});

it(`is on the page docs/validation.md as it is in the catalogue; if not, run: ${shellCommands.page}`, () => {
  expect(readFileSync('docs/validation.md', 'utf8')).toBe(validationPage());
});
