import type { MutatedFile } from '../mutant';

/** The alarms that stop an experiment. */
export const stopAlarms: readonly MutatedFile[] = [
  {
    file: 'modules/services/stop-alarms.ts',
    tests: ['test/modules/services/stop-alarms.test.ts'],
    mutants: [
      {
        breaks: 'watches the customers of the region that is meant to fail, and stops every experiment',
        find: 'lab.regions.filter((other) => other !== region)',
        replace: 'lab.regions.filter((other) => other === region)',
      },
      {
        breaks: 'watches all customers, those of the failed region among them',
        find: 'lab.regions.filter((other) => other !== region)',
        replace: 'lab.regions.filter(() => true)',
      },
      {
        breaks: 'stands in another region than its experiment, where FIS does not find it',
        find: 'provider: region.provider,',
        replace: 'provider: others[0]?.provider ?? region.provider,',
      },
      {
        breaks: 'stops while customers are served',
        find: "comparisonOperator: 'GreaterThanThreshold'",
        replace: "comparisonOperator: 'LessThanThreshold'",
      },
      {
        breaks: 'tolerates fifty failed requests a minute',
        find: 'const TOLERATED_FAILURES = 5;',
        replace: 'const TOLERATED_FAILURES = 50;',
      },
      {
        breaks: 'waits for five bad minutes',
        find: 'evaluationPeriods: 1,',
        replace: 'evaluationPeriods: 5,',
      },
      {
        breaks: 'takes no answer at all for no failure',
        find: "['status_4xx', 'status_5xx', 'no_response'] as const",
        replace: "['status_4xx', 'status_5xx'] as const",
      },
      {
        breaks: 'watches the first three regions of many',
        find: 'Array.from({ length: Math.ceil(items.length / size) }',
        replace: 'Array.from({ length: 1 }',
      },
      {
        breaks: 'takes more metrics than an alarm may have',
        find: 'const REGIONS_AN_ALARM = 3;',
        replace: 'const REGIONS_AN_ALARM = 8;',
      },
      {
        breaks: 'keeps an experiment from starting while there are no customers',
        find: "treatMissingData: 'notBreaching'",
        replace: "treatMissingData: 'breaching'",
      },
    ],
  },
];
