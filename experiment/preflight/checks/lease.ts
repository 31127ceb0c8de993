import { isInForce, leaseAdvice, leaseWords } from '../../lease/lease';
import { LeaseTable } from '../../lease/lease-table';
import { fine, wrong, type CheckProps, type Finding } from '../finding';

const MISSING = 'ResourceNotFoundException';

/**
 * Nobody holds the API's lease, or only the game day that asks does. That this passes is no promise: the game day itself takes the lease, and
 * starts nothing without it.
 */
export async function checkLease({ clients, clock, deployment, holder }: CheckProps): Promise<Finding> {
  const table = LeaseTable.of(clients, deployment);
  if (table === null) {
    return wrong(
      'the outputs name no table of leases (lease_table_arn)',
      "deploy the lab again, and use the outputs of that deployment: nothing is started without the API's lease",
    );
  }
  try {
    const lease = await table.read();
    if (lease === null || !isInForce(lease, clock.now())) return fine(`${table.url} is free`);
    return lease.holder === holder ? fine(leaseWords(lease)) : wrong(leaseWords(lease), leaseAdvice(lease));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== MISSING) throw error;
    return wrong(
      `there is no table ${deployment.leaseTableArn ?? ''}`,
      'deploy the lab; where another lab on the same API has made the table (lease.tableExists), deploy that one',
    );
  }
}
