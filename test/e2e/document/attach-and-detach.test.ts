import { suiteWith } from '../support/tools';
import { Account } from './support/account';
import { CHANGES, type LambdaCall } from './support/lambda-call';
import { DETACHED, EVERYTHING, type Before } from './support/target';

const ATTACHED = { value: { Attached: true, Version: '2' }, sleptSeconds: expect.any(Number) as number };
const NOTE = 'CHAOS_EXTENSION__RESTORE';
suiteWith('moto', 'boto3')('the document, by the real boto3', () => {
  let account: Account;
  beforeAll(async () => {
    account = await Account.start();
  });
  afterAll(() => (account as Account | undefined)?.close());

  describe('attaches', () => {
    it('by merging its variables and layer with those of the function, and moves the alias to a new version', async () => {
      const target = await account.target({ ...EVERYTHING, versions: 1, alias: { version: '1' } });
      const { versions: original } = await target.state();
      const from = Date.now();
      const parameters = { LatencySeconds: '30', Probability: '0.5', ExpiresAfterMinutes: '20' };
      await expect(target.attach(parameters)).resolves.toEqual(ATTACHED);
      const { versions, aliases } = await target.state();
      const { CHAOS_EXTENSION__EXPIRES_AT: expiry = '', ...variables } = versions.$LATEST?.variables ?? {};
      expect(variables).toEqual({
        COLOUR: 'red',
        AWS_LAMBDA_EXEC_WRAPPER: '/opt/bootstrap',
        CHAOS_EXTENSION__WRAPPED_EXEC_WRAPPER: '/opt/tracing',
        CHAOS_EXTENSION__LAMBDA__ENABLE_LATENCY: 'true',
        CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE: '30',
        CHAOS_EXTENSION__LAMBDA__LATENCY_PROBABILITY: '0.5',
        [NOTE]: expect.any(String) as string,
      });
      const minutes = (Date.parse(expiry) - from) / 60_000;
      expect(minutes).toBeGreaterThan(19.9);
      expect(minutes).toBeLessThan(21);
      expect(versions.$LATEST?.layers).toEqual(
        ['own-1', 'own-2', 'chaos'].map((name) => account.layer(name)),
      );
      expect(versions['1']).toEqual(original['1']);
      expect(versions['2']).toEqual(versions.$LATEST);
      expect(aliases).toEqual([{ Name: 'live', FunctionVersion: '2', RoutingConfig: null }]);
      expect(target.changes()).toEqual(['UpdateFunctionConfiguration', 'PublishVersion', 'UpdateAlias']);
    });

    it('and takes all of the callers of an alias that shares them between two versions', async () => {
      const target = await account.target(EVERYTHING);
      await target.attach();
      expect((await target.state()).aliases).toMatchObject([
        { FunctionVersion: '4', RoutingConfig: { AdditionalVersionWeights: {} } },
      ]);
    });

    it('and detaches, waiting for every update: Lambda never refuses a call', async () => {
      const target = await account.target(EVERYTHING);
      target.front.rules.updateReads = 20;
      await expect(target.attach()).resolves.toHaveProperty('value.Attached', true);
      await expect(target.detach()).resolves.toEqual(DETACHED);
      expect(target.front.refusals).toEqual([]);
    });

    it('and detaches, asking Lambda at each change to refuse it where something has changed since', async () => {
      const target = await account.target();
      await target.attach();
      await target.detach();
      const asksFor = ({ operation, body }: LambdaCall) => [operation, 'RevisionId' in body];
      expect(target.front.calls.filter(({ operation }) => CHANGES.includes(operation)).map(asksFor)).toEqual([
        ['UpdateFunctionConfiguration', true],
        ['PublishVersion', true],
        ['UpdateAlias', true],
        ['UpdateAlias', true],
        ['UpdateFunctionConfiguration', true],
        // Lambda takes none here: a version never changes.
        ['DeleteFunction', false],
      ]);
    });

    it.each(['nodejs18.x', 'nodejs24.x'])(
      'to %s: Lambda attaches a layer to any runtime',
      async (runtime) => {
        const target = await account.target({ runtime });
        await expect(target.attach()).resolves.toEqual(ATTACHED);
        await expect(target.detach()).resolves.toEqual(DETACHED);
      },
    );

    it('to what is released, of which Lambda tells more of the one or the other', async () => {
      const target = await account.target(EVERYTHING);
      await target.elsewhere('PUT', '/configuration', { Description: 'only in $LATEST' });
      await expect(target.attach()).resolves.toHaveProperty('value.Attached', true);
    });

    it('a second time without changing anything', async () => {
      const target = await account.target(EVERYTHING);
      await target.attach();
      const once = { state: await target.state(), changes: target.changes() };
      await expect(target.attach({ ExpiresAfterMinutes: '90' })).resolves.toHaveProperty(
        'value.Attached',
        true,
      );
      expect({ state: await target.state(), changes: target.changes() }).toEqual(once);
    });

    it('to $LATEST only where no alias is named', async () => {
      const target = await account.target();
      const original = await target.state();
      await expect(target.attach({ AliasName: '' })).resolves.toHaveProperty('value.Version', '$LATEST');
      const { versions, aliases } = await target.state();
      expect([versions['1'], aliases]).toEqual([original.versions['1'], original.aliases]);
      expect(target.changes()).toEqual(['UpdateFunctionConfiguration']);
    });

    it('and fails where the update fails', async () => {
      const target = await account.target();
      const original = await target.state();
      target.front.rules.updatesEnd = 'Failed';
      await expect(target.attach()).resolves.toHaveProperty(
        'traceback',
        expect.stringContaining(`RuntimeError: ${target.name} could not be updated`),
      );
      expect(target.changes()).toEqual(['UpdateFunctionConfiguration']);
      target.front.rules.updatesEnd = 'Successful';
      await expect(target.detach()).resolves.toEqual(DETACHED);
      expect(await target.state()).toEqual(original);
    });

    it('and waits for an update as long as AWS’ own waiter does, which fails where it does not end in five minutes', async () => {
      const slow = await account.target();
      slow.front.rules.updateReads = 99;
      await expect(slow.attach()).resolves.toHaveProperty('value.Attached', true);
      const endless = await account.target();
      endless.front.rules.updateReads = Infinity;
      await expect(endless.attach()).resolves.toEqual({
        traceback: expect.stringContaining('TimeoutError') as string,
        sleptSeconds: 300,
      });
      expect(endless.changes()).toEqual(['UpdateFunctionConfiguration']);
    });
  });

  describe('detaches', () => {
    it.each<[string, Before]>([
      ['nothing of its own', {}],
      ['variables', { variables: { COLOUR: 'red' } }],
      ['layers', { layers: ['own-1', 'own-2', 'own-3', 'own-4'] }],
      ['a wrapper of its own', { variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/tracing' } }],
      [
        'variables of the extension of its own',
        {
          variables: {
            CHAOS_EXTENSION__RESPONSE__DEFAULT_RESPONSE: 'own',
            CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE: '1',
          },
        },
      ],
      ['an alias with weights and several versions', EVERYTHING],
      ['no alias', { ...EVERYTHING, alias: null }],
    ])('from a function that has %s, which is then exactly as it was', async (_what, given) => {
      const target = await account.target(given);
      const original = await target.state();
      for (let turn = 0; turn < 2; turn += 1) {
        await expect(target.attach()).resolves.toHaveProperty('value.Attached', true);
        expect(await target.state()).not.toEqual(original);
        await expect(target.detach()).resolves.toEqual(DETACHED);
        expect(await target.state()).toEqual(original);
      }
    });

    it('from a function that is named by its ARN', async () => {
      const target = await account.target();
      const original = await target.state();
      const FunctionName = `arn:aws:lambda:us-east-1:123456789012:function:${target.name}`;
      await expect(target.attach({ FunctionName })).resolves.toEqual(ATTACHED);
      await expect(target.detach({ FunctionName })).resolves.toEqual(DETACHED);
      expect(await target.state()).toEqual(original);
    });

    it('by nothing where it may not decrypt the variables, and all the same when it may again', async () => {
      const target = await account.target(EVERYTHING);
      const original = await target.state();
      await target.attach();
      const { length } = target.changes();
      target.front.rules.mayDecrypt = () => false;
      await expect(target.detach()).resolves.toHaveProperty(
        'traceback',
        expect.stringContaining(
          'the variables of version 4 cannot be read (AccessDeniedException: KMS access was denied.): ' +
            'allow the role of this document kms:Decrypt on arn:aws:kms:us-east-1:123456789012:key/orders',
        ),
      );
      expect(target.changes()).toHaveLength(length);
      target.front.rules.mayDecrypt = () => true;
      await expect(target.detach()).resolves.toEqual(DETACHED);
      expect(await target.state()).toEqual(original);
    });

    it('from what it may not decrypt and was never attached: without the layer there is no fault', async () => {
      const target = await account.target(EVERYTHING);
      target.front.rules.mayDecrypt = () => false;
      await expect(target.detach()).resolves.toEqual(DETACHED);
      expect(target.changes()).toEqual([]);
    });

    it('and moves the alias back before anything else', async () => {
      const target = await account.target();
      await target.attach();
      const { length } = target.changes();
      await target.detach();
      expect(target.changes().slice(length)).toEqual([
        'UpdateAlias',
        'UpdateFunctionConfiguration',
        'DeleteFunction',
      ]);
    });

    it('from what carries no fault, and from what is detached already, without changing anything', async () => {
      const [bare, detached] = await Promise.all([account.target(EVERYTHING), account.target(EVERYTHING)]);
      await expect(bare.detach()).resolves.toEqual(DETACHED);
      expect(bare.changes()).toEqual([]);
      await detached.attach();
      await detached.detach();
      const once = detached.changes();
      await expect(detached.detach()).resolves.toEqual(DETACHED);
      expect(detached.changes()).toEqual(once);
    });

    it('and leaves what was changed beside the fault in the meantime', async () => {
      const target = await account.target(EVERYTHING);
      const original = await target.state();
      await target.attach();
      const { variables } = (await target.state()).versions.$LATEST ?? {};
      await target.elsewhere('PUT', '/configuration', {
        Environment: { Variables: { ...variables, SHAPE: 'round' } },
      });
      await target.detach();
      const { versions } = await target.state();
      expect(versions.$LATEST?.variables).toEqual({
        ...original.versions.$LATEST?.variables,
        SHAPE: 'round',
      });
    });
  });
});
