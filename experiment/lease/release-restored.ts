import { GetExperimentCommand } from '@aws-sdk/client-fis';
import { whatCouldAttach } from '../restore/stop-running-work';
import type { DeployedRegion } from '../deployment/deployment';
import { isClean, readFaults } from '../fault/fault-left';
import { findExperiment } from '../aws/find-experiment';
import { hasEnded } from '../aws/fis-experiment';
import { messageOf } from '../message-of';
import type { RestoreProps } from '../restore/restore-props';
import { gameDayOf, isInForce, leaseWords, type Lease } from './lease';
import { LeaseTable } from './lease-table';

/**
 * Releases the API's lease once a region has been restored by hand, where it is held for that region and nothing of its holder is left. It is
 * known to be over by its experiment, which has its game day's id as a tag: a game day that has not started one may be about to.
 * @returns what became of the lease, in a sentence; null where nobody holds it for this region
 */
export async function releaseRestored(props: RestoreProps, region: DeployedRegion): Promise<string | null> {
  const table = LeaseTable.of(props.clients, props.deployment);
  if (table === null) return null;
  try {
    const lease = await table.read();
    if (lease?.region !== region.region || !isInForce(lease, props.clock.now())) return null;
    const why = await whyNot(props, region, lease);
    if (why !== null) return `${leaseWords(lease)}, and stays so: ${why}`;
    return (await table.remove(lease))
      ? `${lease.url} was held for ${lease.region} by ${lease.holder}, and is free now`
      : `${leaseWords(lease)}, and stays so: somebody has just used it`;
  } catch (error) {
    return `the lease of ${table.url} could not be released: ${messageOf(error)}`;
  }
}

/** Why a lease must stay; null where nothing is left of its holder. What is looked at here happens after it was read. */
async function whyNot(props: RestoreProps, region: DeployedRegion, lease: Lease): Promise<string | null> {
  const gameDay = gameDayOf(lease);
  if (gameDay !== null) {
    const fis = props.clients.fis(region.region);
    const id = await findExperiment(fis, region, { gameDay, untaggedSince: null, ofAnyTemplate: true });
    if (id === null) return 'FIS lists no experiment of that game day, which may be about to start it';
    const { experiment } = await fis.send(new GetExperimentCommand({ id }));
    if (!hasEnded(experiment?.state?.status)) return `its experiment ${id} has not ended`;
  }
  const [work, faults] = [await whatCouldAttach(props, region), await readFaults(props, region)];
  const faulty = faults.filter((fault) => !isClean(fault)).map(({ functionName }) => functionName);
  return [...work, ...faulty.map((name) => `${name} may carry the fault`)][0] ?? null;
}
