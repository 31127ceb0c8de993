import { readDeployment, regionNamed } from '../../../experiment/deployment/deployment';
import { runGameDay } from '../../../experiment/game-day/game-day';
import { detachFault } from '../../../experiment/restore/restore';
import { Timeline } from '../../../experiment/journal/timeline';
import { worldClients } from '../../../rehearsal/clients';
import { STARTS_AT } from '../../../rehearsal/time/starts-at';
import { Observer } from '../../../rehearsal/randomised/observer';
import { createWorld } from '../../../rehearsal/world';
import { pythonPool } from '../support/scripts';
import { soakLab } from './support';

const python = pythonPool(3);
const { configuration, hypothesis } = soakLab();
const MINUTE = 60_000;

/** A script is ended after ten minutes: what hangs for less still lands, and what hangs for more never does. */
const LANDS_MS = 595_000;
const NEVER_LANDS_MS = 900_000;

/** A world without a safety net, in which calls of that operation by documents' scripts hang for so long: those, counted from one. */
function hanging(hangMs: number, operation: string, ...hung: readonly number[]) {
  const world = createWorld({ configuration, seed: 1, startsAt: STARTS_AT, python });
  const deployment = readDeployment(world.outputs);
  const region = regionNamed(deployment, deployment.fault.region);
  const observer = new Observer(world, deployment, region);
  const before = observer.read();
  const isAsBefore = (): boolean => observer.read() === before;
  let calls = 0;
  world.controls.loseEvents(() => true);
  world.controls.beforeCalls((request) => {
    if (request.call.onBehalfOf === undefined || request.operation !== operation) return undefined;
    calls += 1;
    return hung.includes(calls) ? world.clock.sleep(hangMs) : undefined;
  });
  const start = (): Promise<unknown> =>
    world.send('fis', region.region, 'StartExperiment', {
      experimentTemplateId: region.experimentTemplateId,
      clientToken: 'token',
    });
  const restore = (): Promise<void> => {
    const timeline = new Timeline(world.clock, () => undefined);
    return detachFault({ clients: worldClients(world), clock: world.clock, deployment, timeline }, region);
  };
  const run = <T>(work: Promise<T>): Promise<T> =>
    world.clock.run(work).finally(() => python.release(world.clock));
  return { world, deployment, isAsBefore, start, restore, run };
}

it.each([
  ['UpdateFunctionConfiguration', 'first', 1],
  ['UpdateFunctionConfiguration', 'second', 2],
  ['PublishVersion', 'first', 1],
  ['UpdateAlias', 'first', 1],
  ['GetAlias', 'third', 3],
])(
  'a restore is not over while the %s of an attach may still land: the %s',
  async (operation, _word, nth) => {
    const { world, isAsBefore, start, restore, run } = hanging(LANDS_MS, operation, nth);
    const work = async () => {
      await start();
      await world.clock.sleep(MINUTE);
      await restore();
      const right = isAsBefore();
      await world.clock.sleep(25 * MINUTE);
      return { right, later: isAsBefore() };
    };
    await expect(run(work())).resolves.toEqual({ right: true, later: true });
  },
);

it.each([
  ['GetAlias', 5],
  ['UpdateAlias', 3],
  ['UpdateFunctionConfiguration', 3],
  ['ListVersionsByFunction', 1],
  ['DeleteFunction', 1],
])('a restore whose own %s hangs starts the document again', async (operation, nth) => {
  const { world, isAsBefore, start, restore, run } = hanging(NEVER_LANDS_MS, operation, nth);
  const work = async () => {
    await start();
    await world.clock.sleep(2 * MINUTE);
    await restore();
    return isAsBefore();
  };
  await expect(run(work())).resolves.toBe(true);
});

it('a game day that somebody ends proves nothing while attaches may still land', async () => {
  const { world, deployment, isAsBefore, run } = hanging(LANDS_MS, 'UpdateFunctionConfiguration', 1, 2);
  const interrupted = new AbortController();
  world.clock.after(5 * MINUTE, () => interrupted.abort(new Error('interrupted by the user')));
  const work = async () => {
    const { restored, experiment } = await runGameDay({
      world: 'rehearsal',
      deployment,
      hypothesis,
      clients: worldClients(world),
      clock: world.clock,
      random: world.chance.stream('game day'),
      report: () => undefined,
      signal: interrupted.signal,
    });
    await world.clock.sleep(25 * MINUTE);
    return { proven: restored.proven, status: experiment.status, later: isAsBefore() };
  };
  await expect(run(work())).resolves.toEqual({ proven: true, status: 'stopped', later: true });
});
