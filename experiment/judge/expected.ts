import { regionNamed, targetsOf, type DeployedRegion, type Deployment } from '../deployment/deployment';
import type { Expected, Journal } from '../journal/journal';
import type { FaultRecord } from '../journal/fault-record';

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

/** A fault, and the functions that it is attached to. */
export interface FaultOf {
  readonly region: DeployedRegion;
  /** Absent in the journals of older labs. */
  readonly fault?: FaultRecord;
}

/** The fault of a game day. */
export function faultOfJournal({ deployment, experiment, fault }: Journal): FaultOf {
  return { region: regionNamed(deployment, experiment.region), fault };
}

/**
 * Whether two faults do the same: to the service and to its health check alike, whatever these are called. Of a fault of which not
 * everything is known, nobody can say so.
 */
export function isSameFault(a: FaultOf, b: FaultOf): boolean {
  const likeness = likenessOfFault(a);
  return likeness !== null && likeness === likenessOfFault(b);
}

/** null: not everything is known. */
function likenessOfFault({ region, fault }: FaultOf): string | null {
  const targets = fault?.targets ?? [];
  const values = targetsOf(region).map((name) => {
    const found = targets.find(({ functionName }) => functionName === name);
    if (found === undefined) return [];
    return [found.latencySeconds, found.probability, found.expiresAfterMinutes, found.timeoutSeconds];
  });
  return targets.length === 0 || values.flat().includes(null) ? null : JSON.stringify([fault?.kind, values]);
}

function likeness({ apiUrl, alias, fault, regions }: Deployment): string {
  const sorted = regions.map(likenessOfRegion).sort();
  return JSON.stringify([apiUrl, alias, fault.region, fault.minutes, ...sorted]);
}

function likenessOfRegion({ region, label, host, requestsPerMinute, workers }: DeployedRegion): string {
  return JSON.stringify([region, label, host, requestsPerMinute, workers]);
}
