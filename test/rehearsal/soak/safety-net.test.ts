import { readDeployment, regionNamed } from '../../../experiment/deployment';
import { runGameDay } from '../../../experiment/game-day';
import { FAULT_NOTE } from '../../../experiment/snapshot';
import { leaveOut } from '../../../rehearsal/omissions';
import { rehearse, STARTS_AT } from '../../../rehearsal/rehearse';
import { Runner } from '../../../rehearsal/soak/runner';
import type { Configuration } from '../../../rehearsal/terraform/configuration';
import { createWorld } from '../../../rehearsal/world';
import { pythonPool } from '../support/scripts';
import { soakLab } from './support';

const python = pythonPool(2);
const { configuration, hypothesis } = soakLab();
const wholeHypothesis = { ...hypothesis, windows: { baselineMinutes: 2, recoveryMinutes: 6 } };
const withoutNet = leaveOut(configuration, 'safety-net');
const MINUTE = 60_000;

/** A game day whose runner dies in the middle of the fault, and whose experiment is stopped a minute later. */
async function orphaned(stack: Configuration) {
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
      const whileLive = await after(4.5);
      runner.kill();
      const { experiments } = (await world.send('fis', region.region, 'ListExperiments', {})) as {
        experiments: { id: string }[];
      };
      await world.send('fis', region.region, 'StopExperiment', { id: experiments[0]?.id });
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

  it('is taken away by the safety net within two minutes', async () => {
    const { whileLive, soon, late } = await orphaned(configuration);
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
