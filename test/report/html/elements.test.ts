import { unbroken } from '../../../report/html/elements';

describe('a text on the page', () => {
  it('keeps numbers and their units in one line', () => {
    expect(unbroken('1 min 35 s, 7.95 % of 4 servers')).toBe(
      '1\u00a0min 35\u00a0s, 7.95\u00a0% of 4 servers',
    );
  });
});
