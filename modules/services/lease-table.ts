import { DataAwsDynamodbTable } from '@cdktf/provider-aws/lib/data-aws-dynamodb-table';
import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Construct } from 'constructs';
import { CREATE_FIRST } from '../create-first';

/** Where Route 53 and IAM have their control plane: every lab on an API finds the table there, whatever its regions are. */
export const LEASE_REGION = 'us-east-1';

/** What a {@link LeaseTable} is made from. */
export interface LeaseTableProps {
  /** Of {@link LEASE_REGION}. */
  readonly provider: AwsProvider;
  /** The host name that customers use. */
  readonly host: string;
  /** Whether another lab on the same API has made the table. */
  readonly exists: boolean;
}

/**
 * The table of an API's lease: one item, without which no region of the API is made to fail. Its key is the URL that customers call. DynamoDB's
 * own expiry is not used: it deletes an item within days of its time (DynamoDB developer guide, TTL), and so is no lock.
 */
export class LeaseTable extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { provider, host, exists }: LeaseTableProps) {
    super(scope, id);
    // It follows from the host alone, so that every lab on that API has the same.
    const name = `chaos-lease-${host}`;
    this.arn = exists
      ? // Looked up, so that a plan fails where it is not there, and not the game day.
        new DataAwsDynamodbTable(this, 'Resource', { provider, name }).arn
      : new DynamodbTable(this, 'Resource', {
          provider,
          name,
          billingMode: 'PAY_PER_REQUEST',
          hashKey: 'url',
          attribute: [{ name: 'url', type: 'S' }],
          lifecycle: CREATE_FIRST,
        }).arn;
  }
}
