import { mayStart } from '../../../experiment/journal/preflight-result';
import { runPreflight } from '../../../experiment/preflight/preflight';
import { worldClients } from '../../../rehearsal/clients';
import type { Configuration } from '../../../terraform/configuration';
import { TEMPLATE } from '../../experiment/preflight/support';
import { pythonPool } from '../support/scripts';
import { everySeconds, sharedLab, withoutLease } from './support';

const python = pythonPool(4);
const lab = sharedLab(python);

/** A game day in us-east-1, and a colleague who starts the experiment of a region by hand, so many seconds later. */
async function besides(
  label: string,
  seconds: number,
  edit?: (configuration: Configuration) => Configuration,
) {
  const shared = lab(edit);
  const { world } = shared;
  const theirs = world.clock.sleep(seconds * 1000).then(() => shared.startByHand(label));
  const own = shared.gameDay('us');
  const journal = await shared.run(
    Promise.all([own, theirs]).then(async ([ended]) => {
      await world.clock.sleep(20 * 60_000);
      return ended;
    }),
  );
  return { journal, failing: shared.failing };
}

describe('a colleague who starts the other region’s experiment by hand', () => {
  it.each(everySeconds(120, 0, 360))(
    'never fails it while the first one fails, from %i s on',
    async (from) => {
      const failed: string[] = [];
      for (const seconds of everySeconds(15, from, from + 105)) {
        const { failing } = await besides('eu', seconds);
        expect({ seconds, together: failing.together }).toEqual({ seconds, together: [] });
        failed.push(...failing.seen);
      }
      // Where theirs comes just before the game day's own, which yields, it may be that neither of them comes to anything.
      expect(failed).not.toEqual([]);
    },
  );
});

it('a document of before there were leases: the younger experiment yields, before the fault comes or soon after', async () => {
  const { journal, failing } = await besides('eu', 175, withoutLease);
  expect(journal).toMatchObject({ status: 'failed', restored: { proven: true } });
  expect(journal.reason).toMatch(/in eu-west-1 was started before EXP\w+, which yields/);
  expect([...failing.seen]).toEqual(['eu-west-1']);
});

it('an experiment that somebody has started since the preflight is seen right before the start', async () => {
  const shared = lab();
  const { world, deployment } = shared;
  const clients = worldClients(world);
  const [region] = deployment.regions;
  const results = await shared.run(
    shared.startByHand('eu').then(() =>
      runPreflight({
        ...{ clients, clock: world.clock, deployment, region: region!, template: TEMPLATE, force: [] },
        names: ['no-other-experiment'],
      }),
    ),
  );
  expect(mayStart(results)).toBe(false);
});
