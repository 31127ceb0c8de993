import { AwsClock } from '../../../../experiment/aws/aws-clock';
import { checkClock } from '../../../../experiment/preflight/checks/clock';
import type { PreflightResult } from '../../../../experiment/journal/preflight-result';
import { ManualClock } from '../../support/manual-clock';
import { deployment, us } from '../../support/lab';
import { FakeAws } from '../../support/fake-aws';
import { labs, onlyFailure } from '../support';

const deploy = labs();

/** The checks on a machine whose clock is off by so many seconds, which may change with the seconds that pass. */
async function preflightAhead(seconds: (passed: number) => number): Promise<readonly PreflightResult[]> {
  const lab = await deploy();
  const begun = lab.world.clock.now();
  lab.aheadMs = (moment) => seconds((moment - begun) / 1000) * 1000;
  return lab.preflight();
}

it.each([
  [30, "this machine's clock is 30 s ahead of AWS', by "],
  [-58, "this machine's clock is 58 s behind AWS', by "],
])('may be off by up to a minute, for it is corrected: %d s', async (seconds, words) => {
  const results = await preflightAhead(() => seconds);
  expect(results.filter(({ passed }) => passed !== true)).toEqual([]);
  expect(results.at(-1)?.measured).toMatch(new RegExp(`^${words}\\d+ answers; corrected$`));
});

it.each([
  [62, '1 min 2 s ahead of'],
  [-300, '5 min behind'],
])('is refused where it is off by more: %d s', async (seconds, words) => {
  const { name, measured, advice } = onlyFailure(await preflightAhead(() => seconds));
  expect(name).toBe('clock');
  expect(measured).toMatch(`this machine's clock is ${words} AWS', by `);
  expect(advice).toBe(
    'let the network set it (`timedatectl set-ntp true` on Linux, Date & Time in the settings of a Mac), or use another machine',
  );
});

it.each([5, -5])(
  'is refused where it jumps while the checks are made, however near it is: by %d s',
  async (step) => {
    const { name, measured, advice } = onlyFailure(await preflightAhead((passed) => (passed < 3 ? 0 : step)));
    expect(name).toBe('clock');
    expect(measured).toMatch(
      /^this machine's clock jumps: within these checks it changed by about [456] s against AWS'$/,
    );
    expect(advice).toMatch(/^wait until it is set and goes steadily, or /);
  },
);

it('may go a little wrong: what a Date cannot tell is no jump', async () => {
  const results = await preflightAhead((passed) => passed / 10_000);
  expect(results.at(-1)).toMatchObject({ name: 'clock', passed: true });
});

it('is not known where no answer says what time it is', async () => {
  const clock = new AwsClock(new ManualClock());
  const { clients } = new FakeAws().on('GetCallerIdentity', () => ({}));
  const finding = checkClock({ clients, clock, deployment, region: us, template: '' });
  await expect(finding).resolves.toMatchObject({
    passed: null,
    measured: 'no answer of AWS said what time it is there',
  });
});
