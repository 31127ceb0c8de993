import type { Release } from '../../../experiment/journal/journal';
import { resumeCommand } from '../../../report/content/journal-status';
import { restoration } from '../../../report/content/restoration';
import { headline, story } from '../../../report/content/headline';
import { reasons } from '../../../report/content/reasons';
import { faultBut } from '../../experiment/support/evidence';
import { refused, running } from '../support/aws-journals';
import { held, older, refuted } from '../support/journals';
import { at } from '../support/moments';

const UNMEASURED = held().checks.map((check, index) => (index === 3 ? { ...check, held: null } : check));

const released: Release = {
  functionName: 'lab-hello',
  alias: 'live',
  at: '2026-11-20T12:05:00.000Z',
  from: { version: '1', codeSha256: 'code-1' },
  to: { version: '3', codeSha256: 'code-2' },
  withFault: false,
};

describe('the first sentence of a report', () => {
  it.each([
    [held(), 'The hypothesis held: all 7 checks lay within tolerance'],
    [held({ checks: held().checks.slice(0, 1) }), 'The hypothesis held: the only check lay within tolerance'],
    [refuted(), 'The hypothesis is refuted: 2 of 7 checks did not hold'],
    [
      refuted({
        checks: refuted().checks.map((check, index) => (index === 5 ? { ...check, held: null } : check)),
      }),
      'The hypothesis is refuted: 2 of 7 checks did not hold, and 1 could not be measured',
    ],
    [
      held({ verdict: 'inconclusive', checks: UNMEASURED }),
      'Inconclusive: 1 of 7 checks could not be measured',
    ],
    [held({ verdict: 'inconclusive', checks: [] }), 'Inconclusive: no check was made'],
    [
      held({ verdict: 'inconclusive', status: 'stopped' }),
      'Inconclusive: the experiment was stopped before its end',
    ],
    [
      held({ verdict: 'inconclusive', releases: [released] }),
      'Inconclusive: somebody released something in the middle of it',
    ],
    [running(), 'Not over, or its runner died: as of 2026-11-20 12:08:01 UTC'],
    [refused(), 'Nothing was started: 2 checks before the start did not pass'],
    [
      refused({ preflight: [], checks: [{ ...held().checks[0]!, held: false }] }),
      'Nothing was started: the system was not steady',
    ],
    [
      refused({ preflight: [], checks: [{ ...held().checks[0]!, held: null }] }),
      'Nothing was started: it could not be measured that the system was steady',
    ],
    [
      refused({ preflight: [], status: 'interrupted' }),
      'Nothing was started: the runner was interrupted before the experiment',
    ],
    [refused({ preflight: [] }), 'Nothing was started: the game day ended before the experiment'],
  ])('says what the game day came to (%#)', (journal, sentence) => {
    expect(headline(journal)).toBe(sentence);
  });
});

describe('the story of a game day', () => {
  it('tells how long the fault was there, and what it did', () => {
    expect(story(held())).toEqual([
      'us-east-1 carried 60 s of latency for 10 min 5 s.',
      'Its health check turned unhealthy after 35 s, and its customers were served again after 1 min 35 s.',
    ]);
    expect(story(refuted())[1]).toBe(
      'Its health check was not seen to turn unhealthy, and its customers were not seen to be served by another region.',
    );
  });

  it('says of a game day that is not over only what has happened', () => {
    expect(story(running())).toEqual([
      'us-east-1 carried 60 s of latency; its end had not been seen.',
      'Its health check turned unhealthy after 35 s.',
    ]);
  });

  it('says that the fault never went live, and nothing at all where nothing was started', () => {
    const times = { ...held().times, faultStartedAt: null, faultLiveAt: null };
    expect(story(held({ times, inEffect: [] }))).toEqual(['The fault never went live in us-east-1.']);
    expect(story(refused())).toEqual([]);
  });
});

describe('the story of a fault that hurt nobody', () => {
  const unhurt = { 'us-east-1': { requests: 480, failed: 0 }, 'eu-west-1': { requests: 320, failed: 0 } };
  const slow = faultBut({ latencySeconds: 3 });

  it('does not say that customers were served again who were served all along', () => {
    expect(story(held({ customers: unhurt }))).toEqual([
      'us-east-1 carried 60 s of latency for 10 min 5 s.',
      'Its health check turned unhealthy after 35 s, and its customers were served by another region after 1 min 35 s.',
      'No request of its customers failed.',
    ]);
  });

  it('says why nobody failed where the function takes longer than the fault', () => {
    expect(story(held({ customers: unhurt, fault: slow })).at(-1)).toBe(
      'No request of its customers failed: 3 s of latency makes requests slow; the function times out only after 10 s.',
    );
    const only = faultBut({ latencySeconds: 3 }, ['lab-health']);
    expect(story(held({ customers: unhurt, fault: only })).at(-1)).toBe(
      'No request of its customers failed.',
    );
  });

  it('claims nothing of the kind where some failed, or none were counted', () => {
    const none = { 'us-east-1': { requests: 0, failed: 0 } };
    expect(story(held({ fault: slow }))).toHaveLength(2);
    expect(story(held({ fault: slow, customers: none }))).toHaveLength(2);
  });
});

describe('the story of a fault that not every target carried', () => {
  const onlyHello = { ...held().times, faultLiveAt: null, targetLiveAt: { 'lab-hello': at(180) } };

  it('names those that did, and is the whole region only where all did', () => {
    expect(story(held({ times: onlyHello }))[0]).toBe(
      'Only lab-hello in us-east-1 carried 60 s of latency for 10 min 5 s.',
    );
    expect(story(held())[0]).toBe('us-east-1 carried 60 s of latency for 10 min 5 s.');
    expect(story(older(held()))[0]).toBe('us-east-1 carried the fault for 10 min 5 s.');
  });

  it('does not say "only" while others may yet come to carry it', () => {
    expect(story(running({ times: { ...running().times, ...onlyHello, restoredAt: null } }))[0]).toBe(
      'us-east-1 carried 60 s of latency; its end had not been seen.',
    );
  });
});

describe('what a report says of the restoration', () => {
  it('is that nothing was to be restored where nothing was started', () => {
    expect(restoration(refused())).toMatchObject({
      sentence: 'Nothing was started, so nothing was to be restored.',
      verdict: null,
      command: null,
    });
  });

  it('is that it is not proven where an experiment was asked for and nobody knows whether it began', () => {
    const { experiment } = refused();
    const journal = refused({
      status: 'failed',
      experiment: { ...experiment, clientToken: 'a-token' },
      restored: { proven: false, differences: [] },
    });

    expect(restoration(journal)).toMatchObject({ word: 'not proven', verdict: 'refuted' });
    expect(restoration(journal).command).toBe('npm run restore -- --region us-east-1');
  });

  it('is that what somebody else released is left, and nothing of the fault', () => {
    expect(restoration(held()).sentence).not.toContain('somebody else');
    expect(restoration(held({ releases: [released] })).sentence).toContain(
      'or is what somebody else released since, without a trace of the fault',
    );
  });

  it('names no command after a rehearsal, and none while the game day may be running', () => {
    const lost = { proven: false, differences: ['chaos-lab-hello: one layer more'] };

    expect(restoration(held({ restored: lost })).command).toBeNull();
    expect(restoration(running())).toMatchObject({ word: 'not yet', command: null });
  });
});

describe('the command that resumes a game day', () => {
  it('names the experiment, or the journal where none was started', () => {
    const { experiment } = running();

    expect(resumeCommand(running())).toBe('npm run start-experiment -- --resume EXP8GCr2mVvNxDQ1');
    expect(resumeCommand(running({ experiment: { ...experiment, id: null } }))).toMatch(
      /--resume PATH\/journal\.json$/,
    );
    expect(resumeCommand(held())).toBeNull();
  });
});

describe('the reasons of a verdict', () => {
  it('are the checks that did not hold, and behind them those that were not measured', () => {
    const checks = refuted().checks.map((check, index) => (index === 0 ? { ...check, held: null } : check));

    expect(reasons(refuted({ checks })).checks.map(({ verdict }) => verdict)).toEqual([
      'refuted',
      'refuted',
      'inconclusive',
    ]);
  });

  it('name the checks before the start that kept it from starting, and those that were forced', () => {
    const preflight = refused().preflight.map((result) => ({ ...result, forced: result.passed !== true }));

    expect(reasons(refused()).refused.map(({ name }) => name)).toEqual(['no-fault', 'customers']);
    expect(reasons(held({ preflight })).sentences).toContain(
      'It was started by force although no-fault and customers had not passed.',
    );
  });

  it('count the checks of a game day that is not over as those made so far', () => {
    expect(reasons(running()).sentences).toContain('2 of 7 checks had been made; all of them held.');
    expect(reasons(running({ checks: [] })).sentences).toContain('No check had been made yet.');
  });
});
