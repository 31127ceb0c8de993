import { GameDayRecord } from '../../experiment/game-day-record';
import type { TimelineEntry } from '../../experiment/journal';
import { journalOf, type JournalSources } from '../../experiment/journal-of';
import { goodEvidence, lost, ORIGIN, tens } from './support/evidence';
import { hypothesis } from './support/game-day';
import { deployment, us } from './support/lab';

const second = (seconds: number): number => ORIGIN + seconds * 1000;
const entry = (seconds: number, event: string): TimelineEntry => ({
  at: new Date(second(seconds)).toISOString(),
  event,
  detail: '',
});

/** The record of a game day that went as hoped, in keeping with the good evidence. */
function goodRecord(): GameDayRecord {
  const record = new GameDayRecord(ORIGIN);
  record.experimentId = 'EXP1';
  record.startedAt = second(290);
  record.endedAt = second(910);
  Object.assign(record.moments, {
    faultLiveAt: second(300),
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
    failed: us,
    record: goodRecord(),
    timeline: [entry(300, 'fault.live'), entry(340, 'health.unhealthy'), entry(900, 'fault.gone')],
    evidence: goodEvidence(),
    dashboard: null,
    ...changes,
  });

it('writes down what the game day has come to', () => {
  const { title, given } = hypothesis;
  expect(journal()).toMatchObject({
    schemaVersion: 1,
    world: 'rehearsal',
    status: 'completed',
    hypothesis: { title, given },
    experiment: { id: 'EXP1', templateId: 'EXTus', region: 'us-east-1', faultMinutes: 10 },
    restored: { proven: true, differences: [] },
    dashboard: null,
  });
});

it('counts the seconds from the fault going live', () => {
  expect(journal().times).toEqual({
    startedAt: '2026-01-01T12:04:50.000Z',
    faultLiveAt: '2026-01-01T12:05:00.000Z',
    detectedAt: '2026-01-01T12:05:40.000Z',
    reroutedAt: '2026-01-01T12:06:31.000Z',
    restoredAt: '2026-01-01T12:15:00.000Z',
    endedAt: '2026-01-01T12:15:10.000Z',
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
    detail: 'customers of us are served again',
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

it('says nothing about what did not happen or could not be read', () => {
  const { experiment, times, customers } = journal({
    record: new GameDayRecord(ORIGIN),
    evidence: null,
    timeline: [],
  });
  expect(experiment.id).toBeNull();
  expect(new Set(Object.values(times))).toEqual(new Set([null]));
  expect(customers).toEqual({
    'us-east-1': { requests: 0, failed: 0 },
    'eu-west-1': { requests: 0, failed: 0 },
  });
});
