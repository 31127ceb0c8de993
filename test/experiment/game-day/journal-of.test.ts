import { GameDayRecord } from '../../../experiment/game-day/game-day-record';
import type { TimelineEntry } from '../../../experiment/journal/journal';
import { journalOf, type JournalSources } from '../../../experiment/game-day/journal-of';
import { goodEvidence, lost, ORIGIN, span, tens } from '../support/evidence';
import { hypothesis } from '../support/game-day';
import { deployment, us } from '../support/lab';

const GAME_DAY = '6f0a1c52-8f1e-4d5c-9a54-1f1d6c0b7e21';

const second = (seconds: number): number => ORIGIN + seconds * 1000;
const entry = (seconds: number, event: string): TimelineEntry => ({
  at: new Date(second(seconds)).toISOString(),
  event,
  detail: '',
});

/** The record of a game day that went as hoped, in keeping with the good evidence. */
function goodRecord(): GameDayRecord {
  const record = new GameDayRecord(ORIGIN, GAME_DAY);
  record.earlierExperiment = { id: 'EXP1', status: 'completed', actions: [] };
  record.steadyState = span(0, 180);
  record.clientToken = 'token';
  record.startedAt = second(290);
  record.endedAt = second(910);
  record.recoveredAt = second(1320);
  record.targetLiveAt.set('lab-hello', second(300)).set('lab-health', second(305));
  Object.assign(record.moments, {
    faultStartedAt: second(300),
    faultLiveAt: second(305),
    detectedAt: second(340),
    restoredAt: second(900),
  });
  record.restored = { proven: true, differences: [] };
  return record;
}

const journal = (changes: Partial<JournalSources> = {}) =>
  journalOf({
    world: 'rehearsal',
    deployment,
    hypothesis,
    preflight: [],
    expected: null,
    failed: us,
    record: goodRecord(),
    clock: { samples: 700, aheadMs: 12_300, spreadMs: 940 },
    timeline: [entry(300, 'fault.live'), entry(340, 'health.unhealthy'), entry(900, 'fault.gone')],
    writtenAt: second(1400),
    isOver: true,
    evidence: goodEvidence(),
    diagnosis: [],
    denied: [],
    dashboard: null,
    ...changes,
  });

it('writes down what the game day has come to', () => {
  expect(journal()).toMatchObject({
    schemaVersion: 1,
    id: GAME_DAY,
    clock: { samples: 700, aheadMs: 12_300, spreadMs: 940 },
    writtenAt: '2026-01-01T12:23:20.000Z',
    world: 'rehearsal',
    status: 'completed',
    hypothesis,
    deployment,
    experiment: {
      id: 'EXP1',
      templateId: 'EXTus',
      region: 'us-east-1',
      faultMinutes: 10,
      clientToken: 'token',
      status: 'completed',
      actions: [],
    },
    restored: { proven: true, differences: [] },
    dashboard: null,
  });
});

it('counts the seconds from the first target that carries the fault, and tells when every one did', () => {
  expect(journal().times).toEqual({
    begunAt: '2026-01-01T12:00:00.000Z',
    steadyStateFrom: '2026-01-01T12:00:00.000Z',
    steadyStateTo: '2026-01-01T12:03:00.000Z',
    startedAt: '2026-01-01T12:04:50.000Z',
    faultStartedAt: '2026-01-01T12:05:00.000Z',
    faultLiveAt: '2026-01-01T12:05:05.000Z',
    targetLiveAt: { 'lab-hello': '2026-01-01T12:05:00.000Z', 'lab-health': '2026-01-01T12:05:05.000Z' },
    detectedAt: '2026-01-01T12:05:40.000Z',
    reroutedAt: '2026-01-01T12:06:31.000Z',
    restoredAt: '2026-01-01T12:15:00.000Z',
    endedAt: '2026-01-01T12:15:10.000Z',
    recoveredAt: '2026-01-01T12:22:00.000Z',
    secondsToDetect: 40,
    secondsToReroute: 91,
  });
});

it('counts the customers of each region from the start of the experiment to its end', () => {
  expect(journal().customers).toEqual({
    'us-east-1': { requests: 62, failed: 10 },
    'eu-west-1': { requests: 62, failed: 0 },
  });
});

it('puts the reroute, which is found afterwards, where it belongs in time', () => {
  expect(journal().timeline.map(({ event }) => event)).toEqual([
    'fault.live',
    'health.unhealthy',
    'customers.rerouted',
    'fault.gone',
  ]);
  expect(journal({ timeline: [entry(300, 'fault.live')] }).timeline.at(-1)).toEqual({
    at: '2026-01-01T12:06:31.000Z',
    event: 'customers.rerouted',
    detail: 'customers of us-east-1 are served by other regions',
  });
});

it('names no reroute where there was none', () => {
  const customers = new Map(goodEvidence().customers).set(us.region, tens(300, 900).map(lost));
  const { times, timeline } = journal({ evidence: goodEvidence({ customers }) });
  expect(times).toMatchObject({ reroutedAt: null, secondsToReroute: null });
  expect(timeline.map(({ event }) => event)).not.toContain('customers.rerouted');
});

it('gives a reason only where the status is not completed', () => {
  const record = goodRecord();
  record.end('stopped', 'Stop condition met.');
  expect(journal()).not.toHaveProperty('reason');
  expect(journal({ record })).toMatchObject({ status: 'stopped', reason: 'Stop condition met.' });
});

it('is running and inconclusive while the game day is not over, whatever the checks say by then', () => {
  expect(journal({ isOver: false, evidence: null })).toMatchObject({
    status: 'running',
    verdict: 'inconclusive',
    restored: { proven: true },
  });
});

it('does not change when the game day goes on', () => {
  const record = goodRecord();
  const timeline = [entry(300, 'fault.live')];
  const written = journal({ record, timeline, isOver: false, evidence: null });
  const text = JSON.stringify(written);
  record.checks.push({
    ...{ name: 'later', kind: 'recovery', held: true },
    ...{ measured: 1, tolerance: '>= 1', detail: '' },
  });
  record.moments.restoredAt = second(950);
  record.end('stopped', 'later');
  timeline.push(entry(950, 'fault.gone'));
  expect(JSON.stringify(written)).toBe(text);
});

it('says nothing about what did not happen or could not be read', () => {
  const { experiment, times, customers } = journal({
    record: new GameDayRecord(ORIGIN, GAME_DAY),
    evidence: null,
    timeline: [],
  });
  expect(experiment.id).toBeNull();
  const { begunAt, ...others } = times;
  expect(begunAt).toBe('2026-01-01T12:00:00.000Z');
  expect(new Set(Object.values(others))).toEqual(new Set([null]));
  expect(customers).toEqual({
    'us-east-1': { requests: 0, failed: 0 },
    'eu-west-1': { requests: 0, failed: 0 },
  });
});
