import { API_URL, attachment, attachmentArchives } from '../support/attachment';
import { pythonPool } from '../support/scripts';
import { operator } from '../support/context';

const python = pythonPool(2);
const folder = attachmentArchives();

/** A function, the lab's document, and the lease of its API. */
function prepare(before: Parameters<typeof attachment>[2] = {}) {
  const lab = attachment(python, folder, before);
  const { api, clock } = lab;
  const call = (operation: string, input: object) =>
    api.call('dynamodb', operation, { TableName: 'leases', ...input }, operator);
  const read = async (): Promise<Record<string, string> | null> => {
    const asked = { Key: { url: { S: API_URL } }, ConsistentRead: true };
    const { Item } = (await clock.run(call('GetItem', asked))) as { Item?: Record<string, { S: string }> };
    return Item === undefined
      ? null
      : Object.fromEntries(Object.entries(Item).map(([name, { S }]) => [name, S]));
  };
  /** Somebody writes the lease; `until` is a time of 2026-01-01. */
  const hold = async (region: string, until: string, more: object = {}) => {
    const texts = {
      ...{ url: API_URL, region, holder: 'game day 1234', who: 'arn:ann', version: 'theirs' },
      ...{ since: '2026-01-01T11:00:00Z', until: `2026-01-01T${until}Z` },
      ...more,
    };
    await clock.run(
      call('PutItem', { Item: Object.fromEntries(Object.entries(texts).map(([name, S]) => [name, { S }])) }),
    );
  };
  const expiresAt = (): number => Date.parse(lab.state().variables.CHAOS_EXTENSION__EXPIRES_AT ?? '');
  return { ...lab, call, read, hold, expiresAt };
}

describe('the document takes the lease before it attaches', () => {
  it('where nobody has it, for longer than the fault lives', async () => {
    const { attach, read, expiresAt } = prepare();
    await expect(attach()).resolves.toMatchObject({ status: 'Success' });
    const lease = await read();
    expect(lease).toEqual({
      url: API_URL,
      region: 'us-east-1',
      holder: expect.stringMatching(/^execution [0-9a-f-]{36}$/) as string,
      since: expect.stringMatching(/^2026-01-01T12:00:0\dZ$/) as string,
      until: expect.any(String) as string,
      version: expect.stringMatching(/^execution /) as string,
    });
    expect(Date.parse(lease?.until ?? '')).toBeGreaterThanOrEqual(expiresAt() + 60_000);
  });

  it('where it is over, and says nothing any more of whoever had it', async () => {
    const { attach, read, hold } = prepare();
    await hold('eu-west-1', '11:59:59');
    await expect(attach()).resolves.toMatchObject({ status: 'Success' });
    const lease = await read();
    expect(lease).toMatchObject({ region: 'us-east-1', since: expect.stringMatching(/T12:00/) as string });
    expect(lease).not.toHaveProperty('who');
  });

  it('and only extends that of a game day of its own region, whose it stays', async () => {
    const { attach, read, hold } = prepare();
    await hold('us-east-1', '12:10:00');
    await expect(attach()).resolves.toMatchObject({ status: 'Success' });
    const lease = await read();
    expect(lease).toMatchObject({ holder: 'game day 1234', who: 'arn:ann', since: '2026-01-01T11:00:00Z' });
    expect(lease?.until).toMatch(/^2026-01-01T13:01:0\dZ$/);
    expect(lease?.version).not.toBe('theirs');
  });

  it('and never shortens it, but notes that it was used', async () => {
    const { attach, read, hold } = prepare();
    await hold('us-east-1', '23:00:00');
    await attach();
    const lease = await read();
    expect(lease?.until).toBe('2026-01-01T23:00:00Z');
    expect(lease?.version).not.toBe('theirs');
  });

  it('for the fault that is in $LATEST already, and is only published now', async () => {
    const { begin, end, stop, attach, call, read, clock, controls, expiresAt, state } = prepare();
    const id = await clock.run(begin('ENABLED', { ExpiresAfterMinutes: '120' }));
    controls.beforeCalls(async ({ operation }) => {
      if (operation === 'PublishVersion' && state().alias === '1') await stop(id).catch(() => undefined);
    });
    await clock.run(end(id));
    await clock.run(call('DeleteItem', { Key: { url: { S: API_URL } } }));
    await expect(attach({ ExpiresAfterMinutes: '5' })).resolves.toMatchObject({ status: 'Success' });
    const lease = await read();
    expect(Date.parse(lease?.until ?? '')).toBe(expiresAt() + 60_000);
  });

  it('together with another execution of its region', async () => {
    const { begin, end, clock, state } = prepare();
    const ends = await clock.run(
      Promise.all([begin('ENABLED'), begin('ENABLED')]).then((ids) => Promise.all(ids.map(end))),
    );
    expect(ends.map(({ status }) => status)).toContain('Success');
    expect(state().alias).toBe('2');
  });
});

describe('the document attaches nothing', () => {
  it('where another region is held, and says which, until when, by whom and what ends that', async () => {
    const { attach, hold, read, changes } = prepare();
    await hold('eu-west-1', '12:30:00');
    const { status, message } = await attach();
    expect(status).toBe('Failed');
    expect(message).toContain(
      `${API_URL} is held for eu-west-1 until 2026-01-01T12:30:00Z, by game day 1234 (arn:ann): two regions of an API must never fail at once`,
    );
    expect(message).toContain('`npm run restore -- --region eu-west-1` releases it');
    expect(changes()).toEqual([]);
    await expect(read()).resolves.toMatchObject({ version: 'theirs' });
  });

  it.each(['LeaseTableArn', 'ApiUrl'])('where it is not told the %s', async (name) => {
    const { attach, changes } = prepare();
    const { status, message } = await attach({ [name]: '' });
    expect(status).toBe('Failed');
    expect(message).toContain('attaching takes LeaseTableArn and ApiUrl');
    expect(changes()).toEqual([]);
  });

  it('where the table cannot be reached', async () => {
    const { attach, changes } = prepare();
    const { status, message } = await attach({
      LeaseTableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/none',
    });
    expect(status).toBe('Failed');
    expect(message).toContain('Table: none not found');
    expect(changes()).toEqual([]);
  });

  it('where somebody takes the lease for another region in the very moment in which it is free', async () => {
    const { attach, call, changes, controls, read } = prepare();
    let isFirst = true;
    controls.beforeCalls(async ({ operation, call: { principal } }) => {
      if (operation !== 'PutItem' || principal === 'operator' || !isFirst) return;
      isFirst = false;
      const texts = { url: API_URL, region: 'eu-west-1', holder: 'game day 1', version: 'theirs' };
      const moments = { since: '2026-01-01T12:00:00Z', until: '2026-01-01T12:30:00Z' };
      const Item = Object.fromEntries(
        Object.entries({ ...texts, ...moments }).map(([name, S]) => [name, { S }]),
      );
      await call('PutItem', { Item });
    });
    await expect(attach()).resolves.toMatchObject({ status: 'Failed' });
    expect(isFirst).toBe(false);
    expect(changes()).toEqual([]);
    await expect(read()).resolves.toMatchObject({ region: 'eu-west-1' });
  });

  it('takes no lease where it refuses the function', async () => {
    const { attach, read } = prepare({ runtime: 'python3.13' });
    await expect(attach()).resolves.toMatchObject({ status: 'Failed' });
    await expect(read()).resolves.toBeNull();
  });
});

it('needs no lease to detach, whoever holds it, and leaves it as it is', async () => {
  const { attach, detach, hold, read, state } = prepare();
  await attach();
  await hold('eu-west-1', '23:00:00');
  await expect(detach()).resolves.toMatchObject({ status: 'Success' });
  expect(state()).toMatchObject({ alias: '1', versions: ['$LATEST', '1'] });
  await expect(read()).resolves.toMatchObject({ region: 'eu-west-1', version: 'theirs' });
});
