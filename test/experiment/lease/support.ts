import { LeaseTable } from '../../../experiment/lease/lease-table';
import { takeLease, type WantedLease } from '../../../experiment/lease/take-lease';
import { worldClients } from '../../../rehearsal/clients';
import { DynamoDb } from '../../../rehearsal/services/dynamodb';
import type { World } from '../../../rehearsal/world';
import { make } from '../../rehearsal/support/make';
import { emptyAccount, operator, START } from '../../rehearsal/support/context';

export const API_URL = 'https://example.mydomain.com/api/hello';

export const at = (minutes: number): number => START + minutes * 60_000;

/** A game day that wants the lease of us-east-1 for half an hour. */
export const ann: WantedLease = {
  region: 'us-east-1',
  holder: 'game day ann',
  who: 'arn:ann',
  until: at(30),
};
export const bob: WantedLease = {
  region: 'eu-west-1',
  holder: 'game day bob',
  who: 'arn:bob',
  until: at(40),
};

/** A table of leases in an account of its own; `before` may change what is asked, or fail it. */
export function leases() {
  const account = emptyAccount();
  const { api, clock } = account;
  const { resources } = new DynamoDb(account, api);
  const leaseTableArn = make(resources, 'aws_dynamodb_table', { name: 'leases', hash_key: 'url' })
    .arn as string;
  const asked: string[] = [];
  const levers = { before: (_operation: string): Promise<void> | void => undefined };
  const call = (operation: string, input: object) => api.call('dynamodb', operation, { ...input }, operator);
  const send: World['send'] = async (_service, _region, operation, input) => {
    asked.push(operation);
    await levers.before(operation);
    return call(operation, input);
  };
  const table = LeaseTable.of(worldClients({ send }), { leaseTableArn, apiUrl: API_URL });
  if (table === null) throw new Error('there should be a table');
  /** Somebody whom nothing befalls. */
  const other = LeaseTable.of(worldClients({ send: (_s, _r, operation, input) => call(operation, input) }), {
    ...{ leaseTableArn, apiUrl: API_URL },
  });
  const put = (Item: object) => clock.run(call('PutItem', { TableName: 'leases', Item }));
  const take = (wanted: WantedLease, from = table) => clock.run(takeLease(from, wanted, clock));
  return { clock, table, other: other ?? table, asked, levers, put, take };
}
