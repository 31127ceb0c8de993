import type { Experiment } from '@aws-sdk/client-fis';
import { faultEnds, faultEndsWords } from '../../../experiment/fault/fault-ends';

const at = (time: string): Date => new Date(`2026-01-01T${time}Z`);

const attach = (times: object, documentParameters: object = { ExpiresAfterMinutes: '25' }) => ({
  actionId: 'aws:ssm:start-automation-execution',
  parameters: { documentParameters: JSON.stringify(documentParameters), maxDuration: 'PT5M' },
  ...times,
});

const experiment = (actions: Experiment['actions']): Experiment => ({ actions });

const iso = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString().slice(11, 19);

function ends(actions: Experiment['actions']) {
  const { byActions, byExpiry } = faultEnds(experiment(actions));
  return [iso(byActions), iso(byExpiry)];
}

it('is when the wait is over, and when the last attach expires', () => {
  expect(
    ends({
      S00_A: attach({ startTime: at('12:00:00'), endTime: at('12:00:20') }),
      S00_B: attach({ startTime: at('12:00:00'), endTime: at('12:00:35') }),
      S01: { actionId: 'aws:fis:wait', parameters: { duration: 'PT10M' }, startTime: at('12:00:36') },
      S02: attach({ startTime: at('12:10:36'), endTime: at('12:11:00') }, { ChaosMode: 'DISABLED' }),
    }),
  ).toEqual(['12:10:36', '12:25:35']);
});

it('is at the latest what an attach that runs may still take', () => {
  expect(ends({ S00: attach({ startTime: at('12:00:00') }) })).toEqual([null, '12:30:00']);
});

it('is not known where the template gives an expiry that is no number', () => {
  const began = { startTime: at('12:00:00') };
  expect(ends({ S00: attach(began, { ExpiresAfterMinutes: 'soon' }) })).toEqual([null, null]);
});

it('is not known where FIS has told nothing, or nothing has begun', () => {
  expect(faultEnds(null)).toEqual({ byActions: null, byExpiry: null });
  expect(
    ends({ S00: attach({}), S01: { actionId: 'aws:fis:wait', parameters: { duration: 'PT10M' } } }),
  ).toEqual([null, null]);
});

it.each([
  [
    { byActions: at('12:10:36').getTime(), byExpiry: at('12:25:35').getTime() },
    "FIS goes on meanwhile: the experiment's last actions take the fault away from 12:10:36 UTC; should they fail, the safety net's rule does when the experiment has ended; should that fail, the fault expires by itself at 12:25:35 UTC at the latest",
  ],
  [
    { byActions: null, byExpiry: null },
    "FIS goes on meanwhile: the experiment's last actions take the fault away when its wait is over; should they fail, the safety net's rule does when the experiment has ended; should that fail, the fault expires by itself",
  ],
])('is told in a sentence', (found, words) => expect(faultEndsWords(found)).toBe(words));
