import type { CheckResult } from '../../../experiment/journal/journal';
import type { ProbeName } from '../../../validation/hypothesis/probes';

/** The checks of a hypothesis that held. */
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

/** What each of them measures. */
export const PROBES: readonly ProbeName[] = [
  'health-check-status',
  'customer-failure-rate',
  'customer-failure-rate',
  'seconds-to-detect',
  'seconds-to-reroute',
  'answered-by-own-region',
  'function-differences',
];
