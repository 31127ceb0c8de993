import { checkResumable, recordOf, timelineOf } from '../../../../experiment/game-day/resume/resumable';
import type { Journal } from '../../../../experiment/journal/journal';
import { prepareGameDay } from '../../support/game-day';

/** The last journal that was kept with an event of that name as its last. */
async function keptAt(event: string): Promise<Journal> {
  const { run } = prepareGameDay();
  let found: Journal | undefined;
  await run({
    save: (journal) => {
      if (journal.timeline.at(-1)?.event === event) found ??= JSON.parse(JSON.stringify(journal)) as Journal;
    },
  });
  if (found === undefined) throw new Error(`nothing was kept at ${event}`);
  return found;
}

describe('a game day can be resumed', () => {
  it.each([
    ['running', null],
    ['running', true],
    ['interrupted', false],
    ['failed', false],
  ] as const)('that is %s, with a restoration that is proven: %p', async (status, proven) => {
    const journal = await keptAt('fault.live');
    expect(() => checkResumable({ ...journal, status, restored: { proven, differences: [] } })).not.toThrow();
  });

  it.each([
    ['completed', true, ''],
    ['aborted', null, ''],
    ['failed', true, ''],
    ['interrupted', null, ''],
    ['stopped', false, '; `npm run restore -- --region us-east-1` restores the functions'],
  ] as const)(
    'but not when it has ended: %s, with a restoration that is proven: %p',
    async (status, proven, advice) => {
      const journal = await keptAt('fault.live');
      expect(() => checkResumable({ ...journal, status, restored: { proven, differences: [] } })).toThrow(
        `this game day has ended (${status}), so it cannot be resumed: only one whose runner died can be${advice}`,
      );
    },
  );

  it('which is asked before anything else', async () => {
    const { run, lab } = prepareGameDay();
    const resume = { ...(await keptAt('fault.live')), status: 'completed' } as const;
    await expect(run({ resume })).rejects.toThrow('this game day has ended (completed)');
    expect(lab.aws.calls).toEqual([]);
  });
});

describe('what a game day had come to', () => {
  it('is what its journal says', async () => {
    const journal = await keptAt('restore.proven');
    const record = recordOf(journal, 'another');
    expect(record).toMatchObject({
      id: journal.id,
      isOfOlderVersion: false,
      ending: 'completed',
      reason: null,
      fault: 'gone',
      clientToken: journal.experiment.clientToken,
      experiment: { id: 'EXP1', status: 'completed' },
      restored: { proven: true },
      recoveredAt: null,
    });
    const iso = (moment: number | null) => new Date(moment ?? NaN).toISOString();
    expect(iso(record.begunAt)).toBe(journal.times.begunAt);
    expect(iso(record.steadyState?.to ?? null)).toBe(journal.times.steadyStateTo);
    expect(iso(record.moments.restoredAt)).toBe(journal.times.restoredAt);
    expect(iso(record.endedAt)).toBe(journal.times.endedAt);
    expect(record.checks).toEqual(journal.checks);
    expect(record.snapshots).toEqual(journal.snapshots);
  });

  it('has an id from now on, where the version that began it gave it none, nor a tag to its experiment', async () => {
    const { id, clock, ...older } = await keptAt('fault.live');
    expect([id, clock?.samples]).toEqual([expect.any(String), 0]);
    expect(recordOf(older, 'another')).toMatchObject({ id: 'another', isOfOlderVersion: true });
  });

  it.each([
    ['experiment.started', 'awaited'],
    ['fault.started', 'started'],
    ['fault.live', 'live'],
    ['fault.gone', 'gone'],
  ])('at %s: the fault is %s', async (event, fault) => {
    expect(recordOf(await keptAt(event), 'another').fault).toBe(fault);
  });

  it('has what somebody else had released by then', async () => {
    const [from, to] = ['1', '3'].map((version) => ({ version, codeSha256: null }));
    const at = '2026-11-20T12:05:00.000Z';
    const release = { functionName: 'lab-hello', alias: 'live', at, from: from!, to: to!, withFault: true };
    const journal = await keptAt('fault.live');
    expect(recordOf({ ...journal, releases: [release] }, 'another').releases).toEqual([release]);
    expect(recordOf({ ...journal, releases: undefined }, 'another').releases).toEqual([]);
  });

  it('is told by the last of the fault: what went may have come back', async () => {
    const journal = await keptAt('fault.gone');
    const again = { at: journal.writtenAt, event: 'fault.started', detail: 'lab-hello again' };
    expect(recordOf({ ...journal, timeline: [...journal.timeline, again] }, 'another').fault).toBe('started');
  });

  it('keeps when the fault came to the first target, and to each', async () => {
    const journal = await keptAt('fault.live');
    const { moments, targetLiveAt } = recordOf(journal, 'another');
    expect(moments.faultStartedAt).toBe(Date.parse(journal.times.faultStartedAt ?? ''));
    expect([...targetLiveAt.keys()]).toEqual(['lab-hello', 'lab-health']);
  });

  it('measures from the last target where an older journal knows of no other', async () => {
    const journal = await keptAt('fault.live');
    const times = { ...journal.times, faultStartedAt: undefined, targetLiveAt: undefined };
    const { moments, targetLiveAt } = recordOf({ ...journal, times }, 'another');
    expect(moments.faultStartedAt).toBe(Date.parse(journal.times.faultLiveAt ?? ''));
    expect(targetLiveAt.size).toBe(0);
  });

  it.each(['interrupted', 'failed'])('was its being aborted, when it was: %s', async (how) => {
    const journal = await keptAt('fault.live');
    const entry = { at: journal.writtenAt, event: `gameday.${how}`, detail: 'the reason' };
    const record = recordOf({ ...journal, timeline: [...journal.timeline, entry] }, 'another');
    expect(record).toMatchObject({ ending: how, reason: 'the reason' });
  });

  it('lets the checks of the restoration be judged again where it was not proven', async () => {
    const journal = await keptAt('recovery.ended');
    const check = (kind: 'recovery' | 'restoration') =>
      ({ name: kind, kind, held: false, measured: 1, tolerance: '== 0', detail: '' }) as const;
    const checks = [check('recovery'), check('restoration')];
    expect(recordOf({ ...journal, checks }, 'another').checks).toEqual(checks);
    const unproven = recordOf(
      { ...journal, checks, restored: { proven: false, differences: ['a layer'] } },
      'another',
    );
    expect(unproven.checks).toEqual([check('recovery')]);
  });

  it('happened as it did, but for the rerouting, which is found anew', async () => {
    const { run } = prepareGameDay();
    const journal = await run();
    expect(journal.timeline.map(({ event }) => event)).toContain('customers.rerouted');
    expect(timelineOf(journal)).toEqual(
      journal.timeline.filter(({ event }) => event !== 'customers.rerouted'),
    );
    expect(timelineOf(undefined)).toEqual([]);
  });
});
