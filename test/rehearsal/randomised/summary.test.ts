import type { RandomGameDay } from '../../../rehearsal/randomised/random-game-day';
import { seedsText, summarize, summaryText, type Replay } from '../../../rehearsal/randomised/summary';

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

const seeds = [
  { first: 3, count: 2 },
  { first: 9, count: 2 },
];
const replay: Replay = ({ first, count }) => `rehearse ${count} from ${first}`;

it('counts the game days by trouble and by how they ended', () => {
  const { gameDays, troubles, statuses } = summarize(days, seeds);
  expect(gameDays).toBe(4);
  expect(troubles).toMatchObject({ 'event lost': 4, 'runner killed': 1, 'step fails': 0 });
  expect(statuses).toEqual({ completed: 3, 'no journal': 1 });
});

it('counts other runners by how their game days ended, and who else makes a region fail by name', () => {
  const others: RandomGameDay[] = [
    { ...quiet, troubles: ['event lost', 'another runner'], otherStatus: 'refused' },
    { ...quiet, troubles: ['another runner'], otherStatus: null },
    { ...quiet, troubles: ['experiment by hand'] },
  ];
  const { troubles, otherStatuses } = summarize([...days, ...others], seeds);
  expect(otherStatuses).toEqual({ 'no journal': 1, refused: 1 });
  expect(troubles).toMatchObject({ 'another runner': 2, 'experiment by hand': 1 });
});

it('gives the longest time to heal by what healed', () => {
  const { heals } = summarize(days, seeds);
  expect(heals.S02).toEqual({ times: 2, worstSeconds: 30 });
  expect(heals.expiry).toEqual({ times: 1, worstSeconds: 700 });
  expect(heals.rule).toEqual({ times: 0, worstSeconds: 0 });
});

it('lists the game days with violations by their seed', () => {
  expect(summarize(days, seeds).failures.map(({ seed }) => seed)).toEqual([4, 9]);
});

it('is the same in whatever order the game days come', () => {
  expect(summarize([...days].reverse(), seeds)).toEqual(summarize(days, seeds));
});

it('says in its text what failed, and how to replay it alone', () => {
  const text = summaryText(summarize(days, seeds), replay);
  expect(text).toContain(
    'seed 4: the journal lies\nseed 4: the functions differ\n  replay it: rehearse 1 from 4\n',
  );
  expect(text).toContain('\n4 random game days, 2 with violations\n');
  const one = [{ first: 1, count: 1 }];
  expect(summaryText(summarize([quiet], one), replay)).toContain('\n1 random game day, no violation\n');
  expect(summaryText(summarize([quiet], one), replay)).not.toContain('replay');
});

it('says in its text what runs the same seeds again', () => {
  expect(summaryText(summarize(days, seeds), replay)).toContain(
    'Seeds, and what runs them again\n  rehearse 2 from 3\n  rehearse 2 from 9\n',
  );
  expect(seedsText(seeds)).toBe('seeds from each of 3, 9');
  expect(seedsText(seeds.slice(1))).toBe('seeds from 9');
});

it('says how far it came where it was cut off', () => {
  const cut = (...gameDays: RandomGameDay[]) => summaryText(summarize(gameDays, seeds), replay);
  expect(cut(quiet)).toContain('\ncut off after 1 of 4 random game days: no violation so far\n');
  expect(cut(...days.slice(0, 3))).toContain(
    '\ncut off after 3 of 4 random game days: 1 with violations so far\n',
  );
});
