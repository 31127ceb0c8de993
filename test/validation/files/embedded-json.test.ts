import { EmbeddedJson } from '../../../validation/files/embedded-json';

const parsed = (text: string): EmbeddedJson => {
  const json = EmbeddedJson.parse(text);
  if (!(json instanceof EmbeddedJson)) throw new Error(json.message);
  return json;
};

it('keeps placeholders within strings, and takes one in the place of a number for a number', () => {
  expect(parsed('{"A":"${Name}-x","B":${Count},"C":["${Long Name}"]}').value).toEqual({
    A: '${Name}-x',
    B: 11111111,
    C: ['${Long Name}'],
  });
});

it('knows where keys and values begin, behind placeholders too', () => {
  const text = '{"A":${Count},"B":["${Name}", ""]}';
  expect(parsed(text).offsetOfKey(['B'])).toBe(text.indexOf('"B"'));
  expect(parsed(text).offsetOf(['B', 1])).toBe(text.indexOf('""'));
  expect(parsed(text).textOf(['A'])).toBe('${Count}');
});

it('tells what is wrong with a text that is none, and where', () => {
  expect(EmbeddedJson.parse('{"A":${Count},}')).toEqual({
    offset: 14,
    message: 'unexpected "}"; remove the comma before it',
  });
});
