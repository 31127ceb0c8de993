import type { DeployedRegion } from '../../experiment/deployment/deployment';
import { requireOwnTemplate, type OwnershipProps } from '../../experiment/ownership/ask-aws';
import { OwnerUnknownError } from '../../experiment/ownership/foreign-error';

/**
 * Asks in each region whether what could be stopped there is the lab's.
 * @returns why that is not known, by the codes of the regions of which it is not: that keeps no other one broken
 * @throws ForeignError where anything of them is another lab's: then the file is not to be trusted in the others either
 */
export async function regionsInDoubt(
  props: Omit<OwnershipProps, 'region'>,
  regions: readonly DeployedRegion[],
): Promise<ReadonlyMap<string, string>> {
  const answers = await Promise.allSettled(regions.map((region) => requireOwnTemplate({ ...props, region })));
  const doubts = new Map<string, string>();
  for (const [index, { region }] of regions.entries()) {
    const answer = answers[index];
    if (answer?.status !== 'rejected') continue;
    const reason: unknown = answer.reason;
    if (!(reason instanceof OwnerUnknownError)) throw reason;
    doubts.set(region, reason.message);
  }
  return doubts;
}
