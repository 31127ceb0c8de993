import { summaryLine, timeText } from '../../../scripts/progress/labels';
import { pulse } from './pulse';

it('says in one line how things stand', () => {
  expect(summaryLine(pulse)).toBe(
    '  12:08:20 experiment, 7:00 left · EXP4xYzAbC123 running, S01_Wait · served us 33/44, eu 29/29 · ' +
      'health us unhealthy, eu healthy · alarms chaos-lab-us-stop OK',
  );
});

it('leaves out what is not known', () => {
  const nothing = { wait: null, experiment: null, customers: [], healthChecks: [], alarms: [] };
  expect(summaryLine({ ...pulse, ...nothing, phase: 'judging' })).toBe('  12:08:20 judging');
});

it.each([
  [0, '0:00'],
  [59.4, '0:59'],
  [59.6, '1:00'],
  [605, '10:05'],
])('writes %d s as %s', (seconds, text) => {
  expect(timeText(seconds)).toBe(text);
});
