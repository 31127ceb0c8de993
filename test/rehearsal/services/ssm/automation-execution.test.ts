import { execute } from '../../support/execution';

describe('the steps of an execution', () => {
  it('run one after the other', async () => {
    const { status, begun, statuses, seconds } = await execute({
      a: { act: { seconds: 5 } },
      b: { act: { seconds: 7 } },
    });
    expect(status).toBe('Success');
    expect(begun).toEqual(['a', 'b']);
    expect(statuses).toEqual({ a: 'Success', b: 'Success' });
    expect(seconds).toBe(12);
  });

  it.each([
    ['goes on at nextStep', { a: { nextStep: 'c' }, b: {}, c: {} }, ['a', 'c']],
    ['ends at isEnd', { a: { isEnd: true }, b: {} }, ['a']],
    ['ends at "true" as well', { a: { isEnd: 'true' }, b: {} }, ['a']],
    ['ends at isEnd rather than going on at nextStep', { a: { isEnd: true, nextStep: 'b' }, b: {} }, ['a']],
  ])('%s', async (_what, steps, begun) => {
    const ended = await execute(steps);
    expect(ended.begun).toEqual(begun);
    expect(ended.status).toBe('Success');
    expect(ended.statuses.b).toBe('Pending');
  });

  const failing = { act: { fails: 'no' } };

  it.each([
    ['aborts by default', { a: failing, b: {} }, ['a'], 'Failed'],
    ['aborts', { a: { ...failing, onFailure: 'Abort' }, b: {} }, ['a'], 'Failed'],
    ['continues', { a: { ...failing, onFailure: 'Continue' }, b: {} }, ['a', 'b'], 'Success'],
    [
      'continues at nextStep',
      { a: { ...failing, onFailure: 'Continue', nextStep: 'c' }, b: {}, c: {} },
      ['a', 'c'],
      'Success',
    ],
    [
      'goes on at a step, and stays failed',
      { a: { ...failing, onFailure: 'step:c' }, b: {}, c: {} },
      ['a', 'c'],
      'Failed',
    ],
    [
      'goes on at a step, uncritical',
      { a: { ...failing, onFailure: 'step:c', isCritical: false }, b: {}, c: {} },
      ['a', 'c'],
      'Success',
    ],
    ['ends, uncritical', { a: { ...failing, isCritical: 'false' }, b: {} }, ['a'], 'Success'],
    [
      'ends at isEnd although it should continue',
      { a: { ...failing, onFailure: 'Continue', isEnd: true }, b: {} },
      ['a'],
      'Success',
    ],
  ])('after a failure %s', async (_what, steps, begun, status) => {
    const ended = await execute(steps);
    expect(ended.begun).toEqual(begun);
    expect(ended.status).toBe(status);
    expect(ended.statuses.a).toBe('Failed');
    expect(ended.failureMessage).toBe(status === 'Failed' ? 'no' : null);
  });

  it('are tried again, up to maxAttempts', async () => {
    const twice = await execute({ a: { maxAttempts: 3, act: { fails: 'no', succeedsAt: 3 } } });
    expect(twice).toMatchObject({ status: 'Success', begun: ['a', 'a', 'a'] });
    const never = await execute({ a: { maxAttempts: '2', act: { fails: 'no' } } });
    expect(never).toMatchObject({ status: 'Failed', begun: ['a', 'a'] });
  });

  it('time out, which the execution says of itself', async () => {
    const ended = await execute({ a: { timeoutSeconds: 10, act: { seconds: 60 } }, b: {} });
    expect(ended).toMatchObject({
      status: 'TimedOut',
      begun: ['a'],
      statuses: { a: 'TimedOut', b: 'Pending' },
      seconds: 10,
    });
    expect(ended.failureMessage).toBe('the step a was not done after 10 s');
  });

  it('may be a script for 600 s, and not longer', async () => {
    const script = { action: 'aws:executeScript', act: { seconds: 900 } };
    expect(await execute({ a: script })).toMatchObject({ status: 'TimedOut', seconds: 600 });
    expect(await execute({ a: { ...script, timeoutSeconds: 3_600 } })).toMatchObject({
      status: 'TimedOut',
      seconds: 600,
    });
    expect(await execute({ a: { act: { seconds: 900 } } })).toMatchObject({
      status: 'Success',
      seconds: 900,
    });
  });

  it('that do not exist are refused', async () => {
    await expect(execute({ a: { nextStep: 'none' } })).rejects.toThrow('the step none, which does not exist');
  });
});

describe('a cancelled execution', () => {
  const long = { act: { seconds: 500 } };

  it('ends the step that is running, and begins no other', async () => {
    const ended = await execute({ a: long, b: {} }, { cancelAfter: 20 });
    expect(ended).toMatchObject({
      status: 'Cancelled',
      begun: ['a'],
      statuses: { a: 'Cancelled', b: 'Pending' },
      seconds: 17,
    });
  });

  it('has begun nothing where it was cancelled at once', async () => {
    expect(await execute({ a: { onCancel: 'step:b' }, b: {} }, { cancelAfter: 2 })).toMatchObject({
      status: 'Cancelled',
      begun: [],
    });
  });

  it('runs the onCancel of the step that was running', async () => {
    const steps = {
      a: { onCancel: 'step:wrong' },
      b: { ...long, onCancel: 'step:d' },
      c: {},
      d: { isEnd: true },
      wrong: {},
    };
    const ended = await execute(steps, { cancelAfter: 20 });
    expect(ended.begun).toEqual(['a', 'b', 'd']);
    expect(ended.status).toBe('Cancelled');
    expect(ended.statuses).toMatchObject({ b: 'Cancelled', c: 'Pending', d: 'Success' });
  });

  it('is Cancelling while it cleans up, and cancelling it again changes nothing', async () => {
    const seen: string[] = [];
    const steps = { a: { ...long, onCancel: 'step:b' }, b: { act: { seconds: 10 } } };
    const { execution, statuses } = await execute(steps, { cancelAfter: 20 });
    seen.push(execution.status);
    execution.cancel();
    expect([...seen, execution.status]).toEqual(['Cancelled', 'Cancelled']);
    expect(statuses.b).toBe('Success');
  });

  it.each(['Abort', 'step:b'])(
    'has two minutes to clean up, even where the clean-up has onCancel: %s',
    async (onCancel) => {
      const steps = { a: { ...long, onCancel: 'step:b' }, b: { ...long, onCancel }, c: {} };
      const ended = await execute(steps, { cancelAfter: 23 });
      expect(ended).toMatchObject({ status: 'Cancelled', begun: ['a', 'b'], seconds: 140 });
      expect(ended.statuses).toMatchObject({ b: 'Cancelled', c: 'Pending' });
    },
  );

  it('is cancelled, not failed, where its clean-up fails', async () => {
    const steps = { a: { ...long, onCancel: 'step:b' }, b: { act: { fails: 'no' } } };
    expect(await execute(steps, { cancelAfter: 20 })).toMatchObject({
      status: 'Cancelled',
      statuses: { b: 'Failed' },
    });
  });

  it('leaves pending what it did not begin, although the step before had just succeeded', async () => {
    const steps = { a: { act: { seconds: 17 } }, b: {} };
    const ended = await execute(steps, { cancelAfter: 20 });
    expect(ended.status).toBe('Cancelled');
    expect(ended.statuses.b).toBe('Pending');
  });
});
