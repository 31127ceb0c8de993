import { NotModelled } from '../../../rehearsal/not-modelled';
import { pythonPool, scriptThat, scriptWorld } from '../support/scripts';
import { START } from '../support/context';

const python = pythonPool();

describe("a document's Python", () => {
  it('gets the payload and the region, and gives the value of its handler', async () => {
    const script = scriptThat(
      `return {"name": events["Name"], "where": context["global:REGION"], "all": [1, True, None]}`,
    );
    const end = await scriptWorld(python).run(script, { Name: 'hello' });
    expect(end).toEqual({ value: { name: 'hello', where: 'us-east-1', all: [1, true, null] } });
  });

  it('reads virtual time from every clock', async () => {
    const script = scriptThat(
      'now = datetime.datetime.now(datetime.timezone.utc).isoformat()',
      'return [time.time(), now, time.strftime("%H:%M", time.gmtime())]',
    );
    const end = await scriptWorld(python).run(script);
    expect(end).toEqual({ value: [START / 1000, '2026-01-01T12:00:00+00:00', '12:00'] });
  });

  it('sleeps in virtual time', async () => {
    const { run, clock } = scriptWorld(python);
    const lines = ['before, first = time.time(), time.monotonic()', 'time.sleep(90.5)'];
    const end = await run(scriptThat(...lines, 'return [time.time() - before, time.monotonic() - first]'));
    expect(end).toEqual({ value: [90.5, 90.5] });
    expect(clock.now() - START).toBe(90_500);
  });

  it('calls the World through boto3, while virtual time passes', async () => {
    const { run, calls } = scriptWorld(python, () => Promise.resolve({ value: { Version: '7' } }));
    const script = scriptThat(
      'client = boto3.client("lambda")',
      'client.publish_version(FunctionName=events["Name"], Layers=["a"])',
      'return [client.list_versions_by_function(FunctionName="b"), time.time()]',
    );
    await expect(run(script, { Name: 'hello' })).resolves.toEqual({
      value: [{ Version: '7' }, START / 1000 + 0.2],
    });
    expect(calls).toEqual([
      { at: 100, operation: 'lambda:PublishVersion', parameters: { FunctionName: 'hello', Layers: ['a'] } },
      { at: 200, operation: 'lambda:ListVersionsByFunction', parameters: { FunctionName: 'b' } },
    ]);
  });

  it('draws the same chance in every run', async () => {
    const script = `import random\n${scriptThat('return [random.random(), random.random()]')}`;
    const first = await scriptWorld(python).run(script);
    await expect(scriptWorld(python).run(script)).resolves.toEqual(first);
  });

  it('forgets what an earlier script defined', async () => {
    await scriptWorld(python).run(scriptThat('global left', 'left = 1'));
    const end = await scriptWorld(python).run(scriptThat('return "left" in globals()'));
    expect(end).toEqual({ value: false });
  });
});

describe('an error that AWS answers', () => {
  const refused = () => Promise.resolve({ error: { code: 'ResourceConflictException', message: 'busy' } });
  const attempt = (...handling: string[]) =>
    scriptThat('client = boto3.client("lambda")', 'try:', '    client.get_alias(Name="live")', ...handling);

  it.each([
    ['ClientError', 'ClientError as error'],
    ["the client's own exception", 'client.exceptions.ResourceConflictException as error'],
    ["the client's ClientError", 'client.exceptions.ClientError as error'],
  ])('is caught as %s, with its code', async (_what, exception) => {
    const handling = `return [error.response["Error"]["Code"], error.operation_name, str(error)]`;
    const end = await scriptWorld(python, refused).run(attempt(`except ${exception}:`, `    ${handling}`));
    const text = 'An error occurred (ResourceConflictException) when calling the GetAlias operation: busy';
    expect(end).toEqual({ value: ['ResourceConflictException', 'GetAlias', text] });
  });

  it('is not caught as another one', async () => {
    const handling = ['except client.exceptions.TooManyRequestsException:', '    return "wrong"'];
    const end = await scriptWorld(python, refused).run(attempt(...handling));
    expect(end).toEqual({
      error: expect.stringContaining('ResourceConflictException: An error occurred') as string,
    });
  });
});

describe('a script that fails', () => {
  it("ends with a traceback of the script's own lines, and of no others", async () => {
    const script = `${scriptThat('return helper(events)')}\ndef helper(events):\n    raise ValueError("too few layers")\n`;
    const end = await scriptWorld(python).run(script);
    expect(end).toEqual({
      error: [
        'Traceback (most recent call last):',
        '  File "Script", line 7, in handler',
        '    return helper(events)',
        '  File "Script", line 10, in helper',
        '    raise ValueError("too few layers")',
        'ValueError: too few layers',
      ].join('\n'),
    });
  });

  it.each([
    ['cannot be read', 'def handler(events, context:\n    return 1\n', 'SyntaxError'],
    ['has no such handler', 'def other(events, context):\n    return 1\n', "KeyError: 'handler'"],
    ['imports what is not there', 'import numpy_of_another_world\n', 'ModuleNotFoundError'],
    ['leaves', scriptThat('raise SystemExit(3)'), 'SystemExit: 3'],
    ['answers what is no JSON', scriptThat('return object()'), 'not JSON serializable'],
    [
      'waits for a waiter',
      scriptThat('boto3.client("lambda").get_waiter("function_updated")'),
      'has no waiters',
    ],
    ['pages', scriptThat('boto3.client("lambda").get_paginator("list_versions")'), 'has no paginators'],
  ])('because it %s says so', async (_why, script, message) => {
    const end = await scriptWorld(python).run(script);
    expect(end).toEqual({ error: expect.stringContaining(message) as string });
  });

  it('leaves an interpreter that can be used again', async () => {
    const { run } = scriptWorld(python);
    await run(scriptThat('raise ValueError("no")'));
    await expect(run(scriptThat('return "fine"'))).resolves.toEqual({ value: 'fine' });
  });
});

describe('a script that asks for what is not modelled', () => {
  it('ends the run by name, whatever it catches, and its interpreter can be used again', async () => {
    const { run } = scriptWorld(python, () =>
      Promise.reject(new NotModelled('the operation s3:ListBuckets')),
    );
    const lines = [
      'try:',
      '    boto3.client("s3").list_buckets()',
      'except Exception:',
      '    return "caught"',
    ];
    await expect(run(scriptThat(...lines))).rejects.toThrow('does not model the operation s3:ListBuckets');
    await expect(scriptWorld(python).run(scriptThat('return "fine"'))).resolves.toEqual({ value: 'fine' });
  });
});

describe('a cancelled script', () => {
  const patient = [
    'boto3.client("lambda").get_alias(Name="a")',
    'time.sleep(500)',
    'boto3.client("lambda").get_alias(Name="b")',
  ];

  it.each([
    ['in a sleep', 30_000, 1, 30_000],
    ['in a call, which is still carried out', 50, 1, 100],
  ])('ends %s, and does nothing more', async (_when, cancelAt, calls, endsAt) => {
    const world = scriptWorld(python);
    world.clock.after(cancelAt, () => world.stop.abort(new Error('cancelled')));
    await expect(world.run(scriptThat(...patient))).resolves.toEqual({ cancelled: true });
    expect(world.calls).toHaveLength(calls);
    expect(world.clock.now() - START).toBe(endsAt);
  });

  it('ends in a call at once where it is killed', async () => {
    const world = scriptWorld(python);
    world.clock.after(50, () => {
      for (const end of [world.stop, world.kill]) end.abort(new Error('timed out'));
    });
    await expect(world.run(scriptThat(...patient))).resolves.toEqual({ cancelled: true });
    expect(world.clock.now() - START).toBe(50);
  });

  it('unwinds past what catches exceptions, calls nothing on its way, and leaves its interpreter usable', async () => {
    const world = scriptWorld(python);
    world.clock.after(1_000, () => world.stop.abort(new Error('cancelled')));
    const lines = ['try:', '    time.sleep(500)', 'except Exception:', '    return "caught"', 'finally:'];
    const script = scriptThat(...lines, '    boto3.client("lambda").get_alias(Name="a")');
    await expect(world.run(script)).resolves.toEqual({ cancelled: true });
    expect(world.calls).toEqual([]);
    await expect(scriptWorld(python).run(scriptThat('return "fine"'))).resolves.toEqual({ value: 'fine' });
  });
});

describe('a script whose clock has stopped for good', () => {
  it('is cancelled, and its interpreter can be used again', async () => {
    const { clock, begin, calls } = scriptWorld(python);
    const left = begin(scriptThat('time.sleep(500)', 'boto3.client("lambda").get_alias(Name="a")'));
    await clock.run(clock.sleep(1_000));

    python.release(clock);

    await expect(left).resolves.toEqual({ cancelled: true });
    expect(calls).toEqual([]);
    await expect(scriptWorld(python).run(scriptThat('return "fine"'))).resolves.toEqual({ value: 'fine' });
  });

  it('leaves the scripts of other clocks alone', async () => {
    const { clock, begin } = scriptWorld(python);
    const other = begin(scriptThat('time.sleep(5)', 'return "done"'));
    python.release(scriptWorld(python).clock);
    await expect(clock.run(other)).resolves.toEqual({ value: 'done' });
  });
});

describe('two scripts', () => {
  const counting = (name: string, seconds: number) =>
    scriptThat(
      'client = boto3.client("lambda")',
      'for turn in range(3):',
      `    client.get_alias(Name="${name}")`,
      `    time.sleep(${seconds})`,
    );

  it('overlap in virtual time, in the same order at every run, even where one has to load first', async () => {
    const orders = [];
    for (let count = 0; count < 3; count += 1) {
      const { clock, begin, calls } = scriptWorld(python);
      await clock.run(Promise.all([begin(counting('a', 2)), begin(counting('b', 3))]));
      orders.push(calls.map(({ at, parameters }) => `${(parameters as { Name: string }).Name} ${at}`));
      expect(clock.now() - START).toBe(9_300);
    }
    expect(orders[0]).toEqual(['a 100', 'b 100', 'a 2200', 'b 3200', 'a 4300', 'b 6300']);
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
  });
});
