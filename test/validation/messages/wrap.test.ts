import fc from 'fast-check';
import { wrap } from '../../../validation/messages/wrap';

describe('wrapping', () => {
  it('breaks at spaces, and keeps the lines and the indentation of the text', () => {
    expect(wrap('one two three\n  File "x"', 8)).toEqual(['one two', 'three', '  File', '"x"']);
  });

  it('loses no character but blanks, and keeps within the limit', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 1, max: 30 }), (text, limit) => {
        const lines = wrap(text, limit);

        return (
          lines.every((line) => line.length <= limit || line.trim().length <= limit) &&
          lines.join('').replace(/\s/g, '') === text.replace(/\s/g, '')
        );
      }),
    );
  });
});
