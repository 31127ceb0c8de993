import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { Runner } from '../../../rehearsal/randomised/runner';
import { VirtualClock } from '../../../rehearsal/time/virtual-clock';
import type { World } from '../../../rehearsal/world';
import { isForgotten } from '../../support/forgotten';
import { START } from '../support/context';

function prepare() {
  const clock = new VirtualClock(START);
  const sent: string[] = [];
  const send: World['send'] = async (_service, _region, operation) => {
    sent.push(operation);
    await clock.sleep(1_000);
    return { FunctionVersion: '1' };
  };
  const runner = new Runner({ clock, send } as World);
  const ask = () =>
    runner.clients.lambda('us-east-1').send(new GetAliasCommand({ FunctionName: 'x', Name: 'live' }));
  return { clock, sent, runner, ask };
}

/** What has become of some work after a virtual minute. */
async function after(clock: VirtualClock, work: Promise<unknown>): Promise<string> {
  let state = 'pending';
  work.then(
    () => (state = 'done'),
    (error: unknown) => (state = (error as Error).name),
  );
  await clock.run(clock.sleep(60_000));
  return state;
}

it('works while it lives', async () => {
  const { clock, ask } = prepare();
  await expect(clock.run(ask())).resolves.toEqual({ FunctionVersion: '1' });
});

it('hears nothing any more of what it asked before it was killed, and asks nothing', async () => {
  const { clock, sent, runner, ask } = prepare();
  const before = ask();
  runner.kill();
  const later = ask();
  await expect(after(clock, before)).resolves.toBe('pending');
  await expect(after(clock, later)).resolves.toBe('pending');
  expect(sent).toEqual(['GetAlias']);
  await expect(runner.died).resolves.toBeUndefined();
});

it('does not wake up after it was killed', async () => {
  const { clock, runner } = prepare();
  const sleep = runner.clock.sleep(1_000);
  runner.kill();
  await expect(after(clock, sleep)).resolves.toBe('pending');
});

it('is forgotten when it was killed, with all that waited for it', async () => {
  const wait = (): WeakRef<object> => {
    const world = { of: 'much' };
    const { runner, ask } = prepare();
    runner.kill();
    void ask().then(() => expect(world).toBeUndefined());
    void runner.clock.sleep(1_000).then(() => expect(world).toBeUndefined());
    return new WeakRef(world);
  };
  await expect(isForgotten(wait())).resolves.toBe(true);
});

it('is refused by AWS once its credentials have expired', async () => {
  const { clock, sent, runner, ask } = prepare();
  runner.expireCredentials();
  await expect(after(clock, ask())).resolves.toBe('ExpiredTokenException');
  expect(sent).toEqual([]);
});
