import { Denials } from '../../../experiment/denials/denials';
import { ManualClock } from '../support/manual-clock';

const call = { who: 'role', call: 'lambda:UpdateAlias', region: 'us-east-1', reason: 'not authorized' };

it('keeps what is alike as one, with how often it was denied, and when first', async () => {
  const clock = new ManualClock();
  const denials = new Denials(clock);
  denials.note(call);
  await clock.run(clock.sleep(5_000));
  denials.note(call);
  denials.note({ ...call, region: 'eu-west-1' });
  const firstAt = new Date(clock.now() - 5_000).toISOString();
  expect(denials.entries).toEqual([
    { ...call, times: 2, firstAt },
    { ...call, region: 'eu-west-1', times: 1, firstAt: new Date(clock.now()).toISOString() },
  ]);
});

it('has them in the order in which they were denied first, and those of unknown time last', () => {
  const denials = new Denials(new ManualClock());
  denials.note({ ...call, who: 'unknown' }, 3, null);
  denials.note({ ...call, who: 'late' }, 1, 2_000);
  denials.note({ ...call, who: 'early' }, 1, 1_000);
  expect(denials.entries.map(({ who, times }) => [who, times])).toEqual([
    ['early', 1],
    ['late', 1],
    ['unknown', 3],
  ]);
});

it('goes on from those of before', () => {
  const denials = new Denials(new ManualClock(), [{ ...call, times: 4, firstAt: null }]);
  denials.note(call);
  expect(denials.entries).toEqual([{ ...call, times: 5, firstAt: null }]);
});
