import type { DeployedRegion, Deployment } from './deployment';
import type { Expected, Journal } from './journal';

/**
 * What a rehearsal found, to stand beside what a game day on AWS measures.
 * @param source the file of the rehearsal's journal
 */
export function expectedFrom(rehearsal: Journal, source: string): Expected {
  const { times, checks, customers } = rehearsal;
  return {
    source,
    secondsToDetect: times.secondsToDetect,
    secondsToReroute: times.secondsToReroute,
    checks: Object.fromEntries(checks.map(({ name, held, measured }) => [name, { held, measured }])),
    customers,
  };
}

/**
 * Whether two deployments are of the same lab, as far as a game day goes: the same address, the same fault, the same regions with the
 * same load, in any order. What AWS gives names to (ids, ARNs, accounts) may differ: a rehearsal makes its own.
 */
export function isSameDeployment(a: Deployment, b: Deployment): boolean {
  return likeness(a) === likeness(b);
}

function likeness({ apiUrl, alias, fault, regions }: Deployment): string {
  const sorted = regions.map(likenessOfRegion).sort();
  return JSON.stringify([apiUrl, alias, fault.region, fault.minutes, ...sorted]);
}

function likenessOfRegion({ region, label, host, requestsPerMinute, workers }: DeployedRegion): string {
  return JSON.stringify([region, label, host, requestsPerMinute, workers]);
}
