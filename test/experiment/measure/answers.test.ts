import { askRegion, type Ask } from '../../../experiment/measure/answers';
import { us } from '../support/lab';
import { ManualClock } from '../support/manual-clock';

async function answersOf(ask: Ask) {
  const clock = new ManualClock();
  const begun = clock.now();
  const answers = await clock.run(askRegion(ask, clock, us));
  return { answers, seconds: (clock.now() - begun) / 1000 };
}

it('asks both paths at the host of the region, and not at the shared one', async () => {
  const asked: string[] = [];
  const { answers, seconds } = await answersOf((url) => {
    asked.push(url);
    return Promise.resolve({ status: 200, seconds: 0.02 });
  });
  expect(asked).toEqual([`https://${us.host}/api/hello`, `https://${us.host}/api/health`]);
  expect(answers.map(({ prompt }) => prompt)).toEqual([true, true]);
  expect(seconds).toBe(0);
});

it.each([
  ['a delayed answer', { status: 200, seconds: 1.2 }, '200 after 1200 ms'],
  ['an error of the server', { status: 502, seconds: 0.1 }, '502 after 100 ms'],
])('does not take %s for a proof, however often it asks', async (_name, answer, detail) => {
  let calls = 0;
  const { answers } = await answersOf(() => {
    calls += 1;
    return Promise.resolve(answer);
  });
  expect(answers).toMatchObject([
    { prompt: false, detail },
    { prompt: false, detail },
  ]);
  expect(calls).toBe(10);
});

it('asks again where the first answer comes from a new execution environment', async () => {
  const slowness = [1.5, 0.03, 0.03];
  const { answers } = await answersOf(() =>
    Promise.resolve({ status: 200, seconds: slowness.shift() ?? 0.03 }),
  );
  expect(answers.map(({ prompt }) => prompt)).toEqual([true, true]);
});

it('tells why nothing answered', async () => {
  const { answers } = await answersOf(() => Promise.reject(new Error('getaddrinfo ENOTFOUND')));
  expect(answers[0]).toMatchObject({ prompt: false, detail: 'getaddrinfo ENOTFOUND' });
});
