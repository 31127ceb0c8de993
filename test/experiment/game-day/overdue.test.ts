import type { Experiment } from '@aws-sdk/client-fis';
import { longestExperimentMs } from '../../../experiment/game-day/overdue';

const HOUR = 3_600_000;
const minutes = (milliseconds: number): number => milliseconds / 60_000;

const experiment: Experiment = {
  actions: {
    attachHello: { parameters: { maxDuration: 'PT5M' } },
    attachHealth: { parameters: { maxDuration: 'PT7M' } },
    wait: { parameters: { duration: 'PT10M' }, startAfter: ['attachHello', 'attachHealth'] },
    detach: { parameters: { maxDuration: 'PT10M' }, startAfter: ['wait'] },
  },
};

it('is an hour longer than the longest way through the actions', () => {
  expect(minutes(longestExperimentMs(experiment, 10))).toBe(7 + 10 + 10 + 60);
});

it('goes by the fault alone where FIS does not tell the durations', () => {
  expect(minutes(longestExperimentMs(null, 10))).toBe(70);
  expect(minutes(longestExperimentMs({ actions: { a: {} } }, 10))).toBe(70);
});

it('is never longer than 13 hours', () => {
  const wait = { parameters: { duration: 'PT12H' } };
  const after = { parameters: { maxDuration: 'PT1H' }, startAfter: ['wait'] };
  expect(longestExperimentMs({ actions: { wait, after } }, 10)).toBe(13 * HOUR);
});

it('ends even where actions wait for each other', () => {
  const actions = {
    a: { parameters: { duration: 'PT1M' }, startAfter: ['b'] },
    b: { parameters: { duration: 'PT1M' }, startAfter: ['a'] },
  };
  expect(minutes(longestExperimentMs({ actions }, 10))).toBe(70);
});
