import { Observer } from '../../../rehearsal/randomised/observer';
import { labs } from '../../experiment/preflight/support';

const deploy = labs();

it.each([
  ['before its expiry', { CHAOS_EXTENSION__EXPIRES_AT: '2026-01-01T12:30:00Z' }, 0],
  ['after its expiry', { CHAOS_EXTENSION__EXPIRES_AT: '2026-01-01T12:10:00Z' }, 1],
  ['without any expiry, which is no fault of the lab', {}, 1],
])('a fault that delays %s is a violation, or none', async (_when, variables, late) => {
  const { world, deployment, us } = await deploy();
  const observer = new Observer(world, deployment, us);
  const configuration = world.functionNamed(us.helloFunction, us.region).configuration();
  world.controls.delayed(
    { ...configuration, Environment: { Variables: variables } },
    Date.UTC(2026, 0, 1, 12, 20),
  );
  expect(observer.lateDelays).toBe(late);
});
