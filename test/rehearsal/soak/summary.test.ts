import type { RandomGameDay } from '../../../rehearsal/soak/random-game-day';
import { summarize, summaryText } from '../../../rehearsal/soak/summary';

const quiet: RandomGameDay = {
  seed: 1,
  troubles: ['event lost'],
  status: 'completed',
  heals: [],
  violations: [],
};

const days: RandomGameDay[] = [
  { ...quiet, seed: 3, heals: [{ by: 'S02', seconds: 12 }] },
  {
    ...quiet,
    seed: 2,
    troubles: ['runner killed', 'event lost'],
    status: null,
    heals: [
      { by: 'S02', seconds: 30 },
      { by: 'expiry', seconds: 700 },
    ],
  },
  { ...quiet, seed: 9, violations: ['the functions differ'] },
  { ...quiet, seed: 4, violations: ['the journal lies', 'the functions differ'] },
];

it('counts the game days by trouble and by how they ended', () => {
  const { gameDays, troubles, statuses } = summarize(days);
  expect(gameDays).toBe(4);
  expect(troubles).toMatchObject({ 'event lost': 4, 'runner killed': 1, 'step fails': 0 });
  expect(statuses).toEqual({ completed: 3, 'no journal': 1 });
});

it('gives the longest time to heal by what healed', () => {
  const { heals } = summarize(days);
  expect(heals.S02).toEqual({ times: 2, worstSeconds: 30 });
  expect(heals.expiry).toEqual({ times: 1, worstSeconds: 700 });
  expect(heals.rule).toEqual({ times: 0, worstSeconds: 0 });
});

it('lists the game days with violations by their seed', () => {
  expect(summarize(days).failures.map(({ seed }) => seed)).toEqual([4, 9]);
});

it('is the same in whatever order the game days come', () => {
  expect(summarize([...days].reverse())).toEqual(summarize(days));
});

it('says in its text what failed, and how to replay it alone', () => {
  const text = summaryText(summarize(days));
  expect(text).toContain('seed 4: the journal lies');
  expect(text).toContain('npm run rehearse -- --soak 1 --seed 9');
  expect(text).toContain('4 random game days, 2 with violations');
  expect(summaryText(summarize([quiet]))).toContain('1 random game day, no violation');
  expect(summaryText(summarize([quiet]))).not.toContain('replay');
});
