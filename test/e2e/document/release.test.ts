import { createHash } from 'node:crypto';
import { inScratchFolder } from '../support/scratch';
import { suiteWith } from '../support/tools';
import { Account } from './support/account';
import { Colleague } from './support/colleague';
import { archiveOf } from './support/moto-lambda';
import { DETACHED, type Target } from './support/target';

const NO_DRIFT = { exitCode: 0, changes: [] };
const codeOf = (text: string): string =>
  createHash('sha256')
    .update(Buffer.from(archiveOf(text), 'base64'))
    .digest('base64');

/** What the alias serves, and the versions that there are. */
async function served(target: Target) {
  const { versions, aliases } = await target.state();
  const [alias] = aliases;
  return {
    ...versions[String(alias?.FunctionVersion)],
    alias: alias?.FunctionVersion,
    versions: Object.keys(versions).sort(),
  };
}

/** Somebody uploads code, publishes it and moves the alias; returns the version. */
async function release(target: Target, text: string): Promise<string> {
  await target.elsewhere('PUT', '/code', { ZipFile: archiveOf(text) });
  const before = Object.keys((await target.state()).versions);
  await target.elsewhere('POST', '/versions', {});
  const { versions } = await target.state();
  const version = Object.keys(versions).find((each) => !before.includes(each)) ?? '';
  await target.elsewhere('PUT', '/aliases/live', { FunctionVersion: version });
  return version;
}

suiteWith('moto', 'boto3')('a release while the fault is attached, by the real boto3', () => {
  let account: Account;
  beforeAll(async () => {
    account = await Account.start();
  });
  afterAll(() => (account as Account | undefined)?.close());

  const attached = async (): Promise<Target> => {
    const target = await account.target({ variables: { COLOUR: 'red' }, layers: ['own-1'] });
    await target.attach();
    return target;
  };
  const clean = () => ({ variables: { COLOUR: 'red' }, layers: [account.layer('own-1')] });

  it('stays in service without the fault', async () => {
    const target = await attached();
    await release(target, '2');
    await expect(target.detach()).resolves.toEqual(DETACHED);
    expect(await served(target)).toEqual({
      ...clean(),
      code: codeOf('2'),
      alias: '4',
      versions: ['$LATEST', '1', '4'],
    });
    expect(target.front.refusals).toEqual([]);
  });

  it('that is tried with a share of the callers keeps that share', async () => {
    const target = await attached();
    await target.elsewhere('PUT', '/code', { ZipFile: archiveOf('2') });
    await target.elsewhere('POST', '/versions', {});
    await target.elsewhere('PUT', '/aliases/live', {
      FunctionVersion: '2',
      RoutingConfig: { AdditionalVersionWeights: { 3: 0.25 } },
    });
    await expect(target.detach()).resolves.toEqual(DETACHED);
    expect((await target.state()).aliases).toMatchObject([
      { FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { 4: 0.25 } } },
    ]);
  });

  it('that $LATEST is not the same as any more is left, and the document says until when', async () => {
    const target = await attached();
    const version = await release(target, '2');
    await target.elsewhere('PUT', '/code', { ZipFile: archiveOf('3') });
    await expect(target.detach()).resolves.toHaveProperty(
      'traceback',
      expect.stringMatching(
        /RuntimeError: .*version 3, which somebody else published .* differs from it in code: .*it injects nothing after \d{4}-/,
      ),
    );
    expect(await served(target)).toMatchObject({
      code: codeOf('2'),
      alias: version,
      versions: ['$LATEST', '1', version],
    });
    expect((await target.state()).versions.$LATEST).toEqual({ ...clean(), code: codeOf('3') });
  });

  it('is not taken from somebody who changes the function right before it is published: Lambda refuses it', async () => {
    const target = await attached();
    await release(target, '2');
    let isDone = false;
    target.front.disturbCalls(async ({ operation }) => {
      if (isDone || operation !== 'PublishVersion') return undefined;
      isDone = true;
      await target.elsewhere('PUT', '/code', { ZipFile: archiveOf('3') });
      return undefined;
    });
    await expect(target.detach()).resolves.toHaveProperty(
      'traceback',
      expect.stringContaining('differs from it in code'),
    );
    expect(target.front.refusals).toEqual(['PreconditionFailedException']);
    expect(await served(target)).toMatchObject({ code: codeOf('2'), versions: ['$LATEST', '1', '3'] });
  });

  it('survives a document that is killed at any of its calls: the next detach ends the work', async () => {
    const calm = await attached();
    await release(calm, '2');
    const { length } = calm.front.calls;
    await calm.detach();
    const calls = calm.front.calls.length - length;
    expect(calls).toBeGreaterThan(15);
    const killedAt = async (nth: number): Promise<unknown> => {
      const target = await attached();
      await release(target, '2');
      target.front.disturbCalls((_call, number) =>
        number === nth ? { kind: 'killed', carriedOut: true } : undefined,
      );
      const killed = await target.detach();
      target.front.calmDown();
      const detached = await target.detach();
      return { nth, killed, detached, end: await served(target) };
    };
    const everyCall = Array.from({ length: calls }, (_item, index) => index + 1);
    const end = { ...clean(), code: codeOf('2'), alias: '4', versions: ['$LATEST', '1', '4'] };
    expect(await Promise.all(everyCall.map(killedAt))).toEqual(
      everyCall.map((nth) => ({ nth, killed: { killed: 9 }, detached: DETACHED, end })),
    );
  });
});

suiteWith(
  'terraform',
  'provider',
  'moto',
  'boto3',
)("a colleague's own Terraform, with the real boto3 in between", () => {
  let account: Account;
  beforeAll(async () => {
    account = await Account.start();
  });
  afterAll(() => (account as Account | undefined)?.close());

  it('deploys code while the fault is attached: it is in service without the fault, and there is nothing to plan', () =>
    inScratchFolder(async (folder) => {
      const ignoredChanges = ['environment', 'layers'];
      const colleague = await Colleague.deploy(account, folder, { name: 'orders', ignoredChanges });
      const target = account.existingTarget('orders');
      await expect(target.attach()).resolves.toHaveProperty('value.Attached', true);
      colleague.writeCode('2');
      await colleague.terraform.apply();
      const { variables, code } = await served(target);
      expect([code, Object.keys(variables ?? {})]).toEqual([
        codeOf('2'),
        expect.arrayContaining(['CHAOS_EXTENSION__RESTORE']),
      ]);
      await expect(target.detach()).resolves.toEqual(DETACHED);
      expect(await served(target)).toMatchObject({
        code: codeOf('2'),
        variables: { COLOUR: 'red' },
        layers: [],
      });
      expect(await colleague.terraform.plan()).toEqual(NO_DRIFT);
    }));

  it('takes the fault away while it is attached: what attaching published goes, and there is nothing to plan', () =>
    inScratchFolder(async (folder) => {
      const colleague = await Colleague.deploy(account, folder, { name: 'payments' });
      const target = account.existingTarget('payments');
      await target.attach();
      colleague.writeCode('2');
      await colleague.terraform.apply();
      const after = { code: codeOf('2'), variables: { COLOUR: 'red' }, layers: [] };
      expect(await served(target)).toMatchObject(after);
      await expect(target.detach()).resolves.toEqual(DETACHED);
      expect(await served(target)).toMatchObject({ ...after, versions: ['$LATEST', '1', '3'] });
      expect(await colleague.terraform.plan()).toEqual(NO_DRIFT);
    }));

  it('is deployed past by a pipeline: the code is in service without the fault, and there is nothing to plan', () =>
    inScratchFolder(async (folder) => {
      const ignoredChanges = ['filename', 'source_code_hash'];
      const colleague = await Colleague.deploy(account, folder, { name: 'invoices', ignoredChanges });
      const target = account.existingTarget('invoices');
      await target.attach();
      await release(target, '2');
      await expect(target.detach()).resolves.toEqual(DETACHED);
      expect(await served(target)).toMatchObject({
        code: codeOf('2'),
        variables: { COLOUR: 'red' },
        layers: [],
      });
      expect(await colleague.terraform.plan()).toEqual(NO_DRIFT);
    }));
});
