import type { Message, Pulse } from '../../../experiment/journal/messages';

/** In the middle of the fault: us is detected, its customers are not all elsewhere yet. */
export const pulse: Pulse = {
  at: '2026-01-01T12:08:20.000Z',
  phase: 'experiment',
  wait: { from: '2026-01-01T12:05:20.000Z', until: '2026-01-01T12:15:20.000Z' },
  experiment: {
    id: 'EXP4xYzAbC123',
    status: 'running',
    actions: [
      { name: 'S00_AttachExtensionToHello', status: 'completed' },
      { name: 'S00_AttachExtensionToHealth', status: 'completed' },
      { name: 'S01_Wait', status: 'running' },
      { name: 'S02_DetachExtensionFromHello', status: 'pending' },
      { name: 'S02_DetachExtensionFromHealth', status: 'pending' },
    ],
  },
  customers: [
    { label: 'us', requests: 44, failed: 11 },
    { label: 'eu', requests: 29, failed: 0 },
  ],
  healthChecks: [
    { label: 'us', healthy: false },
    { label: 'eu', healthy: true },
  ],
  alarms: [{ name: 'chaos-lab-us-stop', state: 'OK' }],
};

/** An event of a game day. */
export function event(name: string, detail: string, at = '2026-01-01T12:05:10.000Z'): Message {
  return { kind: 'event', entry: { at, event: name, detail } };
}
