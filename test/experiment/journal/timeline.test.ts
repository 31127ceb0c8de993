import { Timeline } from '../../../experiment/journal/timeline';
import { ManualClock } from '../support/manual-clock';
import { TestTimeline } from '../support/lab';

it('keeps what happened with its moment, and reports it at once', async () => {
  const clock = new ManualClock();
  const timeline = new TestTimeline(clock);
  await clock.pass(90);

  timeline.add('fault.live', 'in us-east-1');

  const entry = { at: '2026-01-01T12:01:30.000Z', event: 'fault.live', detail: 'in us-east-1' };
  expect(timeline.entries).toEqual([entry]);
  expect(timeline.messages).toEqual([{ kind: 'event', entry }]);
});

it('reports a stage without keeping it: the journal holds what happened', () => {
  const timeline = new TestTimeline();

  timeline.phase('baseline', 'three minutes');

  expect(timeline.entries).toEqual([]);
  expect(timeline.messages).toEqual([{ kind: 'phase', phase: 'baseline', detail: 'three minutes' }]);
});

it('puts what is known only later where it belongs in time, and reports it like any other', async () => {
  const clock = new ManualClock();
  const timeline = new TestTimeline(clock);
  const begun = clock.now();
  timeline.add('first', '');
  await clock.pass(90);
  timeline.add('third', '');

  timeline.addAt(begun + 30_000, 'second', 'known later');
  timeline.addAt(begun - 30_000, 'before', 'known later');

  expect(timeline.events).toEqual(['before', 'first', 'second', 'third']);
  expect(timeline.messages).toHaveLength(4);
});

it('goes on where another one ended', () => {
  const earlier = { at: '2026-01-01T11:00:00.000Z', event: 'fault.live', detail: '' };
  const timeline = new Timeline(new ManualClock(), () => undefined, [earlier]);
  timeline.add('gameday.resumed', '');
  expect(timeline.entries.map(({ event }) => event)).toEqual(['fault.live', 'gameday.resumed']);
});
