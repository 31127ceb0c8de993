import type { ActionRecord, Journal } from '../../../experiment/journal/journal';
import { faultBut } from '../../experiment/support/evidence';
import { deployment } from '../../experiment/support/lab';
import { CHECKS, PROBES } from './checks';
import { dashboard } from './dashboards';
import { at } from './moments';

export const ACTIONS: readonly ActionRecord[] = [
  ['S00_AttachExtensionToHello', 160, 172],
  ['S00_AttachExtensionToHealth', 160, 180],
  ['S01_Wait', 181, 781],
  ['S02_DetachExtensionFromHello', 781, 790],
  ['S02_DetachExtensionFromHealth', 781, 793],
].map(([name, from, to]) => ({
  name: String(name),
  status: 'completed',
  startedAt: at(Number(from)),
  endedAt: at(Number(to)),
}));

/** The journal of a rehearsal in which Route 53 moved the customers away; parts can be replaced. */
export function held(replaced: Partial<Journal> = {}): Journal {
  return {
    schemaVersion: 1,
    writtenAt: at(1200),
    world: 'rehearsal',
    status: 'completed',
    verdict: 'held',
    hypothesis: {
      title:
        'Failure in one region does not affect other regions. Moreover, Route 53 failover should promptly detect the issue and reroute traffic to the healthy region.',
      given: 'We have a multi-region API gateway behind latency-based routing.',
      windows: { baselineMinutes: 3, recoveryMinutes: 5 },
      checks: CHECKS.map(({ name, kind, tolerance }, index) => ({
        ...{ name, kind, tolerance },
        probe: PROBES[index] ?? 'function-differences',
      })),
    },
    deployment,
    preflight: [],
    experiment: {
      id: 'EXP8GCr2mVvNxDQ1',
      templateId: 'EXT4nS7kYpBwLz3h',
      region: 'us-east-1',
      faultMinutes: 10,
      clientToken: '3f1f0a1e-4d3c-4b7e-9d21-1c2f0f4f5a6b',
      status: 'completed',
      actions: ACTIONS,
    },
    snapshots: ['chaos-lab-hello', 'chaos-lab-health'].map((functionName) => ({
      functionName,
      variables: { REGION_LABEL: '9b74c9897bac770f', TABLE: '2c26b46b68ffc68f' },
      layers: [],
      alias: 'live',
      aliasVersion: '1',
      aliasWeights: {},
      versions: ['$LATEST', '1'],
    })),
    fault: faultBut(),
    checks: CHECKS,
    times: {
      begunAt: at(0),
      steadyStateFrom: at(0),
      steadyStateTo: at(150),
      startedAt: at(158),
      faultStartedAt: at(180),
      faultLiveAt: at(184),
      targetLiveAt: { 'lab-hello': at(180), 'lab-health': at(184) },
      detectedAt: at(215),
      reroutedAt: at(275),
      restoredAt: at(785),
      endedAt: at(793),
      recoveredAt: at(1200),
      secondsToDetect: 35,
      secondsToReroute: 95,
    },
    customers: { 'us-east-1': { requests: 880, failed: 70 }, 'eu-west-1': { requests: 580, failed: 0 } },
    inEffect: ['chaos-lab-hello', 'chaos-lab-health'].map((functionName) => ({
      functionName,
      alias: 'live',
      effect: 'struck',
      detail: "by the extension's own count it struck 1100 invocations",
      injected: 1100,
      lambda: { invocations: 1204, errors: 1100, longestSeconds: 10 },
    })),
    restored: { proven: true, differences: [] },
    timeline: [
      {
        at: at(0),
        event: 'gameday.started',
        detail: 'customers in us-east-1 and eu-west-1 start to call https://example.mydomain.com/api/hello',
      },
      { at: at(150), event: 'steady-state.held', detail: 'both regions are healthy, and no request failed' },
      { at: at(158), event: 'experiment.started', detail: 'EXP8GCr2mVvNxDQ1 from template EXT4nS7kYpBwLz3h' },
      {
        at: at(160),
        event: 'action.running',
        detail: 'S00_AttachExtensionToHello, S00_AttachExtensionToHealth',
      },
      {
        at: at(180),
        event: 'fault.started',
        detail: 'the alias of lab-hello in us-east-1 points at a version that carries the fault',
      },
      {
        at: at(184),
        event: 'fault.live',
        detail:
          'the aliases of chaos-lab-hello and chaos-lab-health in us-east-1 point at versions that carry the fault',
      },
      { at: at(181), event: 'action.running', detail: 'S01_Wait, for 10 minutes' },
      {
        at: at(215),
        event: 'health.unhealthy',
        detail: 'us-east-1: 0 of 16 checkers get an answer within 2 s',
      },
      { at: at(275), event: 'customers.rerouted', detail: 'eu-west-1 answers the customers of us-east-1' },
      {
        at: at(781),
        event: 'action.running',
        detail: 'S02_DetachExtensionFromHello, S02_DetachExtensionFromHealth',
      },
      { at: at(785), event: 'fault.gone', detail: 'the aliases point at version 1 again' },
      { at: at(793), event: 'experiment.completed', detail: 'EXP8GCr2mVvNxDQ1' },
      { at: at(820), event: 'health.healthy', detail: 'us-east-1: 16 of 16 checkers get an answer' },
      { at: at(1200), event: 'gameday.ended', detail: 'the functions equal the snapshot' },
    ],
    diagnosis: [],
    expected: null,
    dashboard: dashboard(275, (minute) => minute >= 3 && minute <= 13),
    ...replaced,
  };
}

/** As a lab wrote it that measured from the last target on, and did not say what the fault was. */
export function older(journal: Journal): Journal {
  return {
    ...journal,
    fault: undefined,
    times: { ...journal.times, faultStartedAt: undefined, targetLiveAt: undefined, faultLiveAt: at(180) },
    timeline: journal.timeline
      .filter(({ event }) => event !== 'fault.started')
      .map((entry) => (entry.event === 'fault.live' ? { ...entry, at: at(180) } : entry)),
  };
}

/** The journal of a rehearsal in which the US health check watched the EU host; parts can be replaced. */
export function refuted(replaced: Partial<Journal> = {}): Journal {
  const base = held();
  return {
    ...base,
    verdict: 'refuted',
    checks: CHECKS.map((check) => {
      if (check.name === 'the failed region is detected') {
        return {
          ...check,
          held: false,
          measured: null,
          detail:
            'The health check of us-east-1 stayed healthy while every request to us-east-1 failed. It watches example.eu.mydomain.com, which is not a host of us-east-1.',
        };
      }
      if (check.name === 'its customers are served by another region') {
        return {
          ...check,
          held: false,
          measured: null,
          detail:
            'The customers of us-east-1 failed until the fault ended, 605 s long, and eu-west-1 answered no more requests than before: Route 53 moved nobody.',
        };
      }
      return check;
    }),
    times: {
      ...base.times,
      detectedAt: null,
      reroutedAt: null,
      secondsToDetect: null,
      secondsToReroute: null,
    },
    customers: { ...base.customers, 'us-east-1': { requests: 880, failed: 444 } },
    diagnosis: [
      {
        finding: 'The health check of us-east-1 does not watch what it should.',
        evidence:
          'It stayed healthy for the 10 min 5 s of the fault, while 444 of 880 requests of the customers in us-east-1 failed. It asks https://example.eu.mydomain.com/api/health, and its own host is example.us.mydomain.com.',
        advice: 'Point the health check at example.us.mydomain.com.',
      },
    ],
    timeline: base.timeline.filter(({ event }) => !/^(health|customers)\./.test(event)),
    dashboard: dashboard(null, () => false),
    ...replaced,
  };
}

/** Calls that AWS denied: one of known time, many times, and one of unknown time. */
export const DENIED: NonNullable<Journal['denied']> = [
  {
    who: 'lab-automation',
    call: 'lambda:UpdateAlias',
    ...{ region: 'us-east-1', reason: 'not authorized', times: 12, firstAt: '2026-01-01T12:03:00.000Z' },
  },
  {
    who: 'lab-ended',
    call: 'ssm:StartAutomationExecution',
    ...{ region: 'us-east-1', reason: 'counted by EventBridge', times: 1, firstAt: null },
  },
];
