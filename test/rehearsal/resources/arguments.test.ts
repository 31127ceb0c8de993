import { NotModelled } from '../../../rehearsal/not-modelled';
import { Arguments } from '../../../rehearsal/resources/arguments';

const read = (values: Readonly<Record<string, unknown>>): Arguments => new Arguments(values, 'aws_thing.one');

describe('the arguments of a block', () => {
  it('are read with their types', () => {
    const values = read({
      text: 'a',
      number: 5,
      numeric: '7',
      flag: true,
      texts: ['a', 'b'],
      map: { a: 1 },
      json: '[1]',
    });
    expect(values.text('text')).toBe('a');
    expect(values.number('number')).toBe(5);
    expect(values.number('numeric')).toBe(7);
    expect(values.flag('flag')).toBe(true);
    expect(values.texts('texts')).toEqual(['a', 'b']);
    expect(values.map('map')).toEqual({ a: '1' });
    expect(values.json('json')).toEqual([1]);
  });

  it.each([undefined, null])('have their defaults where they are %p', (absent) => {
    const values = read({ it: absent });
    expect(values.optionalText('it')).toBeNull();
    expect(values.number('it', 3)).toBe(3);
    expect(values.flag('it')).toBe(false);
    expect(values.flag('it', true)).toBe(true);
    expect(values.texts('it')).toEqual([]);
    expect(values.map('it')).toEqual({});
    expect(values.blocks('it')).toEqual([]);
    expect(values.block('it')).toBeNull();
  });

  it.each<[string, (values: Arguments) => unknown, unknown, string]>([
    ['a number for a string', (values) => values.text('it'), 5, 'a string'],
    ['nothing for a string', (values) => values.text('it'), null, 'a string'],
    ['a word for a number', (values) => values.number('it'), 'many', 'a number'],
    ['nothing for a number', (values) => values.number('it'), null, 'a number'],
    ['an empty string for a number', (values) => values.number('it'), '', 'a number'],
    ['a boolean for a number', (values) => values.number('it'), true, 'a number'],
    ['a string for a boolean', (values) => values.flag('it'), 'true', 'true or false'],
    ['a number among strings', (values) => values.texts('it'), ['a', 1], 'a list of strings'],
    ['a string for a map', (values) => values.map('it'), 'a', 'a map'],
    ['a sentence for JSON', (values) => values.json('it'), 'not json', 'JSON'],
  ])('that have %s are an error with address and value', (_what, act, value, wanted) => {
    expect(() => act(read({ it: value }))).toThrow(
      `aws_thing.one: it is ${JSON.stringify(value)}, and should be ${wanted}`,
    );
  });

  it('give nested blocks, one without its list too, with the address of each', () => {
    expect(
      read({ rule: [{ a: 'x' }, { a: 'y' }] })
        .blocks('rule')
        .map((rule) => rule.text('a')),
    ).toEqual(['x', 'y']);
    expect(
      read({ rule: { a: 'x' } })
        .block('rule')
        ?.text('a'),
    ).toBe('x');
    expect(() =>
      read({ rule: { a: 1 } })
        .block('rule')
        ?.text('a'),
    ).toThrow('aws_thing.one.rule: a is 1');
  });

  it('are refused by name where they are not known; an absent one is not missed', () => {
    expect(() => read({ a: 1, b: 2 }).only('a')).toThrow(new NotModelled('the argument b', 'aws_thing.one'));
    expect(() => read({ a: 1, b: null }).only('a')).not.toThrow();
  });
});
