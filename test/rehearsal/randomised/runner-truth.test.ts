import { meddlingOf, type RunnerDeeds } from '../../../rehearsal/randomised/runner-truth';

const idle: RunnerDeeds = { orders: [], started: [], stopped: [] };

it('a runner that starts its own experiment, stops it and detaches meddles with nothing', () => {
  const orders = ['StartExperiment', 'StopExperiment', 'StartAutomationExecution'];
  const other = { ...idle, orders: ['StartExperiment'], started: ['EXP2'] };
  expect(meddlingOf({ orders, started: ['EXP1'], stopped: ['EXP1'] }, [other])).toEqual([]);
  expect(meddlingOf(idle, [other])).toEqual([]);
});

it('a runner that stops what another one has started is a violation', () => {
  const orders = ['StartExperiment', 'StopExperiment'];
  const other = { ...idle, started: ['EXP2'] };
  expect(meddlingOf({ orders, started: ['EXP1'], stopped: ['EXP2'] }, [idle, other])).toEqual([
    'the runner stopped EXP2, which another runner had started',
  ]);
});

it.each(['StopExperiment', 'StopAutomationExecution', 'StartAutomationExecution'])(
  'a runner that has started nothing and asks for %s is a violation',
  (order) => {
    expect(meddlingOf({ ...idle, orders: [order] }, [])).toEqual([
      `the runner had started nothing, and asked for ${order}`,
    ]);
  },
);
