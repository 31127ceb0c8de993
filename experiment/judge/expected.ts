import { isDeepStrictEqual } from 'node:util';
import { regionNamed, targetsOf, type DeployedRegion, type Deployment } from '../deployment/deployment';
import type { Expected, Journal } from '../journal/journal';
import type { FaultRecord, FaultTarget } from '../journal/fault-record';

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
  const [one, other] = [effectsOf(a), effectsOf(b)];
  return one !== null && other !== null && a.fault?.kind === b.fault?.kind && isDeepStrictEqual(one, other);
}

/** What a fault does to the functions of its region, in the order of the deployment; null: not everything is known. */
function effectsOf({ region, fault }: FaultOf): readonly Partial<FaultTarget>[] | null {
  const targets = fault?.targets ?? [];
  const effects = targetsOf(region).map((name): Partial<FaultTarget> => {
    const found = targets.find(({ functionName }) => functionName === name);
    return found === undefined ? {} : { ...found, functionName: '' };
  });
  const isKnown = effects.every((effect) => !Object.values(effect).includes(null));
  return targets.length > 0 && isKnown ? effects : null;
}

function likeness({ apiUrl, alias, fault, regions }: Deployment): string {
  const sorted = regions.map(likenessOfRegion).sort();
  return JSON.stringify([apiUrl, alias, fault.region, fault.minutes, ...sorted]);
}

function likenessOfRegion({ region, label, host, requestsPerMinute, workers }: DeployedRegion): string {
  return JSON.stringify([region, label, host, requestsPerMinute, workers]);
}
