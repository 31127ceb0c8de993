import type { ExperimentAction } from '@aws-sdk/client-fis';
import { FisExperiment } from '../../../experiment/fis-experiment';
import { noteUnwatched } from '../../../experiment/game-day/unwatched';
import { prepareContext } from '../support/context';
import { TARGETS } from '../support/fake-lab';

const START = Date.UTC(2026, 0, 1, 11);
const moment = (seconds: number): Date => new Date(START + seconds * 1000);
const iso = (seconds: number): string => moment(seconds).toISOString();

const AUTOMATION = 'aws:ssm:start-automation-execution';

/** An action that ran from one second to another; still running, or not begun, where they are absent. */
function action(actionId: string, from?: number, to?: number, status = 'completed'): ExperimentAction {
  const reached = to === undefined ? (from === undefined ? 'pending' : 'running') : status;
  return {
    actionId,
    state: { status: reached as NonNullable<ExperimentAction['state']>['status'] },
    ...(from === undefined ? {} : { startTime: moment(from) }),
    ...(to === undefined ? {} : { endTime: moment(to) }),
  };
}

/** What is noted of an experiment with those actions, and targets that serve the fault now. */
async function note(
  actions: Readonly<Record<string, ExperimentAction>>,
  faulty: readonly string[],
  known: 'awaited' | 'live' = 'awaited',
) {
  const { day, lab, details } = prepareContext();
  const props = { fis: day.clients.fis('us-east-1'), timeline: day.timeline, clientToken: 'token' };
  lab.aws
    .on('GetExperiment', () => ({ experiment: { state: { status: 'running' }, actions } }))
    .on('GetFunctionConfiguration', ({ FunctionName }) => ({
      Environment: {
        Variables: faulty.includes(FunctionName as string) ? { CHAOS_EXTENSION__RESTORE: '{}' } : {},
      },
    }));
  day.record.fault = known;
  if (known === 'live') day.record.moments.faultLiveAt = START + 20_000;
  await noteUnwatched(day, new FisExperiment(props, { id: 'EXP1' }));
  const { fault, moments } = day.record;
  const isoOf = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const entries = day.timeline.entries.filter(({ event }) => event.startsWith('fault.'));
  return { fault, liveAt: isoOf(moments.faultLiveAt), goneAt: isoOf(moments.restoredAt), entries, details };
}

const attached = { attachHello: action(AUTOMATION, 10, 25), attachHealth: action(AUTOMATION, 10, 30) };

it('takes the end of the last action before the wait for the moment at which the fault went live', async () => {
  const { fault, liveAt, entries } = await note({ ...attached, wait: action('aws:fis:wait', 31) }, TARGETS);
  expect([fault, liveAt]).toEqual(['live', iso(30)]);
  expect(entries).toMatchObject([{ at: iso(30), event: 'fault.live' }]);
  expect(entries[0]?.detail).toContain('nobody watched');
});

it('takes the end of the last action after the wait for the moment at which it was gone', async () => {
  const actions = {
    ...attached,
    wait: action('aws:fis:wait', 31, 631),
    detachHello: action(AUTOMATION, 631, 650),
    detachHealth: action(AUTOMATION, 631, 640),
  };
  const { fault, liveAt, goneAt, entries } = await note(actions, []);
  expect([fault, liveAt, goneAt]).toEqual(['gone', iso(30), iso(650)]);
  expect(entries.map(({ event }) => event)).toEqual(['fault.live', 'fault.gone']);
});

it('does not go by the names of the actions, nor by their order', async () => {
  const { liveAt, goneAt } = await note(
    { a: action(AUTOMATION, 631, 640), b: action('aws:fis:wait', 31, 631), c: action(AUTOMATION, 10, 30) },
    [],
  );
  expect([liveAt, goneAt]).toEqual([iso(30), iso(640)]);
});

it('does not believe an attach whose time ran out, which counts as completed, when the targets do not serve the fault', async () => {
  const { fault, liveAt, entries } = await note({ ...attached, wait: action('aws:fis:wait', 31) }, [
    'lab-hello',
  ]);
  expect([fault, liveAt, entries]).toEqual(['awaited', null, []]);
});

it.each(['PT15S', 'PT20S'])(
  'does not believe an attach that took all of its %s, wherever the targets are by now',
  async (maxDuration) => {
    const ranOut = { ...action(AUTOMATION, 10, 30), parameters: { maxDuration } };
    const actions = { ...attached, attachHealth: ranOut, wait: action('aws:fis:wait', 31, 631) };
    expect(await note(actions, [])).toMatchObject({ fault: 'awaited', liveAt: null });
  },
);

it('knows of no fault before the wait has begun', async () => {
  const { fault } = await note({ attachHello: action(AUTOMATION, 10), wait: action('aws:fis:wait') }, []);
  expect(fault).toBe('awaited');
});

it('knows of no fault where an attach failed', async () => {
  const actions = {
    attachHello: action(AUTOMATION, 10, 25),
    attachHealth: action(AUTOMATION, 10, 30, 'failed'),
    wait: action('aws:fis:wait', 31, 40),
  };
  expect(await note(actions, [])).toMatchObject({ fault: 'awaited', liveAt: null });
});

it.each([
  ['the experiment was stopped', {}],
  ['a detach failed', { detachHello: action(AUTOMATION, 631, 640, 'failed') }],
  ['a detach was cancelled before it began', { detachHello: action(AUTOMATION) }],
])('leaves it open when the fault went where %s', async (_what, after) => {
  const actions = { ...attached, wait: action('aws:fis:wait', 31, 631, 'stopped'), ...after };
  const { fault, goneAt, details } = await note(actions, [], 'live');
  expect([fault, goneAt]).toEqual(['gone', null]);
  expect(details('fault.gone')).toEqual([
    'lab-hello and lab-health in us-east-1 serve the fault no more; nobody watched when it went',
  ]);
});

it('leaves what was seen as it was seen', async () => {
  const { fault, liveAt, entries } = await note(
    { ...attached, wait: action('aws:fis:wait', 31) },
    TARGETS,
    'live',
  );
  expect([fault, liveAt, entries]).toEqual(['live', iso(20), []]);
});
