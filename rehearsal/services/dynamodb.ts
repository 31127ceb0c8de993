import type { AwsApi, Operation } from '../aws/api';
import type { Input } from '../aws/call';
import { AwsError } from '../aws/error';
import { NotModelled } from '../not-modelled';
import { arnOf, type WorldContext } from '../world-context';
import type { ResourceModels } from '../resources/apply';

/** An attribute as the API has it: `{ S: 'text' }`. */
type Attribute = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, Attribute>>;

interface Table {
  readonly hashKey: string;
  /** By the key's text. */
  readonly items: Map<string, Item>;
}

/** Only what is modelled may be asked, by operation. */
const CONDITION = ['ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues'];
const KNOWN = {
  GetItem: ['TableName', 'Key', 'ConsistentRead'],
  PutItem: ['TableName', 'Item', ...CONDITION],
  DeleteItem: ['TableName', 'Key', ...CONDITION],
};

/** `attribute_not_exists(#name)` and `#name = :value` (DynamoDB developer guide, condition expressions). */
const ABSENT = /^attribute_not_exists\((#\w+)\)$/;
const EQUAL = /^(#\w+) = (:\w+)$/;

/**
 * DynamoDB: tables whose key is one text, read consistently, and written under a condition on the item that is there. Operations are carried
 * out one after the other, as DynamoDB does for an item.
 */
export class DynamoDb {
  /** By `region name`. */
  private readonly tables = new Map<string, Table>();

  constructor(
    private readonly world: WorldContext,
    api: AwsApi,
  ) {
    const operation = (
      name: keyof typeof KNOWN,
      run: (table: Table, input: Input) => object,
    ): Readonly<Record<string, Operation>> => ({
      [name]: {
        resources: ({ TableName }, { region }) => [this.arn(region, String(TableName))],
        run: (input, { region }) => {
          const unknown = Object.keys(input).find((key) => !KNOWN[name].includes(key));
          if (unknown !== undefined) throw new NotModelled(`dynamodb:${name} with ${unknown}`);
          return run(this.table(region, String(input.TableName)), input);
        },
      },
    });
    api.register('dynamodb', {
      ...operation('GetItem', (table, { Key, ConsistentRead }) => {
        if (ConsistentRead !== true) throw new NotModelled('a read of DynamoDB that may be out of date');
        const found = table.items.get(keyOf(table, Key as Item));
        return found === undefined ? {} : { Item: found };
      }),
      ...operation('PutItem', (table, input) => {
        const item = input.Item as Item;
        const key = keyOf(table, item);
        check(table.items.get(key), input);
        table.items.set(key, item);
        return {};
      }),
      ...operation('DeleteItem', (table, input) => {
        const key = keyOf(table, input.Key as Item);
        check(table.items.get(key), input);
        table.items.delete(key);
        return {};
      }),
    });
  }

  /** How Terraform makes tables; one that is only looked up was there before. */
  readonly resources: ResourceModels = {
    aws_dynamodb_table: {
      modelled: ['name', 'hash_key', 'attribute'],
      withoutEffect: ['billing_mode', 'tags'],
      create: (values, { region, address }) => {
        const hashKey = values.text('hash_key');
        for (const attribute of values.blocks('attribute')) {
          if (attribute.text('type') !== 'S')
            throw new NotModelled(`attributes of the type ${attribute.text('type')}`, address);
        }
        return this.make(region, values.text('name'), hashKey);
      },
    },
    'data.aws_dynamodb_table': {
      modelled: ['name'],
      create: (values, { region }) => this.make(region, values.text('name'), 'url'),
    },
  };

  private make(region: string, name: string, hashKey: string): Readonly<Record<string, unknown>> {
    this.tables.set(`${region} ${name}`, { hashKey, items: new Map() });
    return { arn: this.arn(region, name), id: name };
  }

  private table(region: string, name: string): Table {
    const found = this.tables.get(`${region} ${name}`);
    if (found === undefined)
      throw new AwsError(
        'ResourceNotFoundException',
        `Requested resource not found: Table: ${name} not found`,
      );
    return found;
  }

  private arn(region: string, name: string): string {
    return arnOf(this.world, 'dynamodb', region, `table/${name}`);
  }
}

function keyOf({ hashKey }: Table, item: Item): string {
  const text = item[hashKey]?.S;
  if (typeof text !== 'string')
    throw new AwsError(
      'ValidationException',
      `One or more parameter values were invalid: Missing the key ${hashKey} in the item`,
    );
  return text;
}

/** @throws AwsError where the item is not what the request demands */
function check(item: Item | undefined, input: Input): void {
  const { ConditionExpression: condition } = input as { readonly ConditionExpression?: string };
  if (condition === undefined) return;
  if (!holds(condition, item, input))
    throw new AwsError('ConditionalCheckFailedException', 'The conditional request failed');
}

function holds(condition: string, item: Item | undefined, input: Input): boolean {
  const names = (input.ExpressionAttributeNames ?? {}) as Readonly<Record<string, string>>;
  const values = (input.ExpressionAttributeValues ?? {}) as Item;
  const attribute = (name = ''): Attribute | undefined => item?.[names[name] ?? ''];
  const absent = ABSENT.exec(condition);
  if (absent !== null) return attribute(absent[1]) === undefined;
  const equal = EQUAL.exec(condition);
  if (equal === null) throw new NotModelled(`the condition ${condition}`);
  const [found, wanted] = [attribute(equal[1])?.S, values[equal[2] ?? '']?.S];
  return found !== undefined && found === wanted;
}
