import { suiteWith } from '../support/tools';
import { Account } from './support/account';

suiteWith('moto', 'boto3')('the lease of the API, by real boto3', () => {
  let account: Account;
  beforeAll(async () => {
    account = await Account.start();
  });
  afterAll(() => (account as Account | undefined)?.close());

  it('is taken before the function is changed, and extended by whoever attaches again', async () => {
    const target = await account.target();
    expect(await target.attach({ ExpiresAfterMinutes: '30' })).toHaveProperty('value.Attached', true);
    const first = await account.lease(target);
    expect(first).toMatchObject({
      region: 'us-east-1',
      holder: expect.stringMatching(/^execution /) as string,
    });
    await target.detach();
    expect(await account.lease(target)).toEqual(first);
    expect(await target.attach({ ExpiresAfterMinutes: '60' })).toHaveProperty('value.Attached', true);
    const second = await account.lease(target);
    expect(second?.holder).toBe(first?.holder);
    expect(Date.parse(second?.until ?? '')).toBeGreaterThan(Date.parse(first?.until ?? ''));
  });

  it('lets nothing be attached where it is another region’s, until it is over', async () => {
    const target = await account.target();
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z');
    const theirs = { region: 'eu-west-1', holder: 'game day 1', since: '2026-01-01T12:00:00Z', version: '1' };
    await account.holdLease(target, { ...theirs, until: inAnHour });
    const refused = await target.attach();
    expect(refused).toHaveProperty(
      'traceback',
      expect.stringContaining(`is held for eu-west-1 until ${inAnHour}`),
    );
    expect(target.changes()).toEqual([]);
    await account.holdLease(target, { ...theirs, until: '2026-01-01T12:30:00Z' });
    expect(await target.attach()).toHaveProperty('value.Attached', true);
    expect(await account.lease(target)).toMatchObject({ region: 'us-east-1' });
  });

  it('is taken by both of two executions of its region, whichever writes first', async () => {
    const target = await account.target();
    const [one, other] = account.runners;
    const ends = await Promise.all([
      target.run('ENABLED', {}, {}, one),
      target.run('ENABLED', {}, {}, other),
    ]);
    expect(JSON.stringify(ends)).not.toContain('ConditionalCheckFailedException');
    expect(await account.lease(target)).toMatchObject({ region: 'us-east-1' });
  });
});
