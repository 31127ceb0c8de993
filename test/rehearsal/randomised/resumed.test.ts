import { readDeployment, regionNamed } from '../../../experiment/deployment/deployment';
import { runGameDay } from '../../../experiment/game-day/game-day';
import type { Journal } from '../../../experiment/journal/journal';
import type { Message } from '../../../experiment/journal/messages';
import { between } from '../../../rehearsal/chance';
import { worldClients } from '../../../rehearsal/clients';
import { STARTS_AT } from '../../../rehearsal/time/starts-at';
import { Observer } from '../../../rehearsal/randomised/observer';
import { Runner } from '../../../rehearsal/randomised/runner';
import { stillAttaching } from '../../../rehearsal/randomised/still-attaching';
import { drawFailures, FAILURES } from '../../../rehearsal/randomised/failures';
import { createWorld } from '../../../rehearsal/world';
import { pythonPool } from '../support/scripts';
import { soakLab } from './support';

const python = pythonPool(2);
const { configuration, hypothesis } = soakLab();
const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1);

/** Longer than such a game day lasts: some end before their runner would have died. */
const LATEST_DEATH_MS = 660_000;

/** Two readings of the functions lie so far apart that a change between them is no lie of the journal. */
const READING_MS = 3_000;

/** A random game day full of troubles, whose runner dies at a random moment, and that is resumed at another. */
async function takenUp(seed: number) {
  const world = createWorld({ configuration, seed, startsAt: STARTS_AT, python });
  const deployment = readDeployment(world.outputs);
  const region = regionNamed(deployment, deployment.fault.region);
  const random = world.chance.stream('troubles');
  const runner = new Runner(world);
  const observer = new Observer(world, deployment, region);
  const before = observer.read();
  const lies: string[] = [];
  const noteAttaching = async (begunBefore: number): Promise<void> => {
    lies.push(...(await stillAttaching(world, region.region, begunBefore)));
  };
  const report = (message: Message): void => {
    const isProof = message.kind === 'event' && message.entry.event === 'restore.proven';
    const isOldNews = world.clock.now() - observer.changedAt >= READING_MS;
    if (isProof && isOldNews && observer.read() !== before) lies.push(message.entry.detail);
    if (isProof) world.clock.watch(noteAttaching(world.clock.now() - READING_MS));
  };
  const common = {
    world: 'rehearsal',
    deployment,
    hypothesis,
    report,
    random: world.chance.stream('game day'),
  } as const;
  const kept: { text: string | null; isDead: boolean } = { text: null, isDead: false };
  const run = async (): Promise<Journal> => {
    for (const name of drawFailures(random)) {
      if (name === 'runner killed') continue;
      FAILURES[name]({ world, deployment, region, runner, random, span: { from: 230_000, to: 540_000 } });
    }
    world.clock.after(between(random, 1_000, LATEST_DEATH_MS), () => {
      kept.isDead = true;
      runner.kill();
    });
    const save = (journal: Journal): void => {
      if (!kept.isDead) kept.text = JSON.stringify(journal);
    };
    await runner.readClock();
    const { clients, clock, signal } = runner;
    const first = runGameDay({ ...common, clients, clock, signal, save });
    const ended = await Promise.race([first, runner.died.then(() => null)]);
    if (ended !== null && ended.status !== 'running') return ended;
    kept.isDead = true;
    await world.clock.sleep(between(random, 0, LATEST_DEATH_MS));
    const resume = JSON.parse(kept.text ?? 'null') as Journal;
    return runGameDay({ ...common, clients: worldClients(world), clock: world.clock, resume });
  };
  const journal = await world.clock.run(run()).finally(() => python.release(world.clock));
  return { journal, lies, wasLive: observer.wasLive, wasCut: kept.isDead };
}

it.each(SEEDS)('ends restored, and tells the truth: seed %d', async (seed) => {
  const { journal, lies, wasLive, wasCut } = await takenUp(seed);
  const { restored, status, verdict, times, timeline, experiment } = journal;
  // A runner that was to end the game day without credentials proves nothing; whoever resumes it has others.
  const isProven = restored.proven === true || (restored.proven === null && experiment.id === null);
  expect([wasCut, isProven]).not.toEqual([true, false]);
  expect(lies).toEqual([]);
  expect([times.faultLiveAt === null, wasLive]).not.toEqual([false, false]);
  expect([verdict, status]).not.toEqual(['held', expect.not.stringMatching('completed')]);
  const moments = timeline.map(({ at }) => at);
  expect(moments).toEqual([...moments].sort());
});
