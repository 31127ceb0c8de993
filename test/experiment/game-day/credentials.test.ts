import type { Journal } from '../../../experiment/journal/journal';
import type { CredentialFacts } from '../../../experiment/aws/credentials';
import type { Experiment } from '@aws-sdk/client-fis';
import { awsError } from '../support/fake-aws';
import { templateOf } from '../support/template-of';
import { prepareGameDay } from '../support/game-day';
import { deployment } from '../support/lab';

const ENVIRONMENT: CredentialFacts = { isFromEnvironment: true, isTemporary: true, expiresAt: null };
const PROFILE: CredentialFacts = { ...ENVIRONMENT, isFromEnvironment: false };

/** Every operation that a game day asks for. */
const OPERATIONS = [
  ...['GetCallerIdentity', 'Invoke', 'GetFunctionConfiguration', 'GetAlias', 'ListVersionsByFunction'],
  ...['StartExperiment', 'GetExperiment', 'ListExperiments', 'StopExperiment', 'DescribeAlarms'],
  ...['DescribeAutomationExecutions', 'StartAutomationExecution', 'GetAutomationExecution'],
  ...['GetHealthCheck', 'GetHealthCheckStatus', 'GetMetricData', 'GetDashboard'],
];

/** A game day whose credentials are refused between two seconds. */
function prepare(from: number, to: number, facts = PROFILE) {
  const day = prepareGameDay();
  const begun = day.clock.now();
  const { aws } = day.lab;
  aws.on('GetCallerIdentity', () => ({ Account: '123456789012' }));
  for (const operation of OPERATIONS) {
    aws.before(operation, () => {
      const seconds = (day.clock.now() - begun) / 1000;
      if (seconds >= from && seconds < to) throw awsError('ExpiredTokenException', 'expired');
    });
  }
  const credentials = { facts: () => Promise.resolve(facts), renew: () => undefined };
  return { ...day, clients: { ...aws.clients, credentials } };
}

const details = (journal: Journal, event: string): string[] =>
  journal.timeline.filter((entry) => entry.event === event).map(({ detail }) => detail);

// The baseline and its metrics take 300 s, the fault from then on 600 s.
describe('credentials that expire in the middle of the fault', () => {
  it('are waited for, and the game day goes on to its end: nothing is stopped', async () => {
    const { run, lab, clients } = prepare(500, 560);
    const journal = await run({ clients });
    expect(journal).toMatchObject({ status: 'completed', restored: { proven: true } });
    expect(lab.aws.sent('StopExperiment')).toEqual([]);
    expect(details(journal, 'credentials.expired')[0]).toMatch(
      /^expired; log in again: `aws sso login`.* FIS goes on meanwhile: the experiment's last actions take the fault away /,
    );
    expect(details(journal, 'credentials.renewed')).toEqual(['after 1 min']);
  });

  it('and are renewed after it, hide when it ended, and not that it did', async () => {
    const { run, clients } = prepare(500, 1500);
    const journal = await run({ clients });
    expect(journal).toMatchObject({ status: 'completed', restored: { proven: true } });
    expect(details(journal, 'gameday.unwatched')).toEqual([
      expect.stringMatching(/^not observed for 1\d min \d+ s$/) as string,
    ]);
    expect(journal.times.restoredAt).toBeNull();
    expect(details(journal, 'fault.gone')).toEqual([expect.stringMatching(/when is not known$/) as string]);
  });

  it.each([
    [
      'from the environment',
      ENVIRONMENT,
      'nobody can renew them in the environment of this process: expired',
    ],
    ['of nobody who logs in again', PROFILE, 'nobody has logged in for 1 h 6 min 40 s'],
  ])('%s, end the runner and nothing else', async (_what, facts, why) => {
    const { run, lab, clients } = prepare(500, Infinity, facts);
    const kept: Journal[] = [];
    const journal = await run({ clients, save: (grown) => kept.push(grown) });

    expect(journal).toMatchObject({
      status: 'running',
      verdict: 'inconclusive',
      restored: { proven: false },
    });
    expect(journal.reason).toBeUndefined();
    expect(kept.at(-1)).toMatchObject({ status: 'running', timeline: journal.timeline });
    expect(journal.timeline.at(-1)?.event).toBe('gameday.left');
    expect(details(journal, 'gameday.left')[0]).toContain(
      `the credentials have expired, and ${why}. FIS goes on`,
    );
    expect(lab.aws.sent('StopExperiment')).toEqual([]);
    expect(lab.detached).toEqual([]);
  });

  it('are waited for until the fault has expired, and no longer', async () => {
    const { run, lab, clients, clock } = prepare(500, Infinity);
    const attachedAt = new Date(clock.now() + 330_000);
    const told = lab.aws.answerOf('GetExperiment');
    const [attach] = Object.values(templateOf(deployment.regions[0]!).actions);
    lab.aws.on('GetExperiment', (input, call) => {
      const { experiment } = told(input, call) as { readonly experiment: Experiment };
      const S00 = { ...attach, startTime: attachedAt, endTime: attachedAt };
      return { experiment: { ...experiment, actions: { ...experiment.actions, S00 } } };
    });
    const journal = await run({ clients });
    // It was attached at 330 s, and expires 25 min later.
    const left = journal.timeline.at(-1);
    expect((Date.parse(left?.at ?? '') - attachedAt.getTime()) / 60_000).toBeCloseTo(25, 0);
    expect(left?.detail).toContain('the fault expires by itself at 12:30:30 UTC at the latest');
  });

  it('and end the runner: who resumes the game day follows its experiment, and does not stop it', async () => {
    const { run, clock, lab, clients } = prepare(500, 700, ENVIRONMENT);
    const left = await run({ clients });
    await clock.pass(300);
    const journal = await run({ clients, resume: left });
    expect(journal).toMatchObject({ id: left.id, status: 'completed', restored: { proven: true } });
    expect(details(journal, 'gameday.resumed')).toHaveLength(1);
    expect(lab.aws.sent('StopExperiment')).toEqual([]);
  });

  it('keep nobody from ending the game day: who wants that logs in, and it is stopped and restored', async () => {
    const { run, clock, lab, clients } = prepare(500, 650);
    const controller = new AbortController();
    clock.after(550, () => controller.abort(new Error('interrupted by the user')));
    const journal = await run({ clients, signal: controller.signal });
    expect(journal).toMatchObject({ status: 'interrupted', restored: { proven: true } });
    expect(lab.aws.sent('StopExperiment')).toHaveLength(1);
  });

  it('leave a game day interrupted that was to be ended, and could not be: who resumes it ends it', async () => {
    const { run, clock, lab, clients } = prepare(500, 750, ENVIRONMENT);
    const controller = new AbortController();
    clock.after(499, () => controller.abort(new Error('interrupted by the user')));
    const journal = await run({ clients, signal: controller.signal });
    expect(journal).toMatchObject({ status: 'interrupted', restored: { proven: false } });
    await clock.pass(300);
    const resumed = await run({ clients, resume: journal });
    expect(resumed).toMatchObject({ status: 'interrupted', restored: { proven: true } });
    expect(lab.aws.sent('StopExperiment')).toHaveLength(1);
  });
});

describe('credentials that expire', () => {
  it('before the experiment, and are not renewed, start nothing', async () => {
    const { run, lab, clients } = prepare(200, Infinity);
    const journal = await run({ clients });
    expect(journal).toMatchObject({ status: 'failed', restored: { proven: null } });
    expect(journal.reason).toContain('nobody has logged in for 10 min');
    expect(lab.aws.sent('StartExperiment')).toEqual([]);
  });

  it('when there is only something left to judge, leave it to who resumes the game day', async () => {
    const { run, clients } = prepare(1320, 2000, ENVIRONMENT);
    const left = await run({ clients });
    expect(left).toMatchObject({ status: 'running', restored: { proven: true } });
    expect(details(left, 'gameday.left')[0]).toContain('The functions have been restored');
  });
});
