import { suiteWith } from '../support/tools';
import { Account } from './support/account';
import { CHANGES, type Operation } from './support/lambda-call';
import { comparison, type Before, type Mode } from './support/target';

interface When {
  readonly when: string;
  readonly carriedOut: boolean;
}

const BEFORE: When = { when: 'before Lambda hears of the call', carriedOut: false };
const AFTER: When = { when: 'after Lambda has carried the call out', carriedOut: true };
const WRAPPER = { AWS_LAMBDA_EXEC_WRAPPER: '/opt/tracing' };
const EVERYTHING: Before = {
  variables: { COLOUR: 'red', ...WRAPPER },
  layers: ['own-1', 'own-2'],
  versions: 2,
  alias: { version: '1', weights: { 2: 0.1 } },
};

/** With an alias, undisturbed, with updates that take a while: counted, and rounded down. */
const FEWEST_CALLS = { ENABLED: 12, DISABLED: 10 };
const FEWEST_CALLS_WITHOUT_ALIAS = { ENABLED: 5, DISABLED: 5 };

/** What each mode has to call, so that dying at every call means something. */
const CALLED: Readonly<Record<Mode, readonly Operation[]>> = {
  ENABLED: ['UpdateFunctionConfiguration', 'PublishVersion', 'UpdateAlias'],
  DISABLED: ['UpdateAlias', 'UpdateFunctionConfiguration', 'DeleteFunction'],
};

suiteWith('moto', 'boto3')('the document, killed at any of its calls of Lambda', () => {
  let account: Account;
  beforeAll(async () => {
    account = await Account.start();
  });
  // It is not there where it could not be started.
  afterAll(() => (account as Account | undefined)?.close());

  /** The function as it is before, and all operations that the script calls in that mode when nothing befalls it. */
  const undisturbed = async (mode: Mode, before: Before) => {
    const target = await account.target(before);
    const original = await target.state();
    if (mode === 'DISABLED') await target.attach();
    const { length } = target.front.calls;
    const from = await target.state();
    expect(await target.run(mode)).toHaveProperty('value.Attached', mode === 'ENABLED');
    expect(await target.state()).not.toEqual(from);
    return { original, calls: target.front.calls.slice(length).map(({ operation }) => operation) };
  };

  const killedAt = async (
    nth: number,
    mode: Mode,
    carriedOut: boolean,
    { before, original }: { readonly before: Before; readonly original: object },
  ): Promise<unknown> => {
    const target = await account.target(before);
    if (mode === 'DISABLED') await target.attach();
    target.front.disturbCalls((_call, number) =>
      number === nth ? { kind: 'killed', carriedOut } : undefined,
    );
    const killed = await target.run(mode);
    target.front.calmDown();
    const detached = await target.detach();
    return { nth, killed, detached, end: comparison(original, await target.state()) };
  };

  // To die before a call is to die after the one before it, so the one is tried with two functions only.
  describe.each<[string, Before, readonly When[]]>([
    ['nothing of its own', {}, [AFTER]],
    ['variables and a layer', { variables: { COLOUR: 'red' }, layers: ['own-1'] }, [AFTER]],
    ['variables, layers, a wrapper, and an alias with weights', EVERYTHING, [BEFORE, AFTER]],
    ['nothing of its own, and no alias', { alias: null }, [AFTER]],
    ['variables, layers, a wrapper, and no alias', { ...EVERYTHING, alias: null }, [BEFORE, AFTER]],
  ])('on a function that has %s', (_what, before, whens) => {
    describe.each<Mode>(['ENABLED', 'DISABLED'])('in the mode %s', (mode) => {
      it.each(whens)('$when: detach puts everything back', async ({ carriedOut }) => {
        const { original, calls } = await undisturbed(mode, before);
        const hasAlias = before.alias !== null;
        const fewest = hasAlias ? FEWEST_CALLS : FEWEST_CALLS_WITHOUT_ALIAS;
        expect(calls.length).toBeGreaterThanOrEqual(fewest[mode]);
        const changes = calls.filter((operation) => CHANGES.includes(operation));
        expect(changes).toEqual(hasAlias ? CALLED[mode] : ['UpdateFunctionConfiguration']);

        const found = await Promise.all(
          calls.map((_call, index) => killedAt(index + 1, mode, carriedOut, { before, original })),
        );
        expect(found).toEqual(
          calls.map((_call, index) => ({
            nth: index + 1,
            killed: { killed: 9 },
            detached: { value: { Attached: false }, sleptSeconds: expect.any(Number) as number },
            end: 'as it was',
          })),
        );
      });
    });
  });
});
