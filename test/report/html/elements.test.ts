import { unbroken } from '../../../report/html/elements';

describe('a text on the page', () => {
  it('keeps numbers and their units in one line', () => {
    expect(unbroken('1 min 35 s, 7.95 % of 4 servers').toString()).toBe(
      '1\u00a0min\u00a035\u00a0s, 7.95\u00a0% of 4 servers',
    );
  });

  it('keeps the code of a region in one line, and is escaped around it', () => {
    expect(unbroken('<eu-west-1> and us-gov-east-1, not my-payments-live-1').toString()).toBe(
      '&lt;<span class="whole">eu-west-1</span>&gt; and <span class="whole">us-gov-east-1</span>, not my-payments-live-1',
    );
  });

  it('takes no longer than its length, whatever it is', () => {
    const text = 'aa-'.repeat(100_000);
    expect(unbroken(text).toString()).toBe(text);
  });
});
