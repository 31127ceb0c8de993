import { mayMatch, patternFault } from '../../../validation/automation-document/parameters/java-pattern';
import { foundIn } from './automation';

/** What is found about the definition of a parameter. */
function foundOf(definition: string, section = 'parameters'): string[] {
  const name = section === 'parameters' ? 'Value' : 'variable:Value';
  return foundIn(`schemaVersion: '0.3'
${section}:
  Value: { ${definition} }
mainSteps: [{ name: a, action: 'aws:invokeWebhook', inputs: { IntegrationName: a, Body: '{{ ${name} }}' } }]
`).map((found) => found.replace(/^3: /, ''));
}

describe('the default of a parameter', () => {
  it.each([
    ['String', "'60'", '60', '60 is no String; use a string: "60"'],
    ['String', "'true'", 'true', 'true is no String; use a string: "true"'],
    ['String', 'a', '[a]', '["a"] is no String; use a string'],
    ['Integer', '3', "'3'", '"3" is no Integer; use a whole number, without quotes: 3'],
    ['Integer', '-3', '3.5', '3.5 is no Integer; use a whole number'],
    ['Boolean', 'false', "'true'", '"true" is no Boolean; use true or false, without quotes'],
    ['Boolean', 'true', '0', '0 is no Boolean; use true or false, without quotes'],
    ['StringList', '[a, b]', 'a', '"a" is no StringList; use a list of strings'],
    ['StringList', '[]', '[a, 1]', '["a",1] is no StringList; use a list of strings'],
    ['StringMap', '{ a: b }', '[a]', '["a"] is no StringMap; use a map'],
    ['MapList', '[{ a: b }]', '{ a: b }', '{"a":"b"} is no MapList; use a list of maps'],
    ["'AWS::IAM::Role::Arn'", 'a', '7', '7 is no AWS::IAM::Role::Arn; use a string: "7"'],
    [
      "'List<AWS::EC2::Instance::Id>'",
      '[a]',
      'a',
      '"a" is no List<AWS::EC2::Instance::Id>; use a list of strings',
    ],
  ])('%s: %s, and not %s', (type, right, wrong, message) => {
    expect(foundOf(`type: ${type}, default: ${right}`)).toEqual([]);
    expect(foundOf(`type: ${type}, default: ${wrong}`)).toEqual([`SSM140 ${message}`]);
    expect(foundOf(`type: ${type}, default: '{{ ssm:/lab/value }}'`)).toEqual([]);
  });

  it.each([
    [
      'type: String, default: a, allowedValues: [A, b]',
      'SSM141 "a" is none of the allowed values; did you mean "A"?',
    ],
    [
      'type: Integer, default: 3, allowedValues: [1, 2]',
      'SSM141 3 is none of the allowed values; use one of "1", "2"',
    ],
    [
      'type: StringList, default: [a, c], allowedValues: [a, b]',
      'SSM141 "c" is none of the allowed values; use one of "a", "b"',
    ],
    [
      "type: String, default: a1, allowedPattern: '^[a-z]+$'",
      'SSM142 "a1" does not match the pattern ^[a-z]+$',
    ],
    ['type: String, default: abc, maxChars: 2', 'SSM142 has 3 characters; use at most 2'],
    ['type: String, default: abc, minChars: 4', 'SSM142 has 3 characters; use at least 4'],
    ['type: StringList, default: [a], minItems: 2', 'SSM142 has 1 entries; use at least 2'],
    ['type: StringList, default: [a, b], maxItems: 1', 'SSM142 has 2 entries; use at most 1'],
  ])('%s: %s', (definition, message) => {
    expect(foundOf(definition)).toEqual([message]);
    expect(foundOf(definition, 'variables')).toEqual([message]);
  });

  it('may be empty, which says that there need be none', () => {
    expect(
      foundOf("type: String, default: '', allowedPattern: '^[a-z]+$', allowedValues: [a], minChars: 1"),
    ).toEqual([]);
    expect(foundOf('type: StringList, default: [], minItems: 1')).toEqual([]);
  });
});

describe('what a parameter demands', () => {
  it.each([
    [
      "type: String, allowedPattern: '^[a-z'",
      'SSM143 is no regular expression: unterminated character class',
    ],
    ["type: String, allowedPattern: '(a'", 'SSM143 is no regular expression: unterminated group'],
    ["type: String, allowedPattern: '*a'", 'SSM143 is no regular expression: nothing to repeat'],
    ['type: String, minChars: 3, maxChars: 2', 'SSM144 3 is more than maxChars, which is 2'],
    ['type: StringList, minItems: 3, maxItems: 2', 'SSM144 3 is more than maxItems, which is 2'],
    ['type: String, minItems: 1', 'SSM144 has no meaning for the type String; leave it out'],
    ['type: Integer, maxChars: 1', 'SSM144 has no meaning for the type Integer; leave it out'],
    [
      "type: Integer, allowedValues: [1, '2']",
      'SSM145 "2" is no Integer; use a whole number, without quotes: 2',
    ],
    ['type: StringList, allowedValues: [a, 1]', 'SSM145 1 is no String; use a string: "1"'],
    ['type: Text', 'SSM005 "Text" is not a type; use String, StringList, '],
    ['description: nothing else', 'SSM002 is missing; string, StringList, '],
    ['type: String, defualt: a', 'SSM001 unknown property; did you mean "default"?'],
  ])('%s: %s', (definition, message) => {
    expect(foundOf(definition)).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    'type: StringMap, maxChars: 150',
    'type: MapList, minItems: 1, maxItems: 1',
    'type: StringList, minItems: 1, maxItems: 1, minChars: 1, maxChars: 1',
    'type: Boolean, allowedValues: [true]',
  ])('%s may be', (definition) => {
    expect(foundOf(definition)).toEqual([]);
  });
});

describe('the new value of a variable', () => {
  const set = (type: string, value: string) =>
    foundIn(`schemaVersion: '0.3'
variables: { Value: { type: ${type} } }
mainSteps: [{ name: a, action: 'aws:updateVariable', inputs: { Name: 'variable:Value', Value: ${value} } }]
`);

  it('is of its type', () => {
    expect(set('Integer', '3')).toEqual([]);
    expect(set('Integer', "'3'")).toEqual([
      '3: SSM146 "3" is no Integer; use a whole number, without quotes: 3',
    ]);
    expect(set('StringList', '[a]')).toEqual([]);
    expect(set('StringList', 'a')).toEqual(['3: SSM146 "a" is no StringList; use a list of strings']);
  });

  it('may come from elsewhere', () => {
    expect(set('Integer', "'{{ variable:Value }}'")).toEqual([]);
  });
});

describe('a pattern of Java', () => {
  it.each([
    '(?i)^a$',
    'a++',
    '\\p{Alpha}+',
    '\\Aa\\z',
    '[a-z&&[^b]]',
    '(?>a|b)',
    '\\Qa.b\\E',
    '['.repeat(3000),
  ])('%s is not judged, because JavaScript reads it in another way', (pattern) => {
    expect(patternFault(pattern)).toBeUndefined();
    expect(mayMatch(pattern, 'x')).toBe(true);
  });

  it('is compared with a text', () => {
    expect(mayMatch('^a+$', 'aaa')).toBe(true);
    expect(mayMatch('^a+$', 'b')).toBe(false);
    expect(mayMatch('(', 'b')).toBe(true);
  });

  const slow = `  Slow: { type: String, default: '${'a'.repeat(40)}!', allowedPattern: '^(a+)+$' }\n`;
  const wrong = `  Wrong: { type: String, default: sixty, allowedPattern: '^[0-9]+$' }\n`;
  const codesOf = (parameters: string): string =>
    foundIn(`schemaVersion: '0.3'\nparameters:\n${parameters}mainSteps: []\n`).join();

  it('is not waited for where it takes too long', () => {
    expect(mayMatch('^(a+)+$', `${'a'.repeat(40)}!`)).toBeUndefined();
    expect(codesOf(slow)).not.toContain('SSM142');
  });

  it('is compared with its pattern unless one before took too long: a file of such patterns must come to an end', () => {
    expect(codesOf(wrong)).toContain('SSM142');
    expect(codesOf(slow + wrong)).not.toContain('SSM142');
  });
});
