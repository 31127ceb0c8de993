import type { ProbeName } from '../../../validation/hypothesis/probes';
import type { ActionRecord, CheckResult, Journal } from '../../../experiment/journal/journal';
import type {
  DashboardPanel,
  DashboardRecord,
  DashboardSeries,
} from '../../../experiment/journal/dashboard-record';
import { faultBut } from '../../experiment/support/evidence';
import { deployment } from '../../experiment/support/lab';

const START = Date.parse('2026-11-20T12:00:00Z');
const MINUTES = 20;

/** A moment so many seconds after the start of the game day. */
export function at(seconds: number): string {
  return new Date(START + seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** Requests of a minute, split by what became of them; `part` is the share of the minute from its start. */
interface Minute {
  readonly usByUs: number;
  readonly usByEu: number;
  readonly usFailed: number;
}

const US = 44;
const EU = 29;

/** What the customers in the US met in each minute when the failing ones are moved to the EU between two seconds. */
function minutes(movedAt: number | null): Minute[] {
  return Array.from({ length: MINUTES }, (_, minute) => {
    let usByUs = 0;
    let usByEu = 0;
    let usFailed = 0;
    for (let request = 0; request < US; request += 1) {
      const second = minute * 60 + (request * 60) / US;
      const faulty = second >= 180 && second < 785;
      const moved = movedAt !== null && second >= movedAt && second < 880;
      if (moved) usByEu += 1;
      else if (faulty) usFailed += 1;
      else usByUs += 1;
    }
    return { usByUs, usByEu, usFailed };
  });
}

function series(label: string, values: readonly (number | null)[], color?: string): DashboardSeries {
  const points = values.flatMap((value, minute) =>
    value === null ? [] : [[START + minute * 60_000, value] as const],
  );
  return { label, points, ...(color === undefined ? {} : { color }) };
}

/** A metric that is published only where there is something to count. */
function counted(values: readonly number[]): (number | null)[] {
  return values.map((value) => (value === 0 ? null : value));
}

function dashboard(movedAt: number | null, usUnhealthy: (minute: number) => boolean): DashboardRecord {
  const us = minutes(movedAt);
  const total = { min: 0, label: 'requests a minute' };
  const panel = (
    index: number,
    title: string,
    yAxis: DashboardPanel['yAxis'],
    lines: DashboardSeries[],
  ): DashboardPanel => ({
    title,
    x: (index % 3) * 8,
    y: Math.floor(index / 3) * 6,
    width: 8,
    height: 6,
    periodSeconds: 60,
    yAxis,
    series: lines,
  });
  const health = { min: 0, max: 1, label: '1 healthy, 0 not' };
  const status = us.map(({ usByUs, usByEu }) => usByUs + usByEu + EU);
  return {
    name: 'chaos-lab',
    from: at(0),
    to: at(MINUTES * 60),
    panels: [
      panel(0, 'Health us', health, [
        series(
          'us-east-1',
          us.map((_, minute) => (usUnhealthy(minute) ? 0 : 1)),
          '#0072b2',
        ),
      ]),
      panel(1, 'Requests answered by us', total, [
        series('us-east-1', counted(us.map(({ usByUs }) => usByUs)), '#0072b2'),
      ]),
      panel(2, 'Status codes', total, [
        series('2xx', status, '#009e73'),
        series('4xx', [], '#e69f00'),
        series(
          '5xx',
          us.map(({ usFailed }) => usFailed),
          '#d55e00',
        ),
        series(
          'no response',
          us.map(() => 0),
          '#6e7781',
        ),
      ]),
      panel(3, 'Health eu', health, [
        series(
          'eu-west-1',
          us.map(() => 1),
          '#cc79a7',
        ),
      ]),
      panel(4, "Customers' failures by client region", total, [
        series(
          'us-east-1',
          us.map(({ usFailed }) => usFailed),
          '#0072b2',
        ),
        series(
          'eu-west-1',
          us.map(() => 0),
          '#cc79a7',
        ),
      ]),
      panel(5, 'Requests answered by eu', total, [
        series(
          'eu-west-1',
          us.map(({ usByEu }) => usByEu + EU),
          '#cc79a7',
        ),
      ]),
    ],
  };
}

export const CHECKS: readonly CheckResult[] = [
  {
    name: 'both health checks are healthy',
    kind: 'steady-state',
    held: true,
    measured: 1,
    tolerance: '>= 1',
    detail:
      'The health checks of us-east-1 and eu-west-1 were healthy in each of the 3 minutes before the fault.',
  },
  {
    name: 'customers of both regions are served',
    kind: 'steady-state',
    held: true,
    measured: 0,
    tolerance: '<= 0.01',
    detail: '0 of 219 requests failed in the 3 minutes before the fault.',
  },
  {
    name: 'customers of the other regions keep being served',
    kind: 'sustained',
    held: true,
    measured: 0,
    tolerance: '<= 0.01',
    detail: '0 of 580 requests of the customers in eu-west-1 failed throughout the experiment.',
  },
  {
    name: 'the failed region is detected',
    kind: 'recovery',
    held: true,
    measured: 35,
    tolerance: '<= 90',
    detail: 'The health check of us-east-1 turned unhealthy 35 s after the fault was live.',
  },
  {
    name: 'its customers are served by another region',
    kind: 'recovery',
    held: true,
    measured: 95,
    tolerance: '<= 180',
    detail:
      'From 1 min 35 s after the fault was live, no request of the customers in us-east-1 failed; eu-west-1 answered them.',
  },
  {
    name: 'traffic returns',
    kind: 'restoration',
    held: true,
    measured: 1,
    tolerance: '>= 0.95',
    detail: 'us-east-1 answered 44 of 44 requests of its customers in the last minute.',
  },
  {
    name: 'the functions are as they were before',
    kind: 'restoration',
    held: true,
    measured: 0,
    tolerance: '== 0',
    detail:
      'Code, configuration, layers and aliases of 2 functions equal the snapshot from before the experiment.',
  },
];

const PROBES: readonly ProbeName[] = [
  'health-check-status',
  'customer-failure-rate',
  'customer-failure-rate',
  'seconds-to-detect',
  'seconds-to-reroute',
  'answered-by-own-region',
  'function-differences',
];

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
