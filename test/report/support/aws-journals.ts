import type { Journal } from '../../../experiment/journal/journal';
import { CHECKS } from './checks';
import { ACTIONS, held } from './journals';
import { at } from './moments';

/** What was checked before a start on AWS. */
const PREFLIGHT: Journal['preflight'] = [
  {
    name: 'credentials',
    passed: true,
    measured: 'account 123456789012 as arn:aws:sts::123456789012:assumed-role/game-day/ci',
    ...{ advice: '', forced: false },
  },
  {
    name: 'health-checks',
    passed: true,
    measured: 'us-east-1: healthy by 16 of 16 checkers; eu-west-1: healthy by 16 of 16 checkers',
    ...{ advice: '', forced: false },
  },
  {
    name: 'targets',
    passed: true,
    measured: 'chaos-lab-hello: nodejs22.x, zip, 0 of 5 layers, 312 of 4096 bytes; chaos-lab-health: alike',
    ...{ advice: '', forced: false },
  },
];

/** The journal of a game day on AWS for which a rehearsal had said what to expect, and one check was forced. */
export function onAws(replaced: Partial<Journal> = {}): Journal {
  const rehearsed = held();
  return held({
    world: 'aws',
    preflight: [
      ...PREFLIGHT,
      {
        name: 'no-other-experiment',
        passed: false,
        measured: 'EXPbZ8Yw4pLq2sVn1 of template EXT9mQ2rT6vXb4Kd is running in eu-west-1',
        advice: 'wait until it has ended, or stop it: aws fis stop-experiment --id EXPbZ8Yw4pLq2sVn1',
        forced: true,
      },
    ],
    expected: {
      source: 'reports/2026-01-01T12-00-00Z-rehearsal-held/journal.json',
      ...{ secondsToDetect: 32, secondsToReroute: 90 },
      checks: Object.fromEntries(
        rehearsed.checks.map(({ name, held, measured }) => [
          name,
          { held, measured: name === 'the failed region is detected' ? 32 : measured },
        ]),
      ),
      customers: { 'us-east-1': { requests: 486, failed: 68 }, 'eu-west-1': { requests: 320, failed: 0 } },
    },
    ...replaced,
  });
}

const NOT_YET = {
  ...{ reroutedAt: null, restoredAt: null, endedAt: null, recoveredAt: null, secondsToReroute: null },
} as const;

/** The journal that a runner left behind which died five minutes into the fault. */
export function running(replaced: Partial<Journal> = {}): Journal {
  const base = onAws();
  return {
    ...base,
    ...{ status: 'running', verdict: 'inconclusive', writtenAt: at(481) },
    checks: CHECKS.slice(0, 2),
    times: { ...base.times, ...NOT_YET },
    experiment: {
      ...base.experiment,
      status: 'running',
      actions: ACTIONS.map((action, index) =>
        index < 2
          ? action
          : {
              ...action,
              status: index === 2 ? 'running' : 'pending',
              startedAt: index === 2 ? action.startedAt : null,
              endedAt: null,
            },
      ),
    },
    customers: {},
    restored: { proven: false, differences: [] },
    timeline: base.timeline.filter(
      (entry) => Date.parse(entry.at) <= Date.parse(at(481)) && entry.event !== 'customers.rerouted',
    ),
    dashboard: null,
    ...replaced,
  };
}

/** The journal of a game day on AWS that was refused: nothing was started. */
export function refused(replaced: Partial<Journal> = {}): Journal {
  const base = onAws();
  return {
    ...base,
    ...{ status: 'aborted', verdict: 'inconclusive', reason: 'the checks before the start did not pass' },
    writtenAt: at(4),
    preflight: [
      ...PREFLIGHT,
      {
        name: 'no-fault',
        passed: false,
        measured: 'chaos-lab-hello carries the fault since 2026-11-19 16:02:11 UTC',
        advice: 'take it away: npm run restore -- --region us-east-1',
        forced: false,
      },
      {
        name: 'customers',
        passed: null,
        measured: 'AccessDeniedException: not authorized to perform cloudwatch:GetMetricData',
        advice: 'allow cloudwatch:GetMetricData to the role that runs the game day',
        forced: false,
      },
    ],
    ...{ checks: [], customers: {}, snapshots: [], dashboard: null, expected: null },
    times: {
      ...base.times,
      ...NOT_YET,
      ...{ steadyStateFrom: null, steadyStateTo: null, startedAt: null },
      ...{ faultStartedAt: null, faultLiveAt: null, targetLiveAt: null },
      ...{ detectedAt: null, secondsToDetect: null },
    },
    experiment: { ...base.experiment, ...{ id: null, clientToken: null, status: null, actions: [] } },
    restored: { proven: null, differences: [] },
    timeline: [{ at: at(4), event: 'gameday.aborted', detail: 'no-fault and customers did not pass' }],
    ...replaced,
  };
}
