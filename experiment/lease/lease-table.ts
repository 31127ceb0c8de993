import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import type { Clients } from '../aws/clients';
import type { Deployment } from '../deployment/deployment';
import { arnParts } from '../ownership/arn';
import { isMoment, type Lease } from './lease';

type Item = Readonly<Record<string, AttributeValue>>;

/** The only answer of DynamoDB that says that the item is not what it was (API reference, PutItem and DeleteItem). */
const CHANGED = 'ConditionalCheckFailedException';

/** What every lease says; `who` may be missing. */
const TEXTS = ['url', 'region', 'holder', 'since', 'until', 'version'] as const;

/**
 * The place of one API's lease. It is read and written like a compare-and-swap: whoever decides by what was read writes only over exactly
 * that, so that of two who decide at the same time one has to decide anew.
 */
export class LeaseTable {
  private readonly dynamodb;
  private readonly name: string;

  private constructor(
    clients: Pick<Clients, 'dynamodb'>,
    private readonly arn: string,
    readonly url: string,
  ) {
    const { region, resource } = arnParts(arn);
    this.dynamodb = clients.dynamodb(region);
    this.name = resource.replace('table/', '');
  }

  /** The table of a deployed lab; null where its outputs name none, because it was deployed before there were leases. */
  static of(
    clients: Pick<Clients, 'dynamodb'>,
    { leaseTableArn, apiUrl }: Pick<Deployment, 'leaseTableArn' | 'apiUrl'>,
  ): LeaseTable | null {
    return leaseTableArn === undefined ? null : new LeaseTable(clients, leaseTableArn, apiUrl);
  }

  /**
   * Reads the lease, in force or not; null where there is none.
   * @throws Error for an item that is no lease
   */
  async read(): Promise<Lease | null> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({ ...this.place, ConsistentRead: true }),
    );
    return item === undefined ? null : this.leaseOf(item);
  }

  /** Writes a lease over what was read. Returns false, and has written nothing, where it is not that any more. */
  async write(lease: Omit<Lease, 'url'>, known: Lease | null): Promise<boolean> {
    const { who, ...texts } = { ...lease, url: this.url };
    const Item = { ...itemOf(texts), ...(who === null ? {} : itemOf({ who })) };
    return unlessChanged(
      this.dynamodb.send(
        new PutItemCommand({ TableName: this.name, Item, ...(known === null ? ABSENT : isStill(known)) }),
      ),
    );
  }

  /** Deletes the lease that was read. Returns false, and has deleted nothing, where it is not that any more. */
  async remove(known: Lease): Promise<boolean> {
    return unlessChanged(this.dynamodb.send(new DeleteItemCommand({ ...this.place, ...isStill(known) })));
  }

  private get place() {
    return { TableName: this.name, Key: itemOf({ url: this.url }) };
  }

  private leaseOf(item: Item): Lease {
    const wrong = TEXTS.find((name) => item[name]?.S === undefined);
    const text = (name: string): string => item[name]?.S ?? '';
    const found = wrong ?? (['since', 'until'] as const).find((name) => !isMoment(text(name)));
    if (found !== undefined) {
      throw new Error(
        `the lease of ${this.url} in ${this.arn} is damaged: ${found} is ${JSON.stringify(item[found] ?? null)}; ` +
          `make sure that no region of it carries the fault (\`npm run restore\`), then delete the item`,
      );
    }
    return {
      url: text('url'),
      region: text('region'),
      holder: text('holder'),
      who: item.who?.S ?? null,
      since: text('since'),
      until: text('until'),
      version: text('version'),
    };
  }
}

const ABSENT = {
  ConditionExpression: 'attribute_not_exists(#url)',
  ExpressionAttributeNames: { '#url': 'url' },
};

function isStill({ version }: Lease) {
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': { S: version } },
  };
}

function itemOf(texts: Readonly<Record<string, string>>): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(texts).map(([name, S]) => [name, { S }]));
}

async function unlessChanged(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === CHANGED) return false;
    throw error;
  }
}
