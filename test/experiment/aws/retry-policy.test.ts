import { RetryPolicy } from '../../../experiment/aws/retry-policy';
import { awsError } from '../support/fake-aws';
import { TestTimeline } from '../support/lab';
import { ManualClock } from '../support/manual-clock';

const throttled = () => awsError('ThrottlingException', 'Rate exceeded');

function prepare(signal?: AbortSignal) {
  const clock = new ManualClock();
  const begun = clock.now();
  const timeline = new TestTimeline(clock);
  const patience = new RetryPolicy(clock, timeline, signal);
  const asked: number[] = [];
  /** Asks somebody who answers after so many seconds. */
  const ask = (answersAfter: number, error: () => Error = throttled, whom = 'FIS') =>
    patience.ask(whom, () => {
      asked.push((clock.now() - begun) / 1000);
      return clock.now() - begun >= answersAfter * 1000 ? Promise.resolve('answer') : Promise.reject(error());
    });
  const seconds = () => (clock.now() - begun) / 1000;
  return { clock, timeline, asked, ask, seconds, patience };
}

it('asks once, and says nothing, where there is an answer', async () => {
  const { clock, timeline, asked, ask } = prepare();
  await expect(clock.run(ask(0))).resolves.toBe('answer');
  expect(asked).toEqual([0]);
  expect(timeline.entries).toEqual([]);
  expect(clock.asleep).toBe(0);
});

it('asks again with longer and longer pauses until there is an answer, and tells of the silence once', async () => {
  const { clock, timeline, asked, ask } = prepare();
  await expect(clock.run(ask(50))).resolves.toBe('answer');
  expect(asked).toEqual([0, 1, 3, 7, 15, 30, 45, 60]);
  expect(timeline.entries.map(({ event, detail }) => [event, detail])).toEqual([
    ['aws.unanswered', 'FIS: Rate exceeded; asked again for up to 10 min'],
    ['aws.answers-again', 'FIS, after 60 s'],
  ]);
});

it('tells of one silence, however many ask into it', async () => {
  const { clock, timeline, ask } = prepare();
  await clock.run(Promise.all([ask(5), ask(5), ask(5, throttled, 'Lambda')]));
  expect(timeline.events).toEqual([
    'aws.unanswered',
    'aws.unanswered',
    'aws.answers-again',
    'aws.answers-again',
  ]);
});

it('gives up after ten minutes, and says what the last answer was', async () => {
  const { clock, ask, seconds } = prepare();
  const error = await clock.run(ask(Infinity).catch((caught: unknown) => caught));
  expect(error).toMatchObject({
    message: 'FIS has not answered for 10 minutes: Rate exceeded',
    cause: { name: 'ThrottlingException' },
  });
  expect(seconds()).toBe(600);
});

it('takes a request that nobody answers for lost', async () => {
  const { clock, timeline, patience, seconds } = prepare();
  let calls = 0;
  const aborted: boolean[] = [];
  const answer = patience.ask('Route 53', (signal) => {
    signal.addEventListener('abort', () => aborted.push(true));
    calls += 1;
    return calls === 1 ? new Promise(() => undefined) : Promise.resolve('answer');
  });
  await expect(clock.run(answer)).resolves.toBe('answer');
  expect(seconds()).toBe(61);
  expect(aborted).toEqual([true]);
  expect(timeline.details('aws.unanswered')).toEqual([
    'Route 53: no answer within 60 s; asked again for up to 10 min',
  ]);
});

it.each([
  'AccessDeniedException',
  'ResourceNotFoundException',
  'ExpiredTokenException',
  'CredentialsProviderError',
])('does not ask again after %s, which no waiting cures', async (name) => {
  const { clock, timeline, asked, ask } = prepare();
  await expect(clock.run(ask(5, () => awsError(name, 'no')))).rejects.toMatchObject({ name });
  expect(asked).toEqual([0]);
  expect(timeline.entries).toEqual([]);
});

describe('somebody who ends the game day', () => {
  it('does not wait for AWS', async () => {
    const controller = new AbortController();
    const { clock, ask, seconds } = prepare(controller.signal);
    clock.after(20, () => controller.abort(new Error('interrupted')));
    await expect(clock.run(ask(300))).rejects.toThrow('interrupted');
    expect(seconds()).toBe(20);
  });

  it('still has AWS asked with patience for what ends it', async () => {
    const controller = new AbortController();
    controller.abort(new Error('interrupted'));
    const { clock, ask } = prepare(controller.signal);
    await expect(clock.run(ask(300))).resolves.toBe('answer');
  });
});
