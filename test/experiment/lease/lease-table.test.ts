import { LeaseTable } from '../../../experiment/lease/lease-table';
import { FakeAws } from '../support/fake-aws';
import { deployment } from '../support/lab';
import { ann, bob, leases } from './support';

describe('a lease', () => {
  it('is deleted only as what it was read', async () => {
    const { take, table, clock } = leases();
    const first = await take(ann);
    const second = await take({ ...ann, until: ann.until + 60_000 });
    await expect(clock.run(table.remove(first))).resolves.toBe(false);
    await expect(clock.run(table.remove(second))).resolves.toBe(true);
    await expect(clock.run(table.read())).resolves.toBeNull();
    await expect(clock.run(table.remove(second))).resolves.toBe(false);
  });

  it('of somebody who came after is never deleted', async () => {
    const { take, table, clock } = leases();
    const late = await take(ann);
    await clock.run(table.remove(late));
    const theirs = await take(bob);
    await expect(clock.run(table.remove(late))).resolves.toBe(false);
    await expect(clock.run(table.read())).resolves.toEqual(theirs);
  });

  it.each([
    ['holder', { holder: undefined }, 'holder is null'],
    ['until', { until: { S: 'tomorrow' } }, 'until is {"S":"tomorrow"}'],
    ['since', { since: { S: '2026-13-01T12:00:00Z' } }, 'since is {"S":"2026-13-01T12:00:00Z"}'],
    ['version', { version: { N: '1' } }, 'version is {"N":"1"}'],
  ])('is not believed where its %s is damaged', async (_what, change, words) => {
    const { put, table, clock } = leases();
    const moment = { S: '2026-01-01T12:00:00Z' };
    const whole = {
      region: { S: 'us-east-1' },
      holder: { S: 'x' },
      since: moment,
      until: moment,
      version: { S: '1' },
    };
    await put({ url: { S: table.url }, ...whole, ...change });
    await expect(clock.run(table.read())).rejects.toThrow(words);
  });
});

it('is read consistently, in the region and the table of its ARN', async () => {
  const aws = new FakeAws().on('GetItem', () => ({}));
  await LeaseTable.of(aws.clients, deployment)?.read();
  expect(aws.calls).toEqual([
    {
      service: 'dynamodb',
      region: 'us-east-1',
      operation: 'GetItem',
      input: {
        TableName: 'chaos-lease-example.mydomain.com',
        Key: { url: { S: 'https://example.mydomain.com/api/hello' } },
        ConsistentRead: true,
      },
    },
  ]);
});

it('is nowhere where the lab was deployed before there were leases', () => {
  expect(LeaseTable.of(new FakeAws().clients, { ...deployment, leaseTableArn: undefined })).toBeNull();
});
