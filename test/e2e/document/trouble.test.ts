import { Chance } from '../../../rehearsal/chance';
import { AwsError } from '../../../rehearsal/aws/error';
import { suiteWith } from '../support/tools';
import { Account } from './support/account';
import { CHANGES, type Operation } from './support/lambda-call';
import type { Disturb, Failure } from './support/lambda-front';
import { comparison, type Before } from './support/target';

const EVERYTHING: Before = {
  variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/tracing', COLOUR: 'red' },
  layers: ['own-1'],
  versions: 2,
  alias: { version: '1', weights: { 2: 0.1 } },
};
const DETACHED = { value: { Attached: false } };

const CONFLICT = refused('ResourceConflictException', 409);
const PRECONDITION = refused('PreconditionFailedException', 412);
const THROTTLED = refused('TooManyRequestsException', 429);
const BROKEN = refused('ServiceException', 500);
const LOST_CALL: Failure = { kind: 'reset', carriedOut: false };
const LOST_ANSWER: Failure = { kind: 'reset', carriedOut: true };

/** So often boto3 itself tries what is throttled or broken before it tells the script. */
const BOTO3_TRIES = 5;

/** An Automation ends an aws:executeScript after so long. */
const STEP_SECONDS = 600;

suiteWith('moto', 'boto3')('the document, in trouble', () => {
  let account: Account;
  beforeAll(async () => {
    account = await Account.start();
  });
  afterAll(() => (account as Account | undefined)?.close());

  it.each<[string, Failure, number]>([
    ['meets a conflict', CONFLICT, 1],
    ['meets a revision that is no longer true', PRECONDITION, 1],
    ['is throttled for longer than boto3 tries', THROTTLED, BOTO3_TRIES],
    ['meets an error within Lambda for longer than boto3 tries', BROKEN, BOTO3_TRIES],
    ['loses its connection before it hears that Lambda has done it', LOST_ANSWER, 1],
  ])('%s at any of its calls, and attaches and detaches all the same', async (_what, trouble, times) => {
    const calm = await account.target(EVERYTHING);
    const original = await calm.state();
    await calm.attach();
    const attachCalls = calm.front.calls.length;
    const attached = withoutExpiry(await calm.state());
    await calm.detach();
    const most = Math.max(attachCalls, calm.front.calls.length - attachCalls);
    expect(attachCalls).toBeGreaterThanOrEqual(12);

    const inTrouble = async (nth: number): Promise<unknown> => {
      const target = await account.target(EVERYTHING);
      const disturb: Disturb = (_call, number) =>
        number >= nth && number < nth + times ? trouble : undefined;
      target.front.disturbCalls(disturb);
      const attaching = await target.attach();
      const between = comparison(attached, withoutExpiry(await target.state()));
      target.front.disturbCalls(disturb);
      const detaching = await target.detach();
      return { nth, attaching, between, detaching, end: comparison(original, await target.state()) };
    };
    const everyCall = Array.from({ length: most }, (_item, index) => index + 1);
    expect(await Promise.all(everyCall.map(inTrouble))).toMatchObject(
      everyCall.map((nth) => ({
        nth,
        attaching: { value: { Attached: true, Version: '3' } },
        between: 'as it was',
        detaching: DETACHED,
        end: 'as it was',
      })),
    );
  });

  it('hears nothing within the time-out, whether Lambda has done it or not, and asks again', async () => {
    const job = { readTimeoutSeconds: 0.7 };
    const inSilence = async (operation: Operation, carriedOut: boolean): Promise<unknown> => {
      const target = await account.target(EVERYTHING);
      const original = await target.state();
      const silentOnce = (): Disturb => {
        let isOver = false;
        return (call) => {
          if (isOver || call.operation !== operation) return undefined;
          isOver = true;
          return { kind: 'silence', carriedOut };
        };
      };
      target.front.disturbCalls(silentOnce());
      const attaching = await target.attach({}, job);
      target.front.disturbCalls(silentOnce());
      const detaching = await target.detach({}, job);
      return { operation, attaching, detaching, end: comparison(original, await target.state()) };
    };
    const found = [
      inSilence('UpdateFunctionConfiguration', true),
      inSilence('UpdateAlias', true),
      inSilence('PublishVersion', true),
      inSilence('GetAlias', false),
    ];
    expect(await Promise.all(found)).toMatchObject(
      found.map(() => ({
        attaching: { value: { Attached: true, Version: '3' } },
        detaching: DETACHED,
        end: 'as it was',
      })),
    );
  });

  it.each([
    ['a conflict', CONFLICT],
    ['throttling', THROTTLED],
  ])(
    'that does not pass, %s, gives up within the time of a step, fails, and says why',
    async (_what, trouble) => {
      const target = await account.target(EVERYTHING);
      const original = await target.state();
      target.front.disturbCalls(({ operation }) =>
        operation === 'UpdateFunctionConfiguration' ? trouble : undefined,
      );
      const end = await target.attach();
      expect(end).toHaveProperty('traceback', expect.stringContaining(trouble.error.name));
      expect((end as { readonly sleptSeconds: number }).sleptSeconds).toBeLessThan(STEP_SECONDS);
      expect(target.changes()).toEqual([]);
      expect(await target.state()).toEqual(original);
    },
  );

  it('that cannot pass fails at once', async () => {
    const target = await account.target(EVERYTHING);
    target.front.disturbCalls(({ operation }) =>
      CHANGES.includes(operation) ? refused('AccessDeniedException', 403) : undefined,
    );
    await expect(target.attach()).resolves.toMatchObject({
      traceback: expect.stringContaining('AccessDeniedException') as string,
      sleptSeconds: 0,
    });
    expect(target.front.refusals).toEqual(['AccessDeniedException']);
  });

  it('drawn at random, whatever it is: once it is over, detach puts everything back', async () => {
    const seed = Date.now() % 1_000_000;
    const kinds: readonly Failure[] = [
      CONFLICT,
      PRECONDITION,
      THROTTLED,
      BROKEN,
      LOST_CALL,
      LOST_ANSWER,
      { kind: 'killed', carriedOut: false },
      { kind: 'killed', carriedOut: true },
    ];
    const gameDay = async (day: number): Promise<unknown> => {
      const target = await account.target(EVERYTHING);
      const original = await target.state();
      const random = new Chance(seed).stream(`day ${day}`);
      target.front.disturbCalls(() =>
        random() < 0.15 ? kinds[Math.floor(random() * kinds.length)] : undefined,
      );
      for (let turn = 0; turn < 3; turn += 1) await target.run(random() < 0.6 ? 'ENABLED' : 'DISABLED');
      target.front.calmDown();
      const detached = await target.detach();
      return { seed, day, detached, end: comparison(original, await target.state()) };
    };
    const days = Array.from({ length: 12 }, (_item, index) => index);
    expect(await Promise.all(days.map(gameDay))).toMatchObject(
      days.map((day) => ({ seed, day, detached: DETACHED, end: 'as it was' })),
    );
  });
});

function refused(name: string, status: number): Failure & { readonly error: AwsError } {
  return { kind: 'refused', error: new AwsError(name, 'not now', status) };
}

/** Two attachments differ in nothing but when they expire. */
function withoutExpiry(state: object): object {
  return JSON.parse(JSON.stringify(state).replaceAll(/\d{4}-\d\d-\d\dT[\d:]+Z/g, 'later')) as object;
}
