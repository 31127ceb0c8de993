import type { DeployedRegion } from '../../deployment/deployment';
import type { Evidence } from '../../measure/evidence';

/** What the health check of a region asks, and whether that is the region itself. */
export function whatItAsks(evidence: Evidence, region: DeployedRegion): string {
  const target = evidence.healthChecks.get(region.region)?.target;
  if (target === undefined || target.host === '') return `what its health check asks is not known`;
  const url = `https://${target.host}${target.path}`;
  if (target.host === region.host) return `its health check asks ${url}, the region's own host`;
  return `its health check asks ${url}, which is not the region's own host ${region.host}: point it there`;
}
