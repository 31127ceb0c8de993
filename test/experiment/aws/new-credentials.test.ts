import type { CredentialFacts } from '../../../experiment/aws/credentials';
import { NewCredentials } from '../../../experiment/aws/new-credentials';
import { RetryPolicy } from '../../../experiment/aws/retry-policy';
import { awsError, FakeAws } from '../support/fake-aws';
import { TestTimeline } from '../support/lab';
import { ManualClock } from '../support/manual-clock';

const ACCOUNT = '123456789012';
const PROFILE: CredentialFacts = { isFromEnvironment: false, isTemporary: true, expiresAt: null };

/** Somebody whose credentials expire at a second, and who logs in at another. */
function prepare({
  expiresAt = 0,
  logsInAt = Infinity,
  account = ACCOUNT,
  facts = PROFILE,
  name = 'ExpiredTokenException',
  signal = undefined as AbortSignal | undefined,
  latest = (refusedAt: number): number => refusedAt + 600_000,
  now = (real: number): number => real,
} = {}) {
  const clock = new ManualClock();
  const begun = clock.now();
  const seconds = (): number => (clock.now() - begun) / 1000;
  const timeline = new TestTimeline(clock);
  const refuse = (): void => {
    if (seconds() >= expiresAt && seconds() < logsInAt) throw awsError(name, 'expired');
  };
  const aws = new FakeAws().on('GetCallerIdentity', () => {
    refuse();
    return { Account: seconds() < logsInAt ? ACCOUNT : account };
  });
  const renewed: number[] = [];
  const credentials = {
    facts: () => Promise.resolve(facts),
    renew: () => void renewed.push(seconds()),
  };
  const newCredentials = new NewCredentials({
    clients: { ...aws.clients, credentials },
    clock: {
      now: () => now(clock.now()),
      sleep: (milliseconds, ending) => clock.sleep(milliseconds, ending),
    },
    timeline,
    account: ACCOUNT,
    meanwhile: () => 'FIS goes on',
    latest,
    ...(signal === undefined ? {} : { signal }),
  });
  const patience = new RetryPolicy(clock, timeline, signal, newCredentials);
  const asked: number[] = [];
  const ask = (whom = 'FIS') =>
    patience.ask(whom, () => {
      asked.push(seconds());
      refuse();
      return Promise.resolve('answer');
    });
  return { clock, timeline, aws, renewed, asked, ask, seconds };
}

describe('credentials that have expired', () => {
  it.each([
    'ExpiredToken',
    'ExpiredTokenException',
    'RequestExpired',
    'CredentialsProviderError',
    'TokenProviderError',
  ])('are waited for: %s', async (name) => {
    const { clock, timeline, ask, seconds } = prepare({ name, logsInAt: 95 });
    await expect(clock.run(ask())).resolves.toBe('answer');
    expect(seconds()).toBe(101);
    expect(timeline.entries.map(({ event, detail }) => [event, detail])).toEqual([
      [
        'credentials.expired',
        'expired; log in again: `aws sso login`, or new credentials for AWS_PROFILE, and this goes on. FIS goes on',
      ],
      ['credentials.renewed', 'after 1 min 40 s'],
    ]);
  });

  it('are read afresh each time, and asked for of STS only, once for all who ask', async () => {
    const { clock, aws, renewed, asked, ask, timeline } = prepare({ logsInAt: 25 });
    await clock.run(Promise.all([ask('FIS'), ask('Lambda'), ask('Route 53')]));
    expect(renewed).toEqual([0, 10, 20, 30]);
    expect(aws.sent('GetCallerIdentity')).toHaveLength(4);
    expect(asked).toEqual([0, 0, 0, 31, 31, 31]);
    expect(timeline.events).toEqual(['credentials.expired', 'credentials.renewed']);
  });

  it('are no word where STS takes them; but who goes on refusing them is not asked for ever', async () => {
    const { clock, timeline, aws, asked, ask } = prepare();
    aws.on('GetCallerIdentity', () => ({ Account: ACCOUNT }));
    await expect(clock.run(ask())).rejects.toThrow('FIS has not answered for 10 minutes: expired');
    expect(asked.slice(0, 6)).toEqual([0, 1, 3, 7, 15, 30]);
    expect(timeline.entries).toEqual([]);
  });

  it('may expire again', async () => {
    const { clock, timeline, ask } = prepare({ logsInAt: 25 });
    await clock.run(ask());
    await clock.run(ask());
    expect(timeline.events).toEqual(['credentials.expired', 'credentials.renewed']);
  });

  it('are given up when nobody has logged in for as long as there is, and then are not asked for again', async () => {
    const { clock, ask, seconds } = prepare();
    const why = 'the credentials have expired, and nobody has logged in for 10 min';
    await expect(clock.run(ask())).rejects.toMatchObject({ name: 'CredentialsLost', message: why });
    expect(seconds()).toBe(600);
    await expect(clock.run(ask())).rejects.toMatchObject({ name: 'CredentialsLost' });
    expect(seconds()).toBe(600);
  });

  it('are not waited for longer because the clock is set back, however often', async () => {
    const { clock, ask, seconds } = prepare({ now: (real) => real - 1_000 * seconds() });
    await expect(clock.run(ask())).rejects.toThrow('nobody has logged in for 10 min');
    expect(seconds()).toBe(600);
  });

  it('are not waited for until a moment that is none', async () => {
    const { clock, ask, seconds } = prepare({ latest: () => NaN });
    await expect(clock.run(ask())).rejects.toMatchObject({ name: 'CredentialsLost' });
    expect(seconds()).toBe(0);
  });

  it('are given up at once where they are from the environment', async () => {
    const facts = { ...PROFILE, isFromEnvironment: true };
    const { clock, ask, seconds } = prepare({ facts, logsInAt: 95 });
    await expect(clock.run(ask())).rejects.toMatchObject({
      name: 'CredentialsLost',
      message: expect.stringContaining('nobody can renew them in the environment of this process') as string,
    });
    expect(seconds()).toBe(0);
  });

  it('must be of the same account: nothing is asked with others', async () => {
    const { clock, timeline, asked, ask } = prepare({ logsInAt: 25, account: '999999999999' });
    await expect(clock.run(ask())).rejects.toMatchObject({ name: 'CredentialsLost' });
    expect(asked).toEqual([0]);
    expect(timeline.details('credentials.strange')).toEqual([
      expect.stringMatching(/^they are of account 999999999999, and the lab is in 123456789012; /) as string,
    ]);
  });

  it('must be so from the first look on: somebody may have logged in elsewhere before it was noticed', async () => {
    const { clock, aws, timeline, asked, ask } = prepare();
    aws.on('GetCallerIdentity', () => ({ Account: '999999999999' }));
    await expect(clock.run(ask())).rejects.toMatchObject({ name: 'CredentialsLost' });
    expect(asked).toEqual([0]);
    expect(timeline.details('credentials.strange')).toHaveLength(1);
  });

  it('are waited for, too, by whoever ends the game day', async () => {
    const controller = new AbortController();
    const { clock, ask, seconds } = prepare({ logsInAt: 95, signal: controller.signal });
    clock.after(20, () => controller.abort(new Error('interrupted')));
    await expect(clock.run(ask())).rejects.toThrow('interrupted');
    expect(seconds()).toBe(20);
    await expect(clock.run(ask())).resolves.toBe('answer');
  });
});

describe('a key that AWS does not know', () => {
  it.each(['InvalidClientTokenId', 'UnrecognizedClientException'])(
    'is refused at once where it was never taken: %s',
    async (name) => {
      const { clock, timeline, aws, ask } = prepare({ name, logsInAt: 95 });
      await expect(clock.run(ask())).rejects.toMatchObject({ name });
      expect([timeline.entries, aws.calls]).toEqual([[], []]);
    },
  );

  it.each(['InvalidClientTokenId', 'UnrecognizedClientException'])(
    'is waited for where it was taken before: it was deleted, or revoked: %s',
    async (name) => {
      const { clock, timeline, ask } = prepare({ name, expiresAt: 5, logsInAt: 95 });
      await clock.run(ask());
      await clock.pass(10);
      await expect(clock.run(ask())).resolves.toBe('answer');
      expect(timeline.events).toEqual(['credentials.expired', 'credentials.renewed']);
      await expect(clock.run(ask('Lambda in an opt-in region'))).resolves.toBe('answer');
    },
  );

  it('says nothing about others, whom it was never asked by', async () => {
    const { clock, ask } = prepare({ name: 'UnrecognizedClientException', expiresAt: 5, logsInAt: 95 });
    await clock.run(ask('Lambda in us-east-1'));
    await clock.pass(10);
    await expect(clock.run(ask('Lambda in af-south-1'))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });
});

it.each(['AccessDeniedException', 'InvalidSignatureException', 'SignatureDoesNotMatch'])(
  'is not for %s, which no login cures',
  async (name) => {
    const { clock, aws, ask } = prepare({ name, logsInAt: 95 });
    await expect(clock.run(ask())).rejects.toMatchObject({ name });
    expect(aws.calls).toEqual([]);
  },
);
