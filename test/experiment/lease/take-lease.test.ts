import { takeLease } from '../../../experiment/lease/take-lease';
import { AwsError } from '../../../rehearsal/aws/error';
import { ann, API_URL, at, bob, leases } from './support';

it('is taken where nobody has it, and says who holds which region since when and until when', async () => {
  const { take, table, clock } = leases();
  const lease = await take(ann);
  expect(lease).toMatchObject({
    url: API_URL,
    region: 'us-east-1',
    holder: 'game day ann',
    who: 'arn:ann',
    since: '2026-01-01T12:00:01Z',
    until: '2026-01-01T12:30:00Z',
  });
  await expect(clock.run(table.read())).resolves.toEqual(lease);
});

it('keeps everybody else out, of the same region too, and tells them who, where, until when and what ends that', async () => {
  const { take } = leases();
  await take(ann);
  const refusal =
    /^https:\/\/example\.mydomain\.com\/api\/hello is held for us-east-1 until 2026-01-01T12:30:00Z, by game day ann \(arn:ann\); .*wait until that game day has ended.*`npm run restore -- --region us-east-1`.*wait until 2026-01-01T12:30:00Z$/;
  await expect(take(bob)).rejects.toThrow(refusal);
  await expect(take({ ...bob, region: 'us-east-1' })).rejects.toThrow(refusal);
});

it('is extended by its holder, never shortened, and keeps its beginning', async () => {
  const { take } = leases();
  const { since } = await take(ann);
  await expect(take({ ...ann, until: at(60) })).resolves.toMatchObject({
    since,
    until: '2026-01-01T13:00:00Z',
  });
  await expect(take({ ...ann, until: at(5) })).resolves.toMatchObject({ until: '2026-01-01T13:00:00Z' });
});

it('is free for anybody from the second at which it ends, and not sooner', async () => {
  const { take, clock } = leases();
  await take(ann);
  await clock.run(clock.sleep(at(30) - clock.now() - 200));
  await expect(take(bob)).rejects.toThrow('is held for us-east-1');
  await expect(take(bob)).resolves.toMatchObject({ holder: 'game day bob', region: 'eu-west-1' });
  await expect(take(ann)).rejects.toThrow('is held for eu-west-1');
});

it('goes to one of two who try at the same moment', async () => {
  const { clock, table, other } = leases();
  const tries = [takeLease(table, ann, clock), takeLease(other, bob, clock)];
  const ends = await clock.run(Promise.allSettled(tries));
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('is not written over what somebody has written since it was read', async () => {
  const { take, levers, other } = leases();
  let isFirst = true;
  levers.before = async (operation) => {
    if (operation !== 'PutItem' || !isFirst) return;
    isFirst = false;
    await other.write(
      { ...bob, since: '2026-01-01T12:00:00Z', until: '2026-01-01T12:40:00Z', version: 'b' },
      null,
    );
  };
  await expect(take(ann)).rejects.toThrow('is held for eu-west-1 until 2026-01-01T12:40:00Z');
});

it('is still taken where the answer to its being taken was lost, and it is asked for again', async () => {
  const { table, other, clock } = leases();
  const taken = await clock.run(takeLease(other, ann, clock));
  // What was sent first is sent again, and is refused, for it is there.
  await expect(clock.run(table.write(taken, null))).resolves.toBe(false);
  await expect(clock.run(takeLease(table, ann, clock))).resolves.toMatchObject({ holder: ann.holder });
});

it('gives up where it changes again and again, and nobody holds it', async () => {
  const { take, levers, asked } = leases();
  levers.before = (operation) => {
    if (operation === 'PutItem') throw new AwsError('ConditionalCheckFailedException', 'changed');
  };
  await expect(take(ann)).rejects.toThrow('changed 10 times while it was being taken');
  expect(asked.filter((operation) => operation === 'PutItem')).toHaveLength(10);
});

it.each(['GetItem', 'PutItem'])('hands on whatever else DynamoDB answers to %s', async (refused) => {
  const { take, levers } = leases();
  levers.before = (operation) => {
    if (operation !== refused) return;
    throw new AwsError('AccessDeniedException', `not authorized: dynamodb:${refused}`);
  };
  await expect(take(ann)).rejects.toThrow(`not authorized: dynamodb:${refused}`);
});
