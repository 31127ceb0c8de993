import type { Message, Pulse } from '../../../experiment/journal/messages';
import { awsError } from '../support/fake-aws';
import { prepareGameDay as prepare } from '../support/game-day';

const pulsesOf = (messages: readonly Message[]): Pulse[] =>
  messages.flatMap((message) => (message.kind === 'pulse' ? [message.pulse] : []));

it('is sent every so many seconds while there is something to wait for, and not in between', async () => {
  const { run, messages, clock } = prepare({ leavesFault: true });
  await run({ pulseSeconds: 15 });

  const pulses = pulsesOf(messages);
  expect(new Set(pulses.map(({ phase }) => phase))).toEqual(new Set(['baseline', 'experiment', 'recovery']));
  // 5 min of baseline, 10 of fault, 7 of recovery; none while the functions are restored.
  expect(pulses.length).toBeGreaterThanOrEqual(4 * 22 - 1);
  expect(pulses.length).toBeLessThanOrEqual(4 * 23);
  expect(clock.asleep).toBe(0);
});

it('is not sent where nobody asked for it', async () => {
  const { run, messages } = prepare();
  await run();
  expect(pulsesOf(messages)).toEqual([]);
});

it('tells of the wait, the experiment, the customers, the health checks and the alarms', async () => {
  const { run, messages } = prepare();
  await run({ pulseSeconds: 15 });
  const at = (time: string): Pulse | undefined => pulsesOf(messages).find((pulse) => pulse.at.includes(time));
  const healthy = [
    { label: 'us', healthy: true },
    { label: 'eu', healthy: true },
  ];
  expect(at('12:02:00')).toEqual({
    at: '2026-01-01T12:02:00.000Z',
    phase: 'baseline',
    wait: { from: '2026-01-01T12:00:00.000Z', until: '2026-01-01T12:03:00.000Z' },
    experiment: null,
    customers: [
      { label: 'us', requests: 1, failed: 0 },
      { label: 'eu', requests: 1, failed: 0 },
    ],
    healthChecks: healthy,
    alarms: [{ name: 'lab-customers-outside-us', state: 'OK' }],
  });
  expect(at('12:06:00')).toMatchObject({
    phase: 'experiment',
    // What is waited for while the fault is live is its end.
    wait: { from: '2026-01-01T12:05:10.000Z', until: '2026-01-01T12:15:10.000Z' },
    experiment: { id: 'EXP1', status: 'running', actions: [] },
    healthChecks: [{ healthy: false }, { healthy: true }],
  });
  expect(at('12:07:00')).toMatchObject({ customers: [{ requests: 1, failed: 1 }, { failed: 0 }] });
});

it('tells of customers of whom nothing was counted as none', async () => {
  const { run, messages } = prepare({ silentFrom: 0 });
  await run({ pulseSeconds: 15 });
  expect(pulsesOf(messages)[0]?.customers).toEqual([
    { label: 'us', requests: 0, failed: 0 },
    { label: 'eu', requests: 0, failed: 0 },
  ]);
});

it('is left out where it cannot be read, and ends nothing', async () => {
  const { run, messages, lab } = prepare();
  lab.aws.before('DescribeAlarms', () => {
    throw awsError('AccessDeniedException', 'not authorized: DescribeAlarms');
  });
  expect(await run({ pulseSeconds: 15 })).toMatchObject({ status: 'completed', verdict: 'held' });
  expect(pulsesOf(messages)).toEqual([]);
});

it('is left out where AWS does not answer, and holds nothing up', async () => {
  const { run, messages, lab, clock } = prepare();
  lab.aws.on('DescribeAlarms', () => new Promise(() => undefined));
  const begun = clock.now();
  expect(await run({ pulseSeconds: 15 })).toMatchObject({ status: 'completed', verdict: 'held' });
  expect(pulsesOf(messages)).toEqual([]);
  expect((clock.now() - begun) / 60_000).toBeLessThan(23);
});

it('knows nothing of a health check that cannot be read', async () => {
  const { run, messages, lab } = prepare();
  lab.throttles('GetHealthCheckStatus', 60, 90);
  await run({ pulseSeconds: 15 });
  const healthy = pulsesOf(messages).map(({ at, healthChecks }) => [
    at.slice(11, 19),
    healthChecks[0]?.healthy,
  ]);
  expect(Object.fromEntries(healthy)).toMatchObject({ '12:00:45': true, '12:01:15': null, '12:02:00': true });
});
