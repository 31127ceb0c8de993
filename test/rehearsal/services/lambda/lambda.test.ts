import { strFromU8, strToU8 } from 'fflate';
import { NotModelled } from '../../../../rehearsal/not-modelled';
import { lambdaResources } from '../../../../rehearsal/services/lambda/resources';
import { mayInvoke } from '../../../../rehearsal/services/lambda/function';
import { delay, EXTENSION_LAYER, lambdaService } from '../../support/functions';
import { allow, make, makeRole } from '../../support/make';
import { operator, START } from '../../support/context';
import { scratchFolder } from '../../../support/temporary-folder';
import { writeArchive } from '../../support/archive';

const folder = scratchFolder();
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:hello';

function service(modules: Readonly<Record<string, unknown>> = {}) {
  const world = lambdaService(folder, modules);
  const call = (name: string, input: object) =>
    world.clock.run(world.api.call('lambda', name, { FunctionName: 'hello', ...input }, operator));
  return { ...world, call };
}

describe('Lambda', () => {
  it.each(['hello', ARN, `${ARN}:live`])('knows a function as %s', (name) => {
    const { lambda, add } = service();
    const target = add('hello', '');
    expect(lambda.function(name, 'us-east-1')).toBe(target);
    expect(() => lambda.function('hello', 'eu-west-1')).toThrow('Function not found');
  });

  it("runs a function's code with its variables, its region and its modules", async () => {
    const { lambda, add, clock } = service({ greeting: 'hello' });
    const code = `exports.handler = () => [require('greeting'), process.env.COLOUR, process.env.AWS_REGION];`;
    const target = add('hello', code, { variables: { COLOUR: 'red' }, region: 'eu-west-1' });
    const result = await clock.run(lambda.invoke(target, '$LATEST', {}, 'eu-west-1'));
    expect(result).toEqual({ kind: 'answered', payload: ['hello', 'red', 'eu-west-1'] });
  });

  it('runs the version that a qualifier stands for, with what it was published with', async () => {
    const { lambda, add, clock } = service();
    const target = add('hello', 'exports.handler = () => process.env.COLOUR;', {
      variables: { COLOUR: 'red' },
    });
    target.publish();
    target.pointAlias('live', '1');
    target.update({ revisionId: undefined, layers: undefined, variables: { COLOUR: 'blue' } });
    await clock.run(clock.sleep(20_001));
    const colour = (qualifier: string) => clock.run(lambda.invoke(target, qualifier, {}, 'us-east-1'));
    await expect(colour('live')).resolves.toEqual({ kind: 'answered', payload: 'red' });
    target.pointAlias('live', target.publish().Version);
    await expect(colour('live')).resolves.toEqual({ kind: 'answered', payload: 'blue' });
  });

  it('serves $LATEST as it was while an update is in progress, and as it is afterwards', async () => {
    const { lambda, add, clock } = service();
    const target = add('hello', 'exports.handler = () => process.env.COLOUR;', {
      variables: { COLOUR: 'red' },
    });
    const colour = async () => (await clock.run(lambda.invoke(target, '$LATEST', {}, 'us-east-1'))) as object;
    target.update({ revisionId: undefined, layers: undefined, variables: { COLOUR: 'blue' } });
    expect(target.configuration().Environment.Variables).toEqual({ COLOUR: 'blue' });
    expect(await colour()).toMatchObject({ payload: 'red' });
    await clock.run(clock.sleep(20_001));
    expect(await colour()).toMatchObject({ payload: 'blue' });
  });

  it('delays a function that has the layer with the extension, in its own region', async () => {
    const { lambda, add, addLayer, clock } = service();
    const target = add('hello', 'exports.handler = () => 1;', { variables: delay(60), layers: [addLayer()] });
    const result = await clock.run(lambda.invoke(target, '$LATEST', {}, 'us-east-1'));
    expect(result).toEqual({ kind: 'failed', error: 'Task timed out after 10.00 seconds' });
  });

  it('refuses a layer that the configuration does not define, and one that is not the extension', async () => {
    const { lambda, add, addLayer, clock } = service();
    const target = add('hello', '', { layers: ['arn:foreign'] });
    const refused = clock.run(lambda.invoke(target, '$LATEST', {}, 'us-east-1'));
    await expect(refused).rejects.toThrow('the layer arn:foreign, which the configuration does not define');
    expect(() => addLayer({ 'lib/tracing.js': '' }, 'tracing')).toThrow('which is not the chaos extension');
  });

  it('queues an event, answers at once, and runs the function afterwards', async () => {
    const seen: unknown[] = [];
    const { add, call, clock } = service({ seen: (event: unknown) => seen.push(event) });
    add('hello', `exports.handler = (event) => require('seen')(event);`);
    const answer = await call('Invoke', { InvocationType: 'Event', Payload: '{"minutes":5}' });
    expect(answer).toEqual({ StatusCode: 202 });
    expect(seen).toEqual([]);
    await clock.run(clock.sleep(1_000));
    expect(seen).toEqual([{ minutes: 5 }]);
  });

  it.each([undefined, 'RequestResponse'])(
    'answers an invocation of the type %s when it has ended',
    async (type) => {
      const { add, call, clock } = service();
      add(
        'hello',
        `exports.handler = (event) => new Promise((done) => setTimeout(() => done(event.a * 2), 5000));`,
      );
      const begun = clock.now();
      const answer = await call('Invoke', { InvocationType: type, Payload: strToU8('{"a":21}') });
      expect(answer).toEqual({ StatusCode: 200, Payload: strToU8('42') });
      expect(clock.now() - begun).toBeGreaterThanOrEqual(5000);
    },
  );

  it('says that a synchronous invocation failed, and how', async () => {
    const { add, call } = service();
    add('hello', `exports.handler = () => { throw new Error('no luck'); };`);
    const answer = (await call('Invoke', {})) as { Payload: Uint8Array };
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(strFromU8(answer.Payload))).toEqual({ errorMessage: 'Error: no luck' });
  });

  it('refuses a synchronous invocation beyond its concurrency', async () => {
    const { add, call, lambda } = service();
    add('hello', '');
    lambda.invoke = () => Promise.resolve({ kind: 'throttled' });
    await expect(call('Invoke', {})).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });

  it('tells how many invocations may run at once, and CloudWatch of each that it refuses', async () => {
    const { add, call, clock, controls, lambda, metrics } = service();
    const target = add('hello', 'exports.handler = () => new Promise(() => undefined);');
    expect(await call('GetAccountSettings', {})).toEqual({
      AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 },
    });
    controls.limitConcurrency(2);
    expect(await call('GetAccountSettings', {})).toMatchObject({ AccountLimit: { ConcurrentExecutions: 2 } });
    const invoked = Array.from({ length: 5 }, () => lambda.invoke(target, '$LATEST', {}, 'us-east-1'));
    const results = await clock.run(Promise.all(invoked));
    expect(results.filter(({ kind }) => kind === 'throttled')).toHaveLength(3);
    const throttles = { namespace: 'AWS/Lambda', name: 'Throttles', dimensions: { FunctionName: 'hello' } };
    const counted = metrics.read(throttles, 60_000, 'Sum', 0, Infinity) ?? [];
    expect(counted.map(([, value]) => value)).toEqual([3]);
  });

  it('says what a layer supports', async () => {
    const { call, lambda, addLayer } = service();
    const read = (arn: string) =>
      call('GetLayerVersion', { LayerName: arn.replace(/:1$/, ''), VersionNumber: 1 });
    const says = await read(addLayer());
    expect(says).toMatchObject({ CompatibleRuntimes: ['nodejs22.x'] });
    expect(says).not.toHaveProperty('CompatibleArchitectures');
    const archive = writeArchive(folder, 'arm.zip', EXTENSION_LAYER);
    const { arn } = lambda.addLayer('arm', 'us-east-1', archive, [], ['arm64']);
    expect(await read(arn)).toMatchObject({ CompatibleArchitectures: ['arm64'] });
  });

  it('takes an environment without variables for one that has none, and takes them all away', async () => {
    const { add, call, clock } = service();
    add('hello', '', { variables: { COLOUR: 'red' } });
    await call('UpdateFunctionConfiguration', { Environment: {} });
    await clock.run(clock.sleep(20_001));
    expect(await call('GetFunctionConfiguration', {})).not.toHaveProperty('Environment');
  });

  it("tells the variables under a customer's key to those only who may decrypt with it, and others why not", async () => {
    const { add, api, clock, iam, call } = service();
    const key = 'arn:aws:kms:us-east-1:123456789012:key/orders';
    add('hello', '', { variables: { COLOUR: 'red' }, kmsKeyArn: key }).publish();
    const asked = async (name: string, ...actions: readonly string[]) => {
      const roleArn = makeRole(iam.resources, { name, statements: [allow('lambda:*', ...actions)] });
      const principal = { principal: { roleArn }, region: 'us-east-1' };
      const read = (operation: string) =>
        api.call('lambda', operation, { FunctionName: 'hello' }, principal) as Promise<object>;
      const [latest, listed] = await clock.run(
        Promise.all([read('GetFunctionConfiguration'), read('ListVersionsByFunction')]),
      );
      return [latest, ...(listed as { Versions: object[] }).Versions];
    };
    const Error = { ErrorCode: 'AccessDeniedException', Message: expect.any(String) as string };
    for (const told of await asked('nobody'))
      expect(told).toMatchObject({ KMSKeyArn: key, Environment: { Error } });
    for (const told of await asked('somebody', 'kms:Decrypt'))
      expect(told).toMatchObject({ KMSKeyArn: key, Environment: { Variables: { COLOUR: 'red' } } });
    expect(await call('GetFunctionConfiguration', {})).toHaveProperty('Environment.Variables.COLOUR');
  });

  it('reads, updates, publishes, lists and deletes through its API', async () => {
    const { add, call, clock } = service();
    add('hello', '');
    expect(await call('GetFunctionConfiguration', {})).not.toHaveProperty('Environment');
    await call('UpdateFunctionConfiguration', { Environment: { Variables: { COLOUR: 'red' } } });
    await clock.run(clock.sleep(20_001));
    await expect(call('PublishVersion', {})).resolves.toMatchObject({ Version: '1' });
    await expect(call('GetFunctionConfiguration', { Qualifier: '1' })).resolves.toMatchObject({
      Environment: { Variables: { COLOUR: 'red' } },
    });
    await call('DeleteFunction', { Qualifier: '1' });
    const { Versions } = (await call('ListVersionsByFunction', {})) as { Versions: { Version: string }[] };
    expect(Versions.map(({ Version }) => Version)).toEqual(['$LATEST']);
  });

  it.each([
    ['Invoke', { InvocationType: 'DryRun' }, 'lambda:Invoke of the type DryRun'],
    ['UpdateFunctionConfiguration', { Timeout: 5 }, 'lambda:UpdateFunctionConfiguration with Timeout'],
    ['DeleteFunction', {}, 'lambda:DeleteFunction without a Qualifier'],
    [
      'UpdateAlias',
      { Name: 'live', RoutingConfig: { AdditionalVersionWeights: { 2: 0.1 } } },
      'an alias with weights',
    ],
    ['UpdateFunctionCode', {}, 'the operation lambda:UpdateFunctionCode'],
  ])('refuses %s with %j by name', async (operation, input, what) => {
    const { add, call } = service();
    add('hello', '');
    await expect(call(operation, input)).rejects.toThrow(new NotModelled(what));
  });
});

describe("Lambda's metrics", () => {
  const WINDOW = [60_000, 'Sum', START, START + 60_000] as const;
  const read = (
    { cloudwatch }: ReturnType<typeof service>,
    namespace: string,
    name: string,
    resource: string,
  ) =>
    cloudwatch
      .metrics('us-east-1')
      .read({ namespace, name, dimensions: { FunctionName: 'hello', Resource: resource } }, ...WINDOW);

  it('are by function and what was invoked, and so is what the extension has injected', async () => {
    const world = service();
    const { add, addLayer, lambda, clock, iam } = world;
    makeRole(iam.resources, {
      name: 'hello',
      statements: [
        {
          Effect: 'Allow',
          Action: ['logs:PutLogEvents'],
          Resource: ['arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/hello:*'],
        },
      ],
    });
    const target = add('hello', 'exports.handler = () => 1;', { variables: delay(60), layers: [addLayer()] });
    target.pointAlias('live', target.publish().Version);
    for (const qualifier of ['live', 'live', '$LATEST'])
      await clock.run(lambda.invoke(target, qualifier, {}, 'us-east-1'));

    expect(read(world, 'AWS/Lambda', 'Invocations', 'hello:live')).toEqual([[START, 2]]);
    expect(read(world, 'AWS/Lambda', 'Errors', 'hello:live')).toEqual([[START, 2]]);
    expect(read(world, 'AWS/Lambda', 'Duration', 'hello:live')).toEqual([[START, 20_000]]);
    expect(read(world, 'AWS/Lambda', 'Invocations', 'hello')).toEqual([[START, 1]]);
    expect(read(world, 'chaos-extension', 'InjectedInvocations', 'hello:live')).toEqual([[START, 2]]);
    expect(read(world, 'chaos-extension', 'InjectedInvocations', 'hello')).toEqual([[START, 1]]);
  });

  it('are there where the function may not write its log, which loses what the extension has counted', async () => {
    const world = service();
    const { add, addLayer, lambda, clock } = world;
    const target = add('hello', 'exports.handler = () => 1;', { variables: delay(4), layers: [addLayer()] });
    await clock.run(lambda.invoke(target, '$LATEST', {}, 'us-east-1'));

    expect(read(world, 'AWS/Lambda', 'Duration', 'hello')).toEqual([[START, 4_000]]);
    expect(read(world, 'chaos-extension', 'InjectedInvocations', 'hello')).toEqual([]);
  });
});

describe("Terraform's functions", () => {
  it('are published, and serve through an alias with permissions of its own', () => {
    const { lambda } = service();
    const models = lambdaResources(lambda);
    const filename = writeArchive(folder, 'made.zip', { 'index.js': '' });
    const made = make(
      models,
      'aws_lambda_function',
      {
        function_name: 'hello',
        filename: 'made.zip',
        runtime: 'nodejs22.x',
        handler: 'index.handler',
        role: 'arn:role',
        publish: true,
      },
      { folder },
    );
    expect(filename).toContain('made.zip');
    expect(made).toMatchObject({ arn: ARN, version: '1', qualified_arn: `${ARN}:1` });
    make(models, 'aws_lambda_alias', { name: 'live', function_name: 'hello', function_version: '1' });
    const permission = { action: 'lambda:InvokeFunction', principal: 'p', source_arn: 'arn:api/*/GET' };
    make(models, 'aws_lambda_permission', { function_name: 'hello', qualifier: 'live', ...permission });
    const target = lambda.function('hello', 'us-east-1');
    expect(target.configuration('live')).toMatchObject({ Version: '1', Timeout: 3, MemorySize: 128 });
    const allowed = target.permissionsOn('live');
    expect(mayInvoke(allowed, 'p', 'arn:api/live/GET')).toBe(true);
    expect(mayInvoke(allowed, 'p', 'arn:api/live/POST')).toBe(false);
    expect(mayInvoke(allowed, 'q', 'arn:api/live/GET')).toBe(false);
  });

  it('that retry asynchronous invocations are refused', () => {
    const { lambda } = service();
    const settings = { function_name: 'hello', qualifier: 'live' };
    const type = 'aws_lambda_function_event_invoke_config';
    expect(() => make(lambdaResources(lambda), type, settings)).toThrow('set maximum_retry_attempts to 0');
    expect(() =>
      make(lambdaResources(lambda), type, { ...settings, maximum_retry_attempts: 0 }),
    ).not.toThrow();
  });
});
