import { isClean, readFaults, type TargetFault } from '../fault-left';
import { fine, findInEach, wrong, type CheckProps, type Finding } from './finding';

/** No target of any region carries the fault, wherever it might still be from another day. */
export async function checkNoFault({ clients, deployment }: CheckProps): Promise<Finding> {
  return findInEach(deployment.regions, async (region) => {
    const faults = await readFaults({ clients, deployment }, region);
    const left = faults.filter((fault) => !isClean(fault));
    if (left.length === 0) return fine(`${region.label}: none in ${faults.length} functions`);
    return wrong(
      `${region.label}: ${left.map(placesOf).join(', ')}`,
      'take the fault away first: `npm run restore`',
    );
  });
}

function placesOf({ functionName, served, latest, versions }: TargetFault): string {
  const places = [
    ...(served ? ['the version that is served'] : []),
    ...(latest ? ['$LATEST'] : []),
    ...(versions.length === 0 ? [] : [`version ${versions.join(', ')}`]),
  ];
  return `${functionName} carries the fault in ${places.join(' and ')}`;
}
