import { documentOf, foundIn, sleep } from './automation';

describe('a condition', () => {
  const found = (condition: string) =>
    foundIn(
      documentOf([
        `name: a, action: 'aws:branch', inputs: { Choices: [{ NextStep: b, ${condition} }] }`,
        sleep('b'),
      ]),
    ).map((finding) => finding.replace(/^3: /, ''));
  const variable = "Variable: '{{ global:REGION }}'";

  it.each(['StringEquals', 'EqualsIgnoreCase', 'StartsWith', 'EndsWith', 'Contains'])(
    'compares strings by %s',
    (name) => {
      expect(found(`${variable}, ${name}: a`)).toEqual([]);
      expect(found(`${variable}, ${name}: 1`)).toEqual(['SSM003 1 is a number; use a string: "1"']);
    },
  );

  it.each([
    'NumericEquals',
    'NumericGreater',
    'NumericGreaterOrEquals',
    'NumericLesser',
    'NumericLesserOrEquals',
  ])('compares numbers by %s', (name) => {
    expect(found(`${variable}, ${name}: 1.5`)).toEqual([]);
    expect(found(`${variable}, ${name}: a`)).toEqual(['SSM005 "a" is not a number']);
  });

  it('compares booleans', () => {
    expect(found(`${variable}, BooleanEquals: true`)).toEqual([]);
    expect(found(`${variable}, BooleanEquals: 1`)).toEqual([expect.stringContaining('SSM003')]);
  });

  it.each([
    [`And: [{ ${variable}, StringEquals: a }, { Not: { ${variable}, StringEquals: b } }]`, []],
    [`Or: [{ ${variable}, StringEquals: a }]`, []],
    [
      variable,
      [
        expect.stringContaining(
          'SSM150 does not say what Variable is compared with; use one of BooleanEquals',
        ),
      ],
    ],
    [
      'StringEquals: a',
      ["SSM150 has nothing to compare; use Variable: '{{ step.Output }}' beside StringEquals"],
    ],
    [
      `${variable}, StringEquals: a, Contains: b`,
      [expect.stringContaining('SSM150 has Contains and StringEquals; use one of them')],
    ],
    [`${variable}, Not: { ${variable}, StringEquals: a }`, ['SSM150 has Variable beside Not; put it inside']],
    ['And: [{ StringEquals: a }]', [expect.stringContaining('SSM150 has nothing to compare')]],
    ['Not: { Or: [{ }] }', ['SSM150 has no condition; use Variable with an operation, or And, Or, Not']],
    [`${variable}, StringEqual: a`, ['SSM001 unknown property; did you mean "StringEquals"?']],
    [
      'Variable: region, StringEquals: a',
      [expect.stringContaining('SSM005 "region" names nothing that changes')],
    ],
    ['And: []', [expect.stringContaining('SSM006')]],
  ])('%s', (condition, expected) => {
    expect(found(condition)).toEqual(expected);
  });
});
