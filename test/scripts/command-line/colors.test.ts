import { colorsFor } from '../../../scripts/command-line/colors';

const terminal = { isTTY: true };

it.each<[string, Parameters<typeof colorsFor>, boolean]>([
  ['a terminal', [terminal, { color: true }, {}], true],
  ['a terminal with an empty NO_COLOR', [terminal, { color: true }, { NO_COLOR: '' }], true],
  ['no terminal', [{}, { color: true }, {}], false],
  ['--no-color', [terminal, { color: false }, {}], false],
  ['NO_COLOR', [terminal, { color: true }, { NO_COLOR: '1' }], false],
  ['a dumb terminal', [terminal, { color: true }, { TERM: 'dumb' }], false],
])('with %s', (_what, asked, colored) => {
  expect(colorsFor(...asked).isColorSupported).toBe(colored);
});
