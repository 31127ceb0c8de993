import type { ExperimentSummary } from '@aws-sdk/client-fis';
import { isClean, readFaults, unknownWords, type TargetFault } from '../../fault/fault-left';
import { experimentsUnderWay } from '../../aws/find-experiment';
import { decryptAdvice } from '../../fault/variables-of';
import { fine, findInEach, together, wrong, type CheckProps, type Finding } from '../finding';

/** No target of any region carries the fault, wherever it might still be from another day. */
export async function checkNoFault({ clients, deployment }: CheckProps): Promise<Finding> {
  return findInEach(deployment.regions, async (region) => {
    const faults = await readFaults({ clients, deployment }, region);
    const left = faults.filter((fault) => !isClean(fault));
    if (left.length === 0) return fine(`${region.label}: none in ${faults.length} functions`);
    // Restoring stops what runs: while somebody's experiment does, that is no advice.
    const running = await experimentsUnderWay(clients.fis(region.region));
    const findings = left.flatMap((fault) => findingsOf(fault, adviceWhile(running)));
    const measured = findings.map((finding) => finding.measured).join(', ');
    return wrong(`${region.label}: ${measured}`, together(findings).advice);
  });
}

function adviceWhile(running: readonly ExperimentSummary[]): string {
  if (running.length === 0) return 'take the fault away first: `npm run restore`';
  const ids = running.map(({ id = '' }) => id).join(' and ');
  return `${ids} may have attached it and ${running.length === 1 ? 'runs' : 'run'}: wait until ${running.length === 1 ? 'it has' : 'they have'} ended`;
}

function findingsOf(fault: TargetFault, advice: string): Finding[] {
  const { functionName, served, latest, versions, unreadable } = fault;
  const places = [
    ...(served ? ['the version that is served'] : []),
    ...(latest ? ['$LATEST'] : []),
    ...(versions.length === 0 ? [] : [`version ${versions.join(', ')}`]),
  ];
  const carried = `${functionName} carries the fault in ${places.join(' and ')}`;
  return [
    ...(places.length === 0 ? [] : [wrong(carried, advice)]),
    ...(unreadable.length === 0 ? [] : [wrong(unknownWords(fault), decryptAdvice())]),
  ];
}
