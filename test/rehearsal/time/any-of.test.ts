import { anyOf } from '../../../rehearsal/time/any-of';
import { isForgotten } from '../../support/forgotten';

describe('a signal of several', () => {
  it.each([0, 1])('aborts with number %i of them, for its reason', (index) => {
    const controllers = [new AbortController(), new AbortController()];
    const signal = anyOf(...controllers.map((each) => each.signal));
    expect(signal.aborted).toBe(false);
    controllers[index]?.abort('enough');
    controllers[1 - index]?.abort('too late');
    expect([signal.aborted, signal.reason]).toEqual([true, 'enough']);
  });

  it('is aborted from the beginning where one of them is', () => {
    const signal = anyOf(new AbortController().signal, AbortSignal.abort('before'));
    expect([signal.aborted, signal.reason]).toEqual([true, 'before']);
  });

  it('keeps nobody alive who listens to it and is forgotten otherwise', async () => {
    const listen = (): WeakRef<object> => {
      const world = { of: 'much' };
      const signal = anyOf(new AbortController().signal);
      signal.addEventListener('abort', () => expect(world).toBeUndefined());
      return new WeakRef(world);
    };
    await expect(isForgotten(listen())).resolves.toBe(true);
  });
});
