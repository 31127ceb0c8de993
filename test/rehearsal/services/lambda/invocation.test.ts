import { Chance } from '../../../../rehearsal/chance';
import { Controls } from '../../../../rehearsal/controls';
import { NotModelled } from '../../../../rehearsal/not-modelled';
import { Invocations, type InvocationProps } from '../../../../rehearsal/services/lambda/invocation';
import { VirtualClock } from '../../../../rehearsal/time/virtual-clock';
import { ARN, configuration, delay } from '../../support/functions';
import { START } from '../../support/context';

const extension = {
  arn: 'arn:layer',
  version: 1,
  compatibleRuntimes: [],
  compatibleArchitectures: [],
  files: new Set(['bootstrap']),
};

function environment() {
  const clock = new VirtualClock(START);
  const controls = new Controls();
  const invocations = new Invocations(clock, new Chance(1).stream('invocations'), controls);
  const meter = { ended: jest.fn(), throttled: jest.fn(), logged: jest.fn() };
  const start = (props: Partial<InvocationProps> & { variables?: Record<string, string> } = {}) => {
    const { variables = {}, ...own } = props;
    const handler = own.handler ?? (() => 'done');
    const faulty = { ...configuration, Environment: { Variables: variables } };
    return invocations.invoke({
      configuration: faulty,
      layers: [extension],
      event: {},
      invokedArn: `${ARN}:live`,
      meter,
      ...own,
      handler,
    });
  };
  const invoke = async (props: Parameters<typeof start>[0] = {}) => {
    const from = clock.now();
    const result = await clock.run(start(props));
    return { ...result, milliseconds: clock.now() - from };
  };
  return { clock, controls, meter, start, invoke };
}

const TIMED_OUT = { kind: 'failed', error: 'Task timed out after 10.00 seconds' };

describe('an invocation', () => {
  it('gives the event to the handler, and answers what it returns', async () => {
    const { invoke } = environment();
    const handler = (event: unknown) => Promise.resolve({ seen: event });
    await expect(invoke({ handler, event: 'it' })).resolves.toMatchObject({
      kind: 'answered',
      payload: { seen: 'it' },
    });
  });

  it('is slow at first, and fast where an environment waits', async () => {
    const { invoke } = environment();
    expect((await invoke()).milliseconds).toBe(300);
    expect((await invoke()).milliseconds).toBe(5);
    const other = { ...configuration, FunctionArn: 'arn:other' };
    expect((await invoke({ configuration: other })).milliseconds).toBe(300);
  });

  it('needs an environment of its own while another one runs', async () => {
    const { clock, start, invoke } = environment();
    await clock.run(Promise.all([start(), start()]));
    expect(clock.now()).toBe(START + 300);
    expect((await invoke()).milliseconds).toBe(5);
  });

  it.each<[string, () => unknown, object]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
      { kind: 'failed', error: 'Error: no' },
    ],
    ['rejects', () => Promise.reject(new Error('no')), { kind: 'failed', error: 'Error: no' }],
    ['never ends', () => new Promise(() => undefined), TIMED_OUT],
  ])('whose handler %s fails, and leaves no environment behind', async (_what, handler, failure) => {
    const { invoke } = environment();
    expect(await invoke({ handler })).toMatchObject(failure);
    expect((await invoke()).milliseconds).toBe(300);
  });

  it('ends at the time-out of its function', async () => {
    expect((await environment().invoke({ handler: () => new Promise(() => undefined) })).milliseconds).toBe(
      10_300,
    );
  });

  it('ends the run where the handler does something that is not modelled', async () => {
    const handler = (): never => {
      throw new NotModelled('the module fs');
    };
    await expect(environment().invoke({ handler })).rejects.toThrow(NotModelled);
  });

  it('beyond a thousand at once is throttled, and a later one is not', async () => {
    const { clock, start, invoke } = environment();
    const running = Array.from({ length: 1_000 }, () => start());
    const handler = jest.fn();
    expect(await invoke({ handler })).toMatchObject({ kind: 'throttled', milliseconds: 0 });
    expect(handler).not.toHaveBeenCalled();
    await clock.run(Promise.all(running));
    expect(await invoke()).toMatchObject({ kind: 'answered' });
  });
});

describe('what is told of an invocation', () => {
  it('is when it started and how long it took, without the start of its environment, and whether it failed', async () => {
    const { invoke, meter } = environment();
    await invoke({ variables: delay(4) });
    await invoke({ handler: () => Promise.reject(new Error('no')) });
    await invoke({ variables: delay(60) });

    expect(meter.ended.mock.calls).toEqual([
      [START + 300, 4_000, false],
      [START + 4_305, 0, true],
      [START + 4_605, 10_000, true],
    ]);
  });

  it('is only that it was refused, of one that is throttled', async () => {
    const { start, invoke, meter } = environment();
    void Array.from({ length: 1_000 }, () => start());
    await invoke();

    expect(meter.ended).not.toHaveBeenCalled();
    expect(meter.throttled.mock.calls).toEqual([[START]]);
  });

  it('is what the extension writes: each injection, and nothing of the others', async () => {
    const { invoke, meter } = environment();
    await invoke({ variables: delay(4) });
    await invoke();

    expect(meter.logged.mock.calls).toMatchObject([
      [{ event: 'injected', latencySeconds: 4, FunctionName: 'hello', Resource: 'hello:live' }],
    ]);
  });
});

describe('a fault', () => {
  it('holds the invocation back before the handler gets it', async () => {
    const { clock, invoke } = environment();
    const result = await invoke({ variables: delay(4), handler: () => clock.now() });
    expect(result).toMatchObject({ kind: 'answered', payload: START + 4_300, milliseconds: 4_300 });
  });

  it.each([10, 60])(
    'of %i s makes a function with 10 s time out, and its handler is not called',
    async (seconds) => {
      const { invoke } = environment();
      const handler = jest.fn();
      expect(await invoke({ variables: delay(seconds), handler })).toMatchObject({
        ...TIMED_OUT,
        milliseconds: 10_300,
      });
      expect(handler).not.toHaveBeenCalled();
    },
  );

  it("takes its time from the handler's", async () => {
    const { invoke } = environment();
    const handler = () => new Promise(() => undefined);
    expect(await invoke({ variables: delay(4), handler })).toMatchObject({
      ...TIMED_OUT,
      milliseconds: 10_300,
    });
  });

  it('has no effect without the wrapper', async () => {
    const variables = delay(60);
    delete variables.AWS_LAMBDA_EXEC_WRAPPER;
    expect(await environment().invoke({ variables })).toMatchObject({ kind: 'answered', milliseconds: 300 });
  });

  it('has no effect on a function whose runtime is led past the extension, and nothing is logged', async () => {
    const { invoke, controls, meter } = environment();
    controls.passExtension(({ FunctionName: name }) => name === 'hello');
    expect(await invoke({ variables: delay(60) })).toMatchObject({ kind: 'answered', milliseconds: 300 });
    expect(meter.logged).not.toHaveBeenCalled();
    const other = { ...configuration, FunctionName: 'other', Environment: { Variables: delay(4) } };
    expect(await invoke({ configuration: other })).toMatchObject({ milliseconds: 4_005 });
  });

  it('keeps the runtime from starting where the wrapper is set and no layer brings it', async () => {
    const { invoke } = environment();
    const handler = jest.fn();
    const failed = { kind: 'failed', error: 'Runtime.ExitError: the runtime did not start' };
    expect(await invoke({ variables: delay(60), layers: [], handler })).toMatchObject(failed);
    expect(handler).not.toHaveBeenCalled();
  });

  it('is over when it has expired', async () => {
    const { clock, invoke } = environment();
    const variables = { ...delay(4), CHAOS_EXTENSION__EXPIRES_AT: '2026-01-01T12:01:00Z' };
    expect((await invoke({ variables })).milliseconds).toBe(4_300);
    await clock.run(clock.sleep(60_000));
    expect((await invoke({ variables })).milliseconds).toBe(5);
  });

  it('puts another answer in place of the own one', async () => {
    const variables = {
      AWS_LAMBDA_EXEC_WRAPPER: '/opt/bootstrap',
      CHAOS_EXTENSION__RESPONSE__ENABLE_CHANGE_RESPONSE_BODY: 'true',
      CHAOS_EXTENSION__RESPONSE__CHANGE_RESPONSE_PROBABILITY: '1',
      CHAOS_EXTENSION__RESPONSE__DEFAULT_RESPONSE: '{"statusCode":418}',
    };
    expect(await environment().invoke({ variables })).toMatchObject({
      kind: 'answered',
      payload: { statusCode: 418 },
    });
  });
});
