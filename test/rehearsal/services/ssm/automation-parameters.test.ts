import type { AutomationParameter } from '../../../../validation/automation-document/automation-document';
import { AwsError } from '../../../../rehearsal/aws/error';
import { fillParameters, readParameters } from '../../../../rehearsal/services/ssm/automation-parameters';

const declared: Readonly<Record<string, AutomationParameter>> = {
  Name: { type: 'String' },
  Mode: { type: 'String', default: 'ENABLED', allowedValues: ['ENABLED', 'DISABLED'] },
  Seconds: { type: 'String', default: '60', allowedPattern: '^[0-9]+$' },
  Short: { type: 'String', default: 'abc', minChars: 2, maxChars: 4 },
  Alias: { type: 'String', default: '' },
  Names: { type: 'StringList', default: [] },
};

function read(given: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, unknown>> {
  return readParameters({ schemaVersion: '0.3', parameters: declared, mainSteps: [] }, given);
}

describe('the parameters of an execution', () => {
  it('are those that were given, and the defaults of the others', () => {
    const values = read({ Name: ['hello'], Mode: ['DISABLED'], Names: ['a', 'b'] });
    expect(values).toEqual({
      Name: 'hello',
      Mode: 'DISABLED',
      Seconds: '60',
      Short: 'abc',
      Alias: '',
      Names: ['a', 'b'],
    });
  });

  it.each<[string, Readonly<Record<string, readonly string[]>>, string]>([
    ['one is missing', {}, 'the parameter Name is missing'],
    ['one is not declared', { Name: ['a'], Colour: ['red'] }, 'the document has no parameter Colour'],
    [
      'one is not allowed',
      { Name: ['a'], Mode: ['ON'] },
      'Mode is ON, and should be one of ENABLED, DISABLED',
    ],
    [
      'one does not match',
      { Name: ['a'], Seconds: ['60s'] },
      'Seconds is 60s, which does not match ^[0-9]+$',
    ],
    ['one is empty', { Name: ['a'], Alias: [''] }, 'Alias has 0 characters, and 1 to 512 are allowed'],
    [
      'one is too long for any',
      { Name: ['a'.repeat(513)] },
      'Name has 513 characters, and 1 to 512 are allowed',
    ],
    ['one is too short', { Name: ['a'], Short: ['a'] }, 'Short has 1 characters, and 2 to 4 are allowed'],
    ['one is too long', { Name: ['a'], Short: ['abcde'] }, 'Short has 5 characters, and 2 to 4 are allowed'],
    ['an item of a list is empty', { Name: ['a'], Names: ['a', ''] }, 'Names has 0 characters'],
    ['a string has two values', { Name: ['a', 'b'] }, 'Name has 2 values, and takes one'],
    ['a string has no value', { Name: [] }, 'Name has 0 values, and takes one'],
  ])('are refused where %s', (_what, given, message) => {
    const refused = () => read(given);
    expect(refused).toThrow(message);
    expect(refused).toThrow(AwsError);
  });

  it('are filled in wherever they stand, with their own type where nothing stands beside them', () => {
    const values = { Name: 'hello', Names: ['a', 'b'], Alias: '' };
    const inputs = {
      one: '{{ Name }}',
      all: ['{{Names}}'],
      text: 'say {{ Name }}{{ Alias }}!',
      other: { five: 5 },
    };
    expect(fillParameters(inputs, values)).toEqual({
      one: 'hello',
      all: [['a', 'b']],
      text: 'say hello!',
      other: { five: 5 },
    });
  });

  it.each(['{{ None }}', 'a {{ global:REGION }}'])('are not guessed: %s', (text) => {
    expect(() => fillParameters(text, { Name: 'hello' })).toThrow('is not defined');
  });
});
