import { StartExperimentCommand } from '@aws-sdk/client-fis';
import type { Journal } from '../../../../experiment/journal/journal';
import { at, diesWhen } from '../../support/dead-runner';
import { TARGETS } from '../../support/fake-lab';
import { hypothesis, prepareGameDay } from '../../support/game-day';
import { deployment } from '../../support/lab';

const count = ({ timeline }: Journal, name: string): number =>
  timeline.filter(({ event }) => event === name).length;

/** The token is kept, and FIS has not answered. */
const isAsked = ({ experiment }: Journal): boolean => experiment.clientToken !== null;

describe('a game day that is resumed', () => {
  it('goes on with its experiment, and starts no second one', async () => {
    const prepared = prepareGameDay();
    const resume = await diesWhen(prepared, at('fault.live'));
    const journal = await prepared.run({ resume });
    expect(prepared.lab.aws.sent('StartExperiment')).toHaveLength(1);
    expect(journal).toMatchObject({
      status: 'completed',
      experiment: { id: 'EXP1', status: 'completed' },
      restored: { proven: true },
    });
  });

  it('keeps what its dead runner knew of the experiment, before FIS has answered again', async () => {
    const prepared = prepareGameDay();
    const resume = await diesWhen(prepared, at('fault.live'));
    const kept: Journal[] = [];
    await prepared.run({ resume, save: (journal) => kept.push(journal) });
    expect(kept[0]?.timeline.at(-1)?.event).toBe('gameday.resumed');
    expect(kept[0]?.experiment).toEqual(resume.experiment);
  });

  it('has customers call again until it ends', async () => {
    const prepared = prepareGameDay();
    const resume = await diesWhen(prepared, at('fault.live'));
    const before = prepared.lab.aws.sent('Invoke').length;
    await prepared.run({ resume });
    // Ten minutes of fault, five of recovery; two regions.
    expect(prepared.lab.aws.sent('Invoke').length - before).toBeGreaterThanOrEqual(2 * 15);
  });

  it('stays in its own region and with its own deployment, whatever is configured today', async () => {
    const prepared = prepareGameDay();
    const resume = await diesWhen(prepared, at('fault.live'), { region: 'eu' });
    const before = prepared.lab.aws.calls.length;
    const journal = await prepared.run({ resume, deployment: { ...deployment, alias: 'of-today' } });
    expect(journal).toMatchObject({ status: 'completed', experiment: { region: 'eu-west-1' } });
    const read = prepared.lab.aws.calls.slice(before).filter(({ operation }) => operation === 'GetAlias');
    expect(read.length).toBeGreaterThan(0);
    for (const call of read) expect(call).toMatchObject({ region: 'eu-west-1', input: { Name: 'live' } });
  });

  it('restores the functions that its experiment has left', async () => {
    const prepared = prepareGameDay({ leavesFault: true });
    const resume = await diesWhen(prepared, at('fault.live'));
    const journal = await prepared.run({ resume });
    expect(prepared.lab.detached).toEqual(TARGETS);
    expect(journal).toMatchObject({ status: 'completed', restored: { proven: true } });
  });

  it.each(['fault.live', 'restore.proven'])(
    'proves nothing where it lost its snapshots: it died at %s, and nothing can be compared',
    async (event) => {
      const prepared = prepareGameDay();
      const whole = await diesWhen(prepared, at(event));
      const journal = await prepared.run({ resume: { ...whole, snapshots: [] } });
      const differences = TARGETS.map((target) => `${target}: what it was like before is not known`);
      expect(journal.restored).toEqual({ proven: false, differences });
      const asBefore = hypothesis.checks.find(({ probe }) => probe === 'function-differences')?.name;
      expect(journal.checks.find(({ name }) => name === asBefore)).not.toMatchObject({ held: true });
    },
  );

  it('lets be what is proven to be restored', async () => {
    const prepared = prepareGameDay();
    const resume = await diesWhen(prepared, at('restore.proven'));
    const journal = await prepared.run({ resume });
    expect(journal).toMatchObject({ status: 'completed', restored: { proven: true } });
    expect(count(journal, 'restore.proven')).toBe(1);
  });

  it('is aborted to its end where it was being aborted: the experiment is stopped, the functions are restored', async () => {
    const prepared = prepareGameDay({ leavesFault: true });
    const controller = new AbortController();
    prepared.clock.after(400, () => controller.abort(new Error('interrupted by the user')));
    const resume = await diesWhen(prepared, at('gameday.interrupted'), { signal: controller.signal });
    const journal = await prepared.run({ resume });
    expect(prepared.lab.aws.sent('StopExperiment')).toEqual([{ id: 'EXP1' }]);
    expect(prepared.lab.detached).toEqual(TARGETS);
    expect(journal).toMatchObject({
      status: 'interrupted',
      reason: 'interrupted by the user',
      restored: { proven: true },
    });
  });
});

describe('a game day whose runner died before FIS had answered', () => {
  /** The request reaches FIS all the same; FIS lists the experiment so many seconds later. */
  async function prepare(listedAfter: number) {
    const prepared = prepareGameDay();
    const { clock, lab } = prepared;
    const resume = await diesWhen(prepared, isAsked);
    const creationTime = new Date(clock.now());
    const tags = { GameDay: resume.experiment.clientToken };
    await lab.aws.clients.fis('us-east-1').send(new StartExperimentCommand({} as never));
    clock.after(listedAfter, () =>
      lab.aws.on('ListExperiments', () => ({
        experiments: [{ id: 'EXP1', experimentTemplateId: 'EXTus', creationTime, tags }],
      })),
    );
    return { ...prepared, resume };
  }

  it.each([0, 30])('is resumed when FIS lists its experiment, %i s later', async (seconds) => {
    const { lab, run, resume } = await prepare(seconds);
    expect(resume.experiment.id).toBeNull();
    const journal = await run({ resume });
    expect(lab.aws.sent('StartExperiment')).toHaveLength(1);
    expect(journal).toMatchObject({ status: 'completed', experiment: { id: 'EXP1' } });
    expect(count(journal, 'experiment.found')).toBe(1);
  });

  it('is over where FIS lists none within a minute: nothing was started, and so there is nothing to restore', async () => {
    const prepared = prepareGameDay();
    const resume = await diesWhen(prepared, isAsked);
    const begun = prepared.clock.now();
    const journal = await prepared.run({ resume });
    expect(prepared.clock.now() - begun).toBeLessThan(90_000);
    expect(prepared.lab.detached).toEqual([]);
    expect(journal).toMatchObject({
      status: 'aborted',
      reason: 'the runner died before the experiment was started',
      restored: { proven: null, differences: [] },
    });
  });
});
