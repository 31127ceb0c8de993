import { attachment, attachmentArchives, type Before } from '../support/attachment';
import { pythonPool } from '../support/scripts';

const python = pythonPool();
const folder = attachmentArchives();
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/orders';
const prepare = (before: Before = {}) => attachment(python, folder, { kmsKey: KEY, ...before });

/** What Lambda answers in place of variables that whoever asks may not decrypt. */
const NO_KEY = { Environment: { Error: { ErrorCode: 'AccessDeniedException', Message: 'no key' } } };

/** How the document ends where it meets such variables. */
function unreadable(version: string): object {
  const told = `hello: the variables of version ${version} cannot be read (AccessDeniedException: `;
  const message = expect.stringContaining(told) as string;
  return { status: 'Failed', message };
}

describe('variables that the document may decrypt', () => {
  it('are kept, and are there again afterwards', async () => {
    const { attach, detach, state } = prepare();
    const original = state();
    await expect(attach()).resolves.toMatchObject({ status: 'Success' });
    expect(state().variables).toMatchObject({ COLOUR: 'red' });
    await expect(detach()).resolves.toMatchObject({ status: 'Success' });
    expect(state()).toEqual(original);
  });
});

describe('variables that the document may not decrypt', () => {
  it('are not taken for none: it refuses to attach, before anything changes', async () => {
    const { attach, state, changes, forbidKeys } = prepare();
    forbidKeys();
    const original = state();
    const end = await attach();
    expect(end).toEqual(unreadable('$LATEST'));
    expect(end.message).toContain(`): allow the role of this document kms:Decrypt on ${KEY}`);
    expect(changes()).toEqual([]);
    expect(state()).toEqual(original);
  });

  it('of what is served alone are refused too', async () => {
    const { attach, changes, tellOf } = prepare();
    tellOf(({ Version }) => (Version === '1' ? NO_KEY : {}));
    await expect(attach()).resolves.toEqual(unreadable('1'));
    expect(changes()).toEqual([]);
  });

  it('keep nobody from detaching what was never attached: without the layer there is no fault', async () => {
    const { detach, state, changes, forbidKeys } = prepare();
    forbidKeys();
    const original = state();
    await expect(detach()).resolves.toMatchObject({ status: 'Success' });
    expect(changes()).toEqual([]);
    expect(state()).toEqual(original);
  });

  it('while the fault is attached make a detach fail and change nothing; allowed again, it restores everything', async () => {
    const { attach, detach, state, changes, forbidKeys, tellOf } = prepare();
    const original = state();
    await attach();
    const attached = state();
    const { length } = changes();
    forbidKeys();
    await expect(detach()).resolves.toEqual(unreadable('2'));
    expect(changes()).toHaveLength(length);
    expect(state()).toEqual(attached);
    // Lambda tells all again, as it does when the role may use the key.
    tellOf(() => ({}));
    await expect(detach()).resolves.toMatchObject({ status: 'Success' });
    expect(state()).toEqual(original);
  });

  it('of $LATEST alone do not keep the alias from going back, which ends the fault', async () => {
    const { attach, detach, state, changes, tellOf } = prepare();
    await attach();
    const { length } = changes();
    tellOf(({ Version }) => (Version === '$LATEST' ? NO_KEY : {}));
    await expect(detach()).resolves.toEqual(unreadable('$LATEST'));
    expect(changes().slice(length)).toEqual(['UpdateAlias']);
    expect(state()).toMatchObject({ alias: '1' });
  });

  it('of an older version with the layer do not keep the version of the fault from going', async () => {
    const { attach, detach, state, tellOf, chaosLayer, target, clock } = prepare();
    target.update({ revisionId: undefined, variables: { COLOUR: 'blue' }, layers: undefined });
    await clock.run(clock.sleep(20_001));
    target.publish();
    target.pointAlias('live', '2');
    await attach();
    tellOf(({ Version }) => (Version === '1' ? { ...NO_KEY, Layers: [{ Arn: chaosLayer }] } : {}));
    await expect(detach()).resolves.toEqual(unreadable('1'));
    expect(state()).toMatchObject({ alias: '2', versions: ['$LATEST', '1', '2'] });
  });

  it('of the version that was served before are not taken for those of the one with the fault: nothing moves', async () => {
    const { attach, detach, state, changes, tellOf } = prepare();
    await attach();
    const { length } = changes();
    tellOf(({ Version }) => (Version === '1' ? NO_KEY : {}));
    await expect(detach()).resolves.toEqual(unreadable('1'));
    expect(changes()).toHaveLength(length);
    expect(state()).toMatchObject({ alias: '2' });
  });
});
