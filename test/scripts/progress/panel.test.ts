import { createColors } from 'picocolors';
import { panelOf } from '../../../scripts/progress/panel';
import { pulse } from './pulse';

const none = createColors(false);
const panel = (changes: Partial<typeof pulse> = {}, columns = 100) =>
  panelOf({ ...pulse, ...changes }, columns, none).join('\n');

it('shows the phase, the wait, the actions, the customers, the health checks and the alarms', () => {
  expect(`\n${panel()}\n`).toBe(`
 phase      ✓ baseline  ● experiment  ○ restore  ○ recovery  ○ judging
 wait       ━━━━━━━━━─────────────────────  7:00 left of 10:00
 experiment EXP4xYzAbC123 is running
 actions    ✓ S00_AttachExtensionToHello  ✓ S00_AttachExtensionToHealth  ● S01_Wait
            ○ S02_DetachExtensionFromHello  ○ S02_DetachExtensionFromHealth
 customers  us  ━━━━━━━━━━━━━━━━━━━━━━━───────  33 of 44 served
            eu  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  29 of 29 served
 health     ✗ us unhealthy  ✓ eu healthy
 alarms     ✓ chaos-lab-us-stop OK
`);
});

it.each([200, 100, 80, 60, 40, 25])('never writes into the last of %i columns', (columns) => {
  const name = 'S00_'.padEnd(64, 'x');
  const running = { id: 'EXP', status: 'running', actions: [{ name, status: 'running' }] };
  for (const lines of [panel({}, columns), panel({ experiment: running }, columns)]) {
    for (const line of lines.split('\n')) expect(line.length).toBeLessThan(columns);
  }
});

it('has no line for what is not known', () => {
  const nothing = { wait: null, experiment: null, customers: [], healthChecks: [], alarms: [] };
  expect(panel({ ...nothing, phase: 'baseline' })).toBe(
    ' phase      ● baseline  ○ experiment  ○ restore  ○ recovery  ○ judging',
  );
});

it('tells no customers from customers who fail', () => {
  const [us, eu] = pulse.customers;
  const shown = panel({
    customers: [
      { ...us!, requests: 0, failed: 0 },
      { ...eu!, failed: 29 },
    ],
  });
  expect(shown).toContain('us  no requests counted\n');
  expect(shown).toContain('eu  ──────────────────────────────  0 of 29 served\n');
});

it('tells what AWS did not answer from what is wrong', () => {
  const shown = panel({
    healthChecks: [{ label: 'us', healthy: null }],
    alarms: [
      { name: 'one', state: 'ALARM' },
      { name: 'two', state: 'INSUFFICIENT_DATA' },
    ],
  });
  expect(shown).toContain('? us not known');
  expect(shown).toContain('✗ one ALARM  ? two INSUFFICIENT_DATA');
});

it.each([
  ['failed', '✗ Only failed'],
  ['cancelled', '✗ Only cancelled'],
  ['on-holiday', '? Only on-holiday'],
  ['stopping', '● Only'],
])('says of an action that is %s: %s', (status, shown) => {
  const experiment = { id: 'EXP', status: 'running', actions: [{ name: 'Only', status }] };
  expect(panel({ experiment })).toContain(` actions    ${shown}\n`);
});

it('does not count below zero when a wait takes longer', () => {
  expect(panel({ at: '2026-01-01T12:20:00.000Z' })).toContain(`${'━'.repeat(30)}  0:00 left of 10:00`);
});

it('keeps what AWS names from moving the cursor', () => {
  const shown = panel({ alarms: [{ name: 'a\u001b[2Jb\nc', state: 'OK' }] });
  expect(shown).toContain('✓ ab c OK');
});

it('colours what is wrong red, and measures lines without their colours', () => {
  const [line] = panelOf(pulse, 100, createColors(true)).filter((text) => text.includes('unhealthy'));
  expect(line).toContain('\u001b[31m✗ us unhealthy\u001b[39m');
  expect(line).toContain('\u001b[32m✓ eu healthy\u001b[39m');
});
