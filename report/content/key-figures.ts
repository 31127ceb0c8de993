import type { ProbeName } from '../../validation/hypothesis/probes';
import type { CustomerCount, Journal, Verdict } from '../../experiment/journal/journal';
import { faultStart, isRunning, wasStarted } from './journal-status';
import { duration, failedShare, grouped } from './format';
import { outcome } from './labels';
import { restoration } from './restoration';

/** One of the few numbers that sum a game day up. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  /** What the value means, and what a rehearsal found, a line each. */
  readonly notes: readonly string[];
  /** The colour; null where the value is neither good nor bad by itself. */
  readonly verdict: Verdict | null;
}

/** Detection, rerouting, the requests lost, the restoration; none where nothing was started. */
export function figures(journal: Journal): Figure[] {
  if (!wasStarted(journal)) return [];
  const { experiment, times, customers, expected } = journal;
  const others = Object.keys(customers).filter((region) => region !== experiment.region);
  const restored = restoration(journal);
  return [
    ...(faultStart(journal) === null
      ? []
      : [
          reaction(
            'Detected',
            'seconds-to-detect',
            times.secondsToDetect,
            expected?.secondsToDetect,
            journal,
          ),
          reaction(
            'Rerouted',
            'seconds-to-reroute',
            times.secondsToReroute,
            expected?.secondsToReroute,
            journal,
          ),
        ]),
    ...lost(`Lost in ${experiment.region}`, [experiment.region], journal),
    ...lost(others.length === 1 ? `Lost in ${others.join('')}` : 'Lost elsewhere', others, journal),
    {
      label: 'Restoration',
      value: `${restored.symbol} ${restored.word}`,
      notes: [],
      verdict: restored.verdict,
    },
  ];
}

/** The requests of all customers of some regions. */
function sumOf(customers: Journal['customers'], regions: readonly string[]): CustomerCount {
  const counts = Object.entries(customers).filter(([region]) => regions.includes(region));
  return {
    requests: counts.reduce((sum, [, { requests }]) => sum + requests, 0),
    failed: counts.reduce((sum, [, { failed }]) => sum + failed, 0),
  };
}

function reaction(
  label: string,
  probe: ProbeName,
  seconds: number | null,
  expected: number | null | undefined,
  journal: Journal,
): Figure {
  const missing = isRunning(journal) ? 'not yet' : 'not seen';
  const notes = [
    ...(seconds === null ? [] : ['after the fault']),
    ...(expected === undefined
      ? []
      : [`${expected === null ? 'not seen' : duration(expected)} in the rehearsal`]),
  ];
  return {
    label,
    value: seconds === null ? missing : duration(seconds),
    notes,
    verdict: badVerdict(probe, journal),
  };
}

/** The colour of the check that asks for it, where it is not good. */
function badVerdict(probe: ProbeName, { hypothesis, checks }: Journal): Verdict | null {
  const name = hypothesis.checks.find((check) => check.probe === probe)?.name;
  const check = checks.find((one) => one.name === name);
  return check === undefined || check.held === true ? null : outcome(check).verdict;
}

function lost(label: string, regions: readonly string[], { customers, expected }: Journal): Figure[] {
  const count = sumOf(customers, regions);
  if (count.requests === 0) return [];
  const rehearsed = sumOf(expected?.customers ?? {}, regions);
  const notes = [
    `${grouped(count.failed)} of ${grouped(count.requests)} requests`,
    ...(rehearsed.requests === 0 ? [] : [`${failedShare(rehearsed)} in the rehearsal`]),
  ];
  return [{ label, value: failedShare(count), notes, verdict: null }];
}
