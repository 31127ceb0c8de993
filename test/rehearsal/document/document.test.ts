import { attachment, attachmentArchives } from '../support/attachment';
import { pythonPool } from '../support/scripts';

const python = pythonPool();
const folder = attachmentArchives();
const prepare = (
  ...parameters: Parameters<typeof attachment> extends [unknown, unknown, ...infer Rest] ? Rest : never
) => attachment(python, folder, ...parameters);
const SUCCESS = { status: 'Success', message: '' };

describe('the document attaches', () => {
  it('by merging its variables and its layer with what is there, and moves the alias to a new version', async () => {
    const { attach, state, own, chaosLayer, changes, target } = prepare();
    await expect(
      attach({ LatencySeconds: '30', Probability: '0.5', ExpiresAfterMinutes: '20' }),
    ).resolves.toEqual(SUCCESS);
    const { variables, layers, alias, versions } = state();
    expect(variables).toMatchObject({
      COLOUR: 'red',
      AWS_LAMBDA_EXEC_WRAPPER: '/opt/bootstrap',
      CHAOS_EXTENSION__LAMBDA__ENABLE_LATENCY: 'true',
      CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE: '30',
      CHAOS_EXTENSION__LAMBDA__LATENCY_PROBABILITY: '0.5',
    });
    expect(variables.CHAOS_EXTENSION__EXPIRES_AT).toMatch(/^2026-01-01T12:20:0\dZ$/);
    expect(layers).toEqual([...own, chaosLayer]);
    expect(alias).toBe('2');
    expect(versions).toEqual(['$LATEST', '1', '2']);
    expect(target.configuration('1').Environment.Variables).toEqual({ COLOUR: 'red' });
    expect(changes()).toEqual(['UpdateFunctionConfiguration', 'PublishVersion', 'UpdateAlias']);
  });

  it('a second time without changing anything', async () => {
    const { attach, state, changes } = prepare();
    await attach();
    const once = { state: state(), changes: changes() };
    // It would not expire later.
    await expect(attach({ ExpiresAfterMinutes: '90' })).resolves.toEqual(SUCCESS);
    expect({ state: state(), changes: changes() }).toEqual(once);
  });

  it.each(['nodejs20.x', 'nodejs22.x', 'nodejs24.x', 'nodejs26.x'])('to %s', async (runtime) => {
    const { attach } = prepare({ runtime });
    await expect(attach()).resolves.toEqual(SUCCESS);
  });

  it('with the longest delay and the latest expiry that there are', async () => {
    const { attach, state } = prepare();
    await expect(attach({ LatencySeconds: '900.0', ExpiresAfterMinutes: '780' })).resolves.toEqual(SUCCESS);
    expect(state().variables).toMatchObject({ CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE: '900.0' });
    expect(state().variables.CHAOS_EXTENSION__EXPIRES_AT).toMatch(/^2026-01-02T01:00:0\dZ$/);
  });

  it('to $LATEST only where no alias is named', async () => {
    const { attach, state } = prepare();
    await expect(attach({ AliasName: '' })).resolves.toEqual(SUCCESS);
    expect(state()).toMatchObject({ alias: '1', versions: ['$LATEST', '1'] });
    expect(state().layers).toHaveLength(2);
  });

  it('after an update that was under way', async () => {
    const { attach, target, state } = prepare();
    target.update({ revisionId: undefined, variables: undefined, layers: undefined });
    await expect(attach()).resolves.toEqual(SUCCESS);
    expect(state().variables).toMatchObject({ COLOUR: 'red', AWS_LAMBDA_EXEC_WRAPPER: '/opt/bootstrap' });
  });
});

describe('the document detaches', () => {
  it.each([
    ['with variables and a layer', {}],
    ['without any variable or layer', { variables: {}, layers: 0 }],
    ['with a wrapper of its own', { variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/tracing' }, layers: 4 }],
  ])('from a function %s, which is then exactly as it was', async (_what, before) => {
    const { attach, detach, state } = prepare(before);
    const original = state();
    await expect(attach()).resolves.toEqual(SUCCESS);
    expect(state()).not.toEqual(original);
    await expect(detach()).resolves.toEqual(SUCCESS);
    expect(state()).toEqual(original);
  });

  it('and first of all moves the alias back, before it touches $LATEST or a version', async () => {
    const { attach, detach, changes, target, tellCalls, asked } = prepare();
    await attach();
    const { length } = changes();
    const aliasAt: string[] = [];
    tellCalls((count) => {
      if (asked[count - 1] === 'lambda:UpdateFunctionConfiguration')
        aliasAt.push(target.alias('live').FunctionVersion);
    });
    await detach();
    expect(changes().slice(length)).toEqual(['UpdateAlias', 'UpdateFunctionConfiguration', 'DeleteFunction']);
    expect(aliasAt).toEqual(['1']);
  });

  it('from what carries no fault, and changes nothing', async () => {
    const { detach, state, changes } = prepare();
    const original = state();
    await expect(detach()).resolves.toEqual(SUCCESS);
    await expect(detach()).resolves.toEqual(SUCCESS);
    expect(state()).toEqual(original);
    expect(changes()).toEqual([]);
  });

  it('twice without changing more', async () => {
    const { attach, detach, changes } = prepare();
    await attach();
    await detach();
    const once = changes();
    await expect(detach()).resolves.toEqual(SUCCESS);
    expect(changes()).toEqual(once);
  });

  it('what was changed beside the fault in the meantime stays changed', async () => {
    const { attach, detach, state, target, clock } = prepare();
    await attach();
    const variables = { ...target.configuration().Environment.Variables, SHAPE: 'round' };
    target.update({ revisionId: undefined, variables, layers: undefined });
    await clock.run(clock.sleep(20_001));
    await detach();
    expect(state().variables).toEqual({ COLOUR: 'red', SHAPE: 'round' });
  });

  it('from two attachments one after the other, and each time from the original', async () => {
    const { attach, detach, state } = prepare();
    const original = state();
    for (let turn = 0; turn < 2; turn += 1) {
      await attach();
      await detach();
    }
    expect(state()).toEqual(original);
  });
});
