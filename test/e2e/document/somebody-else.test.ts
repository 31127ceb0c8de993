import { suiteWith } from '../support/tools';
import { Account } from './support/account';
import type { Operation } from './support/lambda-call';
import { archiveOf } from './support/moto-lambda';
import { DETACHED, EVERYTHING, type Target } from './support/target';

suiteWith('moto', 'boto3')('the document, by the real boto3', () => {
  let account: Account;
  beforeAll(async () => {
    account = await Account.start();
  });
  afterAll(() => (account as Account | undefined)?.close());

  /** Lets somebody else change something right before the script's first call of that operation. */
  const before = (target: Target, operation: Operation, change: () => Promise<void>): void => {
    let isDone = false;
    target.front.disturbCalls(async (call) => {
      if (isDone || call.operation !== operation) return undefined;
      isDone = true;
      await change();
      return undefined;
    });
  };

  describe('meets somebody else who changes the function right under its hands', () => {
    /** Somebody adds a variable, right before the function is changed. */
    const addVariable = (target: Target): void =>
      before(target, 'UpdateFunctionConfiguration', async () => {
        const { variables } = (await target.state()).versions.$LATEST ?? {};
        await target.elsewhere('PUT', '/configuration', {
          Environment: { Variables: { ...variables, SHAPE: 'round' } },
        });
      });

    it('and keeps a variable that they add while it detaches', async () => {
      const target = await account.target({ variables: { COLOUR: 'red' } });
      await target.attach();
      addVariable(target);
      await expect(target.detach()).resolves.toEqual(DETACHED);
      expect(target.front.refusals).toEqual(['PreconditionFailedException']);
      const { versions } = await target.state();
      expect(versions.$LATEST?.variables).toEqual({ COLOUR: 'red', SHAPE: 'round' });
    });

    it('and keeps a variable that they add while it attaches, but does not put it into service', async () => {
      const target = await account.target({ variables: { COLOUR: 'red' } });
      const { aliases } = await target.state();
      addVariable(target);
      await expect(target.attach()).resolves.toHaveProperty(
        'traceback',
        expect.stringContaining('which differs from $LATEST in variables (SHAPE): attaching'),
      );
      expect(target.front.refusals).toEqual(['PreconditionFailedException']);
      await expect(target.detach()).resolves.toEqual(DETACHED);
      const state = await target.state();
      expect(state.versions.$LATEST?.variables).toEqual({ COLOUR: 'red', SHAPE: 'round' });
      expect(state.aliases).toEqual(aliases);
    });

    it('and fails rather than to put code into service that they have not released', async () => {
      const target = await account.target();
      const { aliases } = await target.state();
      before(target, 'PublishVersion', () => target.elsewhere('PUT', '/code', { ZipFile: archiveOf('2') }));
      await expect(target.attach()).resolves.toHaveProperty(
        'traceback',
        expect.stringContaining('which differs from $LATEST in code: attaching'),
      );
      expect((await target.state()).aliases).toEqual(aliases);
      await expect(target.detach()).resolves.toEqual(DETACHED);
      const { versions } = await target.state();
      expect(Object.keys(versions).sort()).toEqual(['$LATEST', '1']);
      expect(versions.$LATEST).toMatchObject({ variables: {}, layers: [] });
    });

    it('and fails rather than to take an alias away from the version that they move it to', async () => {
      const target = await account.target({ versions: 2 });
      before(target, 'UpdateAlias', () => target.elsewhere('PUT', '/aliases/live', { FunctionVersion: '2' }));
      await expect(target.attach()).resolves.toHaveProperty(
        'traceback',
        expect.stringContaining('alias live of'),
      );
      await expect(target.detach()).resolves.toEqual(DETACHED);
      const { versions, aliases } = await target.state();
      expect([Object.keys(versions).sort(), aliases]).toMatchObject([
        ['$LATEST', '1', '2'],
        [{ FunctionVersion: '2' }],
      ]);
    });

    it('and fails rather than to serve a version without the fault, which Lambda may answer where theirs is deleted', async () => {
      const target = await account.target({ versions: 2 });
      const original = await target.state();
      let isDeleted = false;
      target.front.disturbCalls(async ({ query }) => {
        if (isDeleted || query.get('Qualifier') !== '3') return undefined;
        isDeleted = true;
        await target.elsewhere('DELETE', '?Qualifier=3');
        return undefined;
      });
      await expect(target.attach()).resolves.toHaveProperty(
        'traceback',
        expect.stringContaining(`${target.name}: version 2 was published, which does not carry the fault`),
      );
      expect((await target.state()).aliases).toEqual(original.aliases);
      await expect(target.detach()).resolves.toEqual(DETACHED);
      expect(await target.state()).toEqual(original);
    });

    it('and fails to attach through an alias what was attached without one, which detach takes away', async () => {
      const target = await account.target();
      const original = await target.state();
      await target.attach({ AliasName: '' });
      const { length } = target.changes();
      await expect(target.attach()).resolves.toHaveProperty(
        'traceback',
        expect.stringContaining('alias live of'),
      );
      expect(target.changes()).toHaveLength(length);
      await expect(target.detach()).resolves.toEqual(DETACHED);
      expect(await target.state()).toEqual(original);
    });

    it('and where attach and detach run at once, a last detach puts everything back', async () => {
      for (let turn = 0; turn < 5; turn += 1) {
        const target = await account.target(EVERYTHING);
        const original = await target.state();
        const [one, other] = account.runners;
        await Promise.all([target.run('ENABLED', {}, {}, one), target.run('DISABLED', {}, {}, other)]);
        await expect(target.detach()).resolves.toEqual(DETACHED);
        expect(await target.state()).toEqual(original);
      }
    });
  });
});
