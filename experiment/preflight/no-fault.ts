import { isClean, readFaults, unknownWords, type TargetFault } from '../fault-left';
import { decryptAdvice } from '../variables-of';
import { fine, findInEach, together, wrong, type CheckProps, type Finding } from './finding';

/** No target of any region carries the fault, wherever it might still be from another day. */
export async function checkNoFault({ clients, deployment }: CheckProps): Promise<Finding> {
  return findInEach(deployment.regions, async (region) => {
    const faults = await readFaults({ clients, deployment }, region);
    const left = faults.filter((fault) => !isClean(fault));
    if (left.length === 0) return fine(`${region.label}: none in ${faults.length} functions`);
    const findings = left.flatMap(findingsOf);
    const measured = findings.map((finding) => finding.measured).join(', ');
    return wrong(`${region.label}: ${measured}`, together(findings).advice);
  });
}

function findingsOf(fault: TargetFault): Finding[] {
  const { functionName, served, latest, versions, unreadable } = fault;
  const places = [
    ...(served ? ['the version that is served'] : []),
    ...(latest ? ['$LATEST'] : []),
    ...(versions.length === 0 ? [] : [`version ${versions.join(', ')}`]),
  ];
  const carried = `${functionName} carries the fault in ${places.join(' and ')}`;
  return [
    ...(places.length === 0 ? [] : [wrong(carried, 'take the fault away first: `npm run restore`')]),
    ...(unreadable.length === 0 ? [] : [wrong(unknownWords(fault), decryptAdvice())]),
  ];
}
