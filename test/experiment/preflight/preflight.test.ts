import { NOT_THERE } from '../../../experiment/preflight/not-there';
import {
  mayStart,
  PREFLIGHT_NAMES,
  type PreflightResult,
} from '../../../experiment/journal/preflight-result';
import { labs, notPassed, onlyFailure } from './support';

const deploy = labs();

describe('before a game day, a healthy lab', () => {
  it('passes every check, in their order, each with what was measured', async () => {
    const lab = await deploy();
    const results = await lab.preflight();
    expect(results.map(({ name }) => name)).toEqual(PREFLIGHT_NAMES);
    expect(mayStart(results)).toBe(true);
    const { experimentTemplateId: id } = lab.us;
    expect(Object.fromEntries(results.map(({ name, measured }) => [name, measured]))).toEqual({
      credentials: 'account 123456789012 as arn:aws:iam::123456789012:user/operator',
      template: `template ${id} in us-east-1 equals the file: 5 actions, 1 stop alarm`,
      document: expect.stringMatching(
        /^chaos-lab-chaos-extension is Active, type Automation, version 1, Sha256 [0-9a-f]{64}; chaos-lab-chaos-extension-detach is Active, /,
      ) as unknown,
      'safety-lever': 'the safety lever of FIS in us-east-1 is disengaged',
      'stop-alarms': 'chaos-lab-customers-outside-us is OK',
      'health-checks': 'us: healthy by 16 of 16 checkers; eu: healthy by 16 of 16 checkers',
      'health-check-hosts': 'us: asks example.us.mydomain.com; eu: asks example.eu.mydomain.com',
      targets: ['chaos-lab-hello', 'chaos-lab-health']
        .map(
          (name) =>
            `${name}: nodejs22.x, arm64, 0 of 5 layers, 361 of 4096 bytes of variables with the fault, live at version 1`,
        )
        .join('; '),
      'account-limits': expect.stringMatching(
        /^us: 26 concurrent executions are needed and 1000 are there: .*; eu: 6 /,
      ) as unknown,
      'no-fault': 'us: none in 2 functions; eu: none in 2 functions',
      'no-other-experiment': 'us: none; eu: none',
      lease: 'https://example.mydomain.com/api/hello is free',
      customers: 'us: 8 of 8 requests were served; eu: 5 of 5 requests were served',
      clock: expect.stringMatching(
        /^this machine's clock is within a second of AWS', by \d\d answers$/,
      ) as unknown,
    });
    expect(results.filter(({ advice, forced }) => advice !== '' || forced)).toEqual([]);
  });

  it('passes where another of its regions is to fail', async () => {
    const lab = await deploy();
    expect(notPassed(await lab.preflight({ region: lab.eu }))).toEqual([]);
  });

  it('passes right after it was deployed, when there is no metric and no report of a health check yet', async () => {
    const lab = await deploy({ secondsAgo: 0 });
    const begun = lab.world.clock.now();
    expect(notPassed(await lab.preflight())).toEqual([]);
    expect(lab.world.clock.now() - begun).toBeLessThan(120_000);
  });

  it('is only looked at and called by its customers: nothing of it is changed', async () => {
    const lab = await deploy();
    await lab.preflight();
    expect([...new Set(lab.asked)].filter((asked) => !/:(Get|List|Describe)/.test(asked))).toEqual([
      'lambda:Invoke',
    ]);
  });
});

describe('the results', () => {
  it('are told as they come', async () => {
    const lab = await deploy();
    const told: PreflightResult[] = [];
    const soFar: number[] = [];
    const results = await lab.preflight({
      report: (result) => {
        told.push(result);
        soFar.push(lab.asked.length);
      },
    });
    expect(told).toEqual(results);
    expect(soFar).toEqual([...soFar].sort((a, b) => a - b));
    expect(new Set(soFar).size).toBe(PREFLIGHT_NAMES.length);
  });

  it('say what AWS did not answer, with its words, and the other checks are made all the same', async () => {
    const lab = await deploy();
    lab.refuse(
      'ListExperiments',
      'AccessDeniedException',
      'User: arn:aws:iam::123456789012:user/operator is not authorized to perform: fis:ListExperiments on resource: *',
      'eu-west-1',
    );
    const result = onlyFailure(await lab.preflight());
    expect(result).toMatchObject({ name: 'no-other-experiment', passed: null });
    expect(result.measured).toMatch(/^us: none; eu: AccessDeniedException: User: .* fis:ListExperiments/);
    expect(result.advice).toBe('allow these credentials fis:ListExperiments, and run it again');
    expect(mayStart([result])).toBe(false);
  });

  it.each([
    ['ThrottlingException', 'Rate exceeded', 'run it again in a minute'],
    ['TimeoutError', 'socket hang up', 'see whether this machine reaches AWS'],
    ['ExpiredTokenException', 'The security token included in the request is expired', '`aws sso login`'],
  ])('give advice about %s', async (name, message, advice) => {
    const lab = await deploy();
    lab.refuse('DescribeDocument', name, message);
    const result = onlyFailure(await lab.preflight());
    expect(result).toMatchObject({ name: 'document', passed: null, measured: `${name}: ${message}` });
    expect(result.advice).toContain(advice);
  });

  it('of a template that nobody may read cannot be forced: it may be of another lab', async () => {
    const lab = await deploy();
    lab.refuse('GetExperimentTemplate', 'AccessDeniedException', 'not authorized');
    const results = await lab.preflight({ force: ['template', 'targets', 'account-limits'] });
    const template = results.find(({ name }) => name === 'template');
    expect(template).toMatchObject({ passed: null, forced: false });
    expect(template?.advice).toMatch(
      /; a template that nobody could read is not forced: it may be of another lab$/,
    );
    expect(mayStart(results)).toBe(false);
  });

  it('of a check that is forced are measured all the same, and let the game day start', async () => {
    const lab = await deploy();
    lab.refuse('DescribeDocument', 'InvalidDocument', 'gone');
    const results = await lab.preflight({ force: ['document', 'customers'] });
    expect(onlyFailure(results)).toMatchObject({
      name: 'document',
      passed: false,
      measured: expect.stringMatching(
        /^there is no document chaos-lab-chaos-extension in us-east-1; /,
      ) as string,
      advice: NOT_THERE,
      forced: true,
    });
    expect(results.filter(({ forced }) => forced)).toHaveLength(2);
    expect(mayStart(results)).toBe(true);
    expect(mayStart(await lab.preflight({ force: ['customers'] }))).toBe(false);
  });
});
