import { createColors } from 'picocolors';
import * as fc from 'fast-check';
import type { Finding } from '../../validation/findings/finding';
import { excerpt } from '../../validation/messages/excerpt';
import { explain } from '../../validation/messages/explain';
import { forGithub } from '../../validation/messages/for-github';
import { forPeople } from '../../validation/messages/for-people';
import { allRules } from '../../validation/findings/catalogue';
import type { ValidatedFile } from '../../validation/validate-files';

const finding: Finding = {
  file: 'documents/a.yaml',
  line: 2,
  column: 7,
  severity: 'error',
  code: 'SSM010',
  path: 'mainSteps[0].action',
  message: '"aws:slep" is not allowed; did you mean "aws:sleep"?',
};

const file = (findings: readonly Finding[]): ValidatedFile => ({
  file: 'documents/a.yaml',
  kind: 'SSM Automation document',
  ok: findings.length === 0,
  findings,
  text: 'one: 1\ntwo:  aws:slep\n',
});

describe('for people', () => {
  const plain = { colors: createColors(false), quiet: false };

  it('shows place, severity, what is wrong, the code, and the line with a mark', () => {
    expect(forPeople({ files: [file([finding])], skipped: 0 }, plain)).toBe(
      'documents/a.yaml:2:7: error: mainSteps[0].action: "aws:slep" is not allowed; did you mean "aws:sleep"? [SSM010]\n' +
        '  2 | two:  aws:slep\n' +
        '    |       ^\n' +
        '\n1 error in 1 of 1 file\n' +
        'what a code means: npm run validate -- --explain SSM010\n',
    );
  });

  it('counts errors and warnings apart, and says what was passed over', () => {
    const warning: Finding = { ...finding, severity: 'warning' };
    const text = forPeople({ files: [file([finding, warning, warning]), file([])], skipped: 3 }, plain);
    expect(text).toContain('documents/a.yaml:2:7: warning: ');
    expect(text).toContain('\n1 error and 2 warnings in 1 of 2 files; 3 files of other kinds passed over\n');
  });

  it('names what is well, unless it is to be quiet', () => {
    const validation = { files: [file([])], skipped: 0 };
    expect(forPeople(validation, plain)).toBe(
      'documents/a.yaml: ok, SSM Automation document\n1 file without a finding\n',
    );
    expect(forPeople(validation, { ...plain, quiet: true })).toBe('');
  });

  it('is coloured where that is wanted', () => {
    const text = forPeople(
      { files: [file([finding])], skipped: 0 },
      { ...plain, colors: createColors(true) },
    );
    expect(text).toContain('\u001b[31merror\u001b[39m: ');
  });
});

describe('an excerpt', () => {
  it('marks the column below a line with tabs', () => {
    expect(excerpt('\tab\tc', 1, 5)).toBe('  1 |  ab c\n    |     ^\n');
  });

  it('shows the part of a long line that is around the column', () => {
    const [line = '', mark = ''] = excerpt(`${'a'.repeat(400)}X${'b'.repeat(400)}`, 1, 401).split('\n');
    expect(line[mark.indexOf('^')]).toBe('X');
    expect(line.length).toBeLessThan(130);
  });

  it('is left out for a blank line and for one that is not there', () => {
    expect([excerpt('a\n \n', 2, 1), excerpt('a', 7, 1), excerpt('', 1, 1)]).toEqual(['', '', '']);
  });

  it('puts the mark below the character, wherever that is, and sends no control characters', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const whole = `${before}§${after}`.replaceAll(/[\r\n]/g, ' ').replaceAll(/§(?=.*§)/g, ' ');
        const [line = '', mark = ''] = excerpt(whole, 1, whole.indexOf('§') + 1).split('\n');
        expect(line[mark.indexOf('^')]).toBe('§');
        expect(line).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('for GitHub', () => {
  it('is one command a finding, with the escapes of GitHub', () => {
    const odd: Finding = { ...finding, file: 'a,b:c%.yaml', severity: 'warning', message: '50 %,\r\na: b' };
    expect(forGithub([finding, odd])).toBe(
      '::error file=documents/a.yaml,line=2,col=7,title=SSM010::mainSteps[0].action: "aws:slep" is not allowed; did you mean "aws:sleep"?\n' +
        '::warning file=a%2Cb%3Ac%25.yaml,line=2,col=7,title=SSM010::mainSteps[0].action: 50 %25,\\u{d}\\u{a}a: b\n',
    );
  });
});

it('explains a rule with its words, both examples and its source', () => {
  const rule = allRules.find(({ code }) => code === 'SSM120')!;
  const text = explain(rule, createColors(false));
  expect(text).toMatch(/^SSM120 \(error\): a sleep that is no duration, or over seven days\n\n/);
  expect(text).toContain('\nWrong:\n  schemaVersion: ');
  expect(text).toContain('inputs: { Duration: PT10M }\n\nSource: https://docs.aws.amazon.com/');
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
});
