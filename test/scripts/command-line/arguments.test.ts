import { countUpTo, integer, milliseconds } from '../../../scripts/command-line/arguments';

it.each([
  ['7', 7],
  ['-3', -3],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
])('takes %s for an integer', (text, value) => {
  expect(integer(text)).toBe(value);
});

it.each(['', '1.5', '1e3', 'seven', '9007199254740992', '-9007199254740992'])(
  'refuses %j, which is no exact integer',
  (text) => {
    expect(() => integer(text)).toThrow(/^use an integer/);
  },
);

it.each([
  ['1', 1],
  ['100', 100],
])('takes %s for a count', (text, value) => {
  expect(countUpTo(100)(text)).toBe(value);
});

it.each([
  ['0', 'use a positive integer'],
  ['-1', 'use a positive integer'],
  ['101', 'use at most 100'],
])('refuses to count to %s', (text, message) => {
  expect(() => countUpTo(100)(text)).toThrow(message);
});

it.each([
  ['90s', 90_000],
  ['7m', 420_000],
  ['1h', 3_600_000],
])('takes %s for a length of time', (text, value) => {
  expect(milliseconds(text)).toBe(value);
});

it.each(['7', 'm', '7 m', '7d', '-7m'])('refuses %j for a length of time', (text) => {
  expect(() => milliseconds(text)).toThrow('use a number with its unit, such as 90s, 7m or 1h');
});
