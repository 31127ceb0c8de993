import { ManualClock } from './support/manual-clock';
import { TestTimeline } from './support/lab';

it('keeps what happened with its moment, and reports it at once', async () => {
  const clock = new ManualClock();
  const timeline = new TestTimeline(clock);
  await clock.pass(90);

  const at = timeline.add('fault.live', 'in us-east-1');

  const entry = { at: '2026-01-01T12:01:30.000Z', event: 'fault.live', detail: 'in us-east-1' };
  expect(at).toBe(Date.parse(entry.at));
  expect(timeline.entries).toEqual([entry]);
  expect(timeline.messages).toEqual([{ kind: 'event', entry }]);
});

it('reports a stage without keeping it: the journal holds what happened', () => {
  const timeline = new TestTimeline();

  timeline.phase('baseline', 'three minutes');

  expect(timeline.entries).toEqual([]);
  expect(timeline.messages).toEqual([
    { kind: 'phase', phase: 'baseline', at: '2026-01-01T12:00:00.000Z', detail: 'three minutes' },
  ]);
});
