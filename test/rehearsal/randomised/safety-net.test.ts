import { readDeployment, regionNamed } from '../../../experiment/deployment/deployment';
import { runGameDay } from '../../../experiment/game-day/game-day';
import { FAULT_NOTE } from '../../../experiment/fault/snapshot';
import { leaveOut } from '../../../rehearsal/omissions';
import { rehearse, stopExperiments } from '../../../rehearsal/rehearse';
import { STARTS_AT } from '../../../rehearsal/time/starts-at';
import { Runner } from '../../../rehearsal/randomised/runner';
import type { Configuration } from '../../../terraform/configuration';
import { createWorld, type World } from '../../../rehearsal/world';
import { pythonPool } from '../support/scripts';
import { soakLab } from './support';

const python = pythonPool(2);
const { configuration, hypothesis } = soakLab();
const wholeHypothesis = { ...hypothesis, windows: { baselineMinutes: 2, recoveryMinutes: 6 } };
const withoutNet = leaveOut(configuration, 'safety-net');
const MINUTE = 60_000;

/** Engages FIS' safety lever, which stops all experiments of a region. */
const engageLever = (world: World, region: string): Promise<unknown> =>
  world.send('fis', region, 'UpdateSafetyLeverState', {
    id: 'default',
    state: { status: 'engaged', reason: 'an incident' },
  });

/** A game day whose runner dies in the middle of the fault, and whose experiment is stopped then. */
async function orphaned(stack: Configuration, stop: typeof engageLever = stopExperiments) {
  const world = createWorld({ configuration: stack, seed: 1, startsAt: STARTS_AT, python });
  const deployment = readDeployment(world.outputs);
  const region = regionNamed(deployment, deployment.fault.region);
  const runner = new Runner(world);
  const delays: number[] = [];
  world.controls.onDelayed((_configuration, at) => delays.push(at));
  const { clients, clock } = runner;
  void runGameDay({
    world: 'rehearsal',
    deployment,
    hypothesis,
    clients,
    clock,
    random: world.chance.stream('game day'),
    report: () => undefined,
  });
  const serves = (name: string): boolean =>
    FAULT_NOTE in world.functionNamed(name, region.region).configuration('live').Environment.Variables;
  const faulty = (): boolean[] => [region.helloFunction, region.healthFunction].map(serves);
  const after = async (minutes: number): Promise<boolean[]> => {
    await world.clock.sleep(minutes * MINUTE);
    return faulty();
  };
  return world.clock.run(
    (async () => {
      const whileLive = await after(5.5);
      runner.kill();
      await stop(world, region.region);
      const soon = await after(2);
      const expiresAt = Date.parse(
        world.functionNamed(region.helloFunction, region.region).configuration('live').Environment.Variables
          .CHAOS_EXTENSION__EXPIRES_AT ?? '',
      );
      const late = await after(30);
      return { whileLive, soon, late, expiresAt, lastDelay: Math.max(...delays) };
    })(),
  );
}

describe('an experiment that is stopped after its runner has died', () => {
  it('leaves the fault without the safety net, until it expires', async () => {
    const { whileLive, soon, late, expiresAt, lastDelay } = await orphaned(withoutNet);
    expect(whileLive).toEqual([true, true]);
    expect(soon).toEqual([true, true]);
    expect(late).toEqual([true, true]);
    // The functions still carry it, but nobody has met it since it expired.
    expect(lastDelay).toBeLessThan(expiresAt);
    expect(lastDelay).toBeGreaterThan(expiresAt - MINUTE);
  });

  it.each([
    ['by hand', stopExperiments],
    ['when the safety lever of FIS is engaged', engageLever],
  ])('is restored by the rule within two minutes: stopped %s', async (_how, stop) => {
    const { whileLive, soon, late } = await orphaned(configuration, stop);
    expect(whileLive).toEqual([true, true]);
    expect(soon).toEqual([false, false]);
    expect(late).toEqual([false, false]);
  });
});

describe('an experiment that is stopped under the eyes of its runner', () => {
  const stopped = (stack: Configuration) =>
    rehearse({
      configuration: stack,
      hypothesis: wholeHypothesis,
      seed: 1,
      stopAfterMs: 90_000,
      python,
      report: () => undefined,
    });

  it('is restored by the rule, without the runner', async () => {
    const journal = await stopped(configuration);
    expect(journal).toMatchObject({ status: 'stopped', verdict: 'inconclusive', restored: { proven: true } });
    const events = journal.timeline.map(({ event }) => event);
    expect(events).not.toContain('restore.started');
    expect(events).toContain('restore.proven');
  });

  it('is restored by the runner without the safety net, which says what was left, and until when', async () => {
    const journal = await stopped(withoutNet);
    expect(journal).toMatchObject({ status: 'stopped', restored: { proven: true } });
    const left = journal.timeline.find(({ event }) => event === 'fault.left')?.detail;
    expect(left).toMatch(
      /chaos-lab-hello and chaos-lab-health would keep it until 2026-01-01T12:\d\d:\d\dZ.*`npm run restore`.* ends it/,
    );
  });
});
