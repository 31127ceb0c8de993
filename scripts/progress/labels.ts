import type { Pulse } from '../../experiment/journal/messages';

/** How an action of an experiment stands, for the eye. */
export type ActionState = 'waiting' | 'running' | 'done' | 'wrong' | 'unknown';

const STATES: Readonly<Record<string, ActionState>> = {
  pending: 'waiting',
  initiating: 'running',
  running: 'running',
  stopping: 'running',
  completed: 'done',
  failed: 'wrong',
  stopped: 'wrong',
  cancelled: 'wrong',
  skipped: 'wrong',
};

/** What an action's status means (FIS API reference, ExperimentActionState): an ending other than `completed` is wrong. */
export function stateOf(status: string): ActionState {
  return STATES[status] ?? 'unknown';
}

/** Whether an alarm in that state is as it should be. */
export function isFine(alarmState: string): boolean {
  return alarmState === 'OK';
}

/** Whether an alarm in that state stops nothing: it has no data, or was not read. */
export function isCalm(alarmState: string): boolean {
  return alarmState !== 'ALARM';
}

/** Seconds from a moment to the end of a wait, none when it is over. */
export function secondsLeft({ until }: NonNullable<Pulse['wait']>, at: string): number {
  return Math.max(0, Math.round((Date.parse(until) - Date.parse(at)) / 1000));
}

/** So many seconds as `9:05`. */
export function timeText(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** How things stand, in one line of plain words: for a log. */
export function summaryLine({ at, phase, wait, experiment, customers, healthChecks, alarms }: Pulse): string {
  const running = experiment?.actions.filter(({ status }) => stateOf(status) === 'running') ?? [];
  const parts = [
    ...(experiment === null
      ? []
      : [[`${experiment.id} ${experiment.status}`, ...running.map(({ name }) => name)].join(', ')]),
    ...listed('served', customers, ({ label, requests, failed }) =>
      requests === 0 ? `${label} not counted` : `${label} ${requests - failed}/${requests}`,
    ),
    ...listed('health', healthChecks, ({ label, healthy }) => `${label} ${healthWord(healthy)}`),
    ...listed('alarms', alarms, ({ name, state }) => `${name} ${state}`),
  ];
  const left = wait === null ? '' : `, ${timeText(secondsLeft(wait, at))} left`;
  return `  ${at.slice(11, 19)} ${[`${phase}${left}`, ...parts].join(' · ')}`;
}

function listed<T>(what: string, items: readonly T[], word: (item: T) => string): string[] {
  return items.length === 0 ? [] : [`${what} ${items.map(word).join(', ')}`];
}

function healthWord(healthy: boolean | null): string {
  if (healthy === null) return 'unknown';
  return healthy ? 'healthy' : 'unhealthy';
}
