import { awsError, type FakeAws } from './fake-aws';

/** An item of the table of leases; undefined where there is none. */
export type LeaseItem = Readonly<Record<string, { readonly S: string }>> | undefined;

interface LeaseRequest {
  readonly Item?: LeaseItem;
  readonly ExpressionAttributeValues?: Readonly<Record<string, { readonly S: string }>>;
}

/** Lets AWS answer for the lease that a lab holds: who writes or deletes it says which version was read. */
export function answerForLease(aws: FakeAws, lab: { lease: LeaseItem }): void {
  const refuseIf = (isChanged: boolean): void => {
    if (isChanged) throw awsError('ConditionalCheckFailedException', 'The conditional request failed');
  };
  const isChanged = ({ ExpressionAttributeValues: values }: LeaseRequest): boolean =>
    lab.lease?.version?.S !== values?.[':version']?.S;
  aws
    .on('GetCallerIdentity', () => ({ Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/ann' }))
    .on('GetItem', () => ({ Item: lab.lease }))
    .on('PutItem', (request: LeaseRequest) => {
      refuseIf(isChanged(request));
      lab.lease = request.Item;
      return {};
    })
    .on('DeleteItem', (request: LeaseRequest) => {
      refuseIf(isChanged(request));
      lab.lease = undefined;
      return {};
    });
}
