import type { ExperimentAction } from '@aws-sdk/client-fis';
import { FisExperiment } from '../../../../experiment/aws/fis-experiment';
import { inferFromFis } from '../../../../experiment/game-day/resume/infer-from-fis';
import { prepareContext } from '../../support/context';
import { TARGETS } from '../../support/fake-lab';

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

/** An automation that works on a function, as FIS tells of it. */
function automation(
  functionName: string,
  ChaosMode: 'ENABLED' | 'DISABLED',
  ...when: [from?: number, to?: number, status?: string]
): ExperimentAction {
  const documentParameters = JSON.stringify({ FunctionName: functionName, ChaosMode });
  return { ...action(AUTOMATION, ...when), parameters: { documentParameters } };
}

/** What is noted of an experiment with those actions, and targets that serve the fault now. */
async function note(
  actions: Readonly<Record<string, ExperimentAction>>,
  faulty: readonly string[],
  known: 'awaited' | 'started' | 'live' = 'awaited',
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
  if (known !== 'awaited') {
    day.record.moments.faultStartedAt = START + 20_000;
    day.record.targetLiveAt.set('lab-hello', START + 20_000);
  }
  if (known === 'live') {
    day.record.moments.faultLiveAt = START + 20_000;
    day.record.targetLiveAt.set('lab-health', START + 20_000);
  }
  await inferFromFis(day, new FisExperiment(props, { id: 'EXP1' }));
  const { fault, moments } = day.record;
  const isoOf = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const entries = day.timeline.entries.filter(({ event }) => event.startsWith('fault.'));
  return {
    fault,
    startedAt: isoOf(moments.faultStartedAt),
    liveAt: isoOf(moments.faultLiveAt),
    goneAt: isoOf(moments.restoredAt),
    targets: Object.fromEntries([...day.record.targetLiveAt].map(([name, at]) => [name, isoOf(at)])),
    entries,
    details,
  };
}

const attached = {
  attachHello: automation('lab-hello', 'ENABLED', 10, 25),
  attachHealth: automation('arn:aws:lambda:us-east-1:123456789012:function:lab-health', 'ENABLED', 10, 30),
};

it('takes the ends of the first and of the last action before the wait for the coming of the fault', async () => {
  const { fault, startedAt, liveAt, targets, entries } = await note(
    { ...attached, wait: action('aws:fis:wait', 31) },
    TARGETS,
  );
  expect([fault, startedAt, liveAt]).toEqual(['live', iso(25), iso(30)]);
  expect(targets).toEqual({ 'lab-hello': iso(25), 'lab-health': iso(30) });
  const why = "(at the latest by then, inferred from FIS' action times)";
  expect(entries).toEqual([
    { at: iso(25), event: 'fault.started', detail: `lab-hello in us-east-1 carries the fault ${why}` },
    {
      at: iso(30),
      event: 'fault.live',
      detail: `every target carries the fault: lab-hello and lab-health in us-east-1 ${why}`,
    },
  ]);
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
  expect(entries.map(({ event }) => event)).toEqual(['fault.started', 'fault.live', 'fault.gone']);
});

it('does not go by the names of the actions, nor by their order', async () => {
  const { liveAt, goneAt } = await note(
    { a: action(AUTOMATION, 631, 640), b: action('aws:fis:wait', 31, 631), c: action(AUTOMATION, 10, 30) },
    [],
  );
  expect([liveAt, goneAt]).toEqual([iso(30), iso(640)]);
});

it('does not believe an attach whose time ran out, which counts as completed, when the targets do not serve the fault', async () => {
  const { fault, startedAt, liveAt, targets } = await note(
    { ...attached, wait: action('aws:fis:wait', 31) },
    ['lab-hello'],
  );
  expect([fault, startedAt, liveAt]).toEqual(['started', iso(25), null]);
  expect(targets).toEqual({ 'lab-hello': iso(25) });
});

it.each(['PT15S', 'PT20S'])(
  'does not believe an attach that took all of its %s, wherever the targets are by now',
  async (maxDuration) => {
    const { parameters } = attached.attachHealth;
    const ranOut = { ...attached.attachHealth, parameters: { ...parameters, maxDuration } };
    const actions = { ...attached, attachHealth: ranOut, wait: action('aws:fis:wait', 31, 631) };
    expect(await note(actions, [])).toMatchObject({ fault: 'gone', startedAt: iso(25), liveAt: null });
  },
);

it('knows of no fault before the wait has begun', async () => {
  const { fault } = await note({ attachHello: action(AUTOMATION, 10), wait: action('aws:fis:wait') }, []);
  expect(fault).toBe('awaited');
});

it('knows of the fault in one target only where the other attach failed, or there was none', async () => {
  const wait = action('aws:fis:wait', 31, 40);
  const failed = automation('lab-health', 'ENABLED', 10, 30, 'failed');
  const { attachHello } = attached;
  for (const actions of [
    [attachHello, failed, wait],
    [attachHello, wait],
  ]) {
    const noted = await note(Object.fromEntries(actions.entries()), []);
    expect(noted).toMatchObject({ fault: 'gone', startedAt: iso(25), liveAt: null, goneAt: null });
    expect(noted.details('fault.gone')).toEqual([
      'lab-hello in us-east-1 no longer carries the fault; when is not known',
    ]);
  }
});

it('knows which targets carry it while others are being attached', async () => {
  const actions = {
    attachHello: attached.attachHello,
    attachHealth: automation('lab-health', 'ENABLED', 10),
    wait: action('aws:fis:wait'),
  };
  expect(await note(actions, ['lab-hello'])).toMatchObject({
    fault: 'started',
    startedAt: iso(25),
    targets: { 'lab-hello': iso(25) },
  });
});

it('adds what came after the first target, which was seen', async () => {
  const actions = { ...attached, wait: action('aws:fis:wait', 31) };
  expect(await note(actions, TARGETS, 'started')).toMatchObject({
    fault: 'live',
    startedAt: iso(20),
    liveAt: iso(30),
    targets: { 'lab-hello': iso(20), 'lab-health': iso(30) },
  });
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
    'lab-hello and lab-health in us-east-1 no longer carry the fault; when is not known',
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
