import { DynamoDb } from '../../../rehearsal/services/dynamodb';
import { allow, make, makeRole } from '../support/make';
import { emptyAccount, operator } from '../support/context';

const ABSENT = {
  ConditionExpression: 'attribute_not_exists(#url)',
  ExpressionAttributeNames: { '#url': 'url' },
};
const version = (text: string) => ({
  ConditionExpression: '#version = :version',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':version': { S: text } },
});
const item = (text: string) => ({ url: { S: 'https://a' }, version: { S: text } });
const Key = { url: { S: 'https://a' } };

function account() {
  const ground = emptyAccount();
  const { resources } = new DynamoDb(ground, ground.api);
  const arn = make(resources, 'aws_dynamodb_table', {
    ...{ name: 'leases', hash_key: 'url', attribute: { name: 'url', type: 'S' } },
  }).arn as string;
  const call = (operation: string, input: object, principal = operator) =>
    ground.clock.run(ground.api.call('dynamodb', operation, { TableName: 'leases', ...input }, principal));
  const read = () => call('GetItem', { Key, ConsistentRead: true });
  return { ...ground, resources, arn, call, read };
}

describe('an item', () => {
  it('is written where there is none, or over exactly what was read, and else is left as it is', async () => {
    const { call, read } = account();
    await expect(read()).resolves.toEqual({});
    await call('PutItem', { Item: item('1'), ...ABSENT });
    await expect(call('PutItem', { Item: item('2'), ...ABSENT })).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
    await expect(call('PutItem', { Item: item('2'), ...version('0') })).rejects.toThrow(
      'The conditional request failed',
    );
    await expect(read()).resolves.toEqual({ Item: item('1') });
    await call('PutItem', { Item: item('2'), ...version('1') });
    await expect(read()).resolves.toEqual({ Item: item('2') });
  });

  it('is deleted under the same condition; where there is none, nothing equals anything', async () => {
    const { call, read } = account();
    await call('PutItem', { Item: item('1') });
    await expect(call('DeleteItem', { Key, ...version('0') })).rejects.toThrow('conditional');
    await call('DeleteItem', { Key, ...version('1') });
    await expect(read()).resolves.toEqual({});
    await expect(call('DeleteItem', { Key, ...version('1') })).rejects.toThrow('conditional');
  });

  it('is read and written by whoever may, and by nobody else', async () => {
    const { iam, call, arn } = account();
    const statements = [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: arn }];
    const reader = { roleArn: makeRole(iam.resources, { statements }) };
    const other = { roleArn: makeRole(iam.resources, { name: 'other', statements: [allow('s3:*')] }) };
    const as = (principal: typeof reader) => ({ ...operator, principal }) as never;
    const asked = { Key, ConsistentRead: true };
    await expect(call('GetItem', asked, as(reader))).resolves.toEqual({});
    await expect(call('PutItem', { Item: item('1') }, as(reader))).rejects.toThrow(
      `not authorized to perform: dynamodb:PutItem on resource: ${arn}`,
    );
    await expect(call('GetItem', asked, as(other))).rejects.toThrow('dynamodb:GetItem');
  });
});

describe('a table', () => {
  it('stands in one region', async () => {
    const { api, clock } = account();
    const elsewhere = { ...operator, region: 'eu-west-1' };
    const asked = { TableName: 'leases', Key, ConsistentRead: true };
    await expect(clock.run(api.call('dynamodb', 'GetItem', asked, elsewhere))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('that is only looked up was there before', async () => {
    const { resources, call } = account();
    const { arn } = make(resources, 'data.aws_dynamodb_table', { name: 'theirs' });
    expect(arn).toBe('arn:aws:dynamodb:us-east-1:123456789012:table/theirs');
    await expect(call('GetItem', { TableName: 'theirs', Key, ConsistentRead: true })).resolves.toEqual({});
  });
});

it.each<[string, string, object]>([
  ['a read that may be out of date', 'GetItem', { Key }],
  ['a parameter', 'PutItem', { Item: item('1'), ReturnValues: 'ALL_OLD' }],
  [
    'a condition',
    'PutItem',
    { Item: item('1'), ...version('1'), ConditionExpression: '#version < :version' },
  ],
])('refuses %s that is not modelled', async (_what, operation, input) => {
  const { call } = account();
  await expect(call(operation, input)).rejects.toMatchObject({ name: 'NotModelled' });
});

it('refuses an item without its key, as DynamoDB does', async () => {
  const { call } = account();
  await expect(call('PutItem', { Item: {} })).rejects.toMatchObject({ name: 'ValidationException' });
});
