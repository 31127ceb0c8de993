import { heldOtherwise, heldUnderFault, sumOf } from '../../../../experiment/preflight/targets/concurrency';
import { labs, notPassed, onlyFailure } from '../support';

const deploy = labs();

describe('what is held at once', () => {
  const callers = { intervalSeconds: 10, failureThreshold: 3, requestsPerMinute: 44, workers: 1 };

  it.each([
    ['a time-out of 10 s, asked every 10 s', 10, { hello: 10, health: 10 }, [16, 8, 2]],
    [
      '60 s, asked every 10 s: five requests of each checker are under way',
      10,
      { hello: 60, health: 60 },
      [80, 44, 2],
    ],
    ['60 s, asked every 30 s', 30, { hello: 60, health: 60 }, [32, 44, 2]],
    [
      '900 s: customers are sent elsewhere after 3 × 12 s + 60 s',
      10,
      { hello: 900, health: 900 },
      [1200, 71, 2],
    ],
    ['a latency that checkers bear', 10, { hello: 1, health: 1 }, [16, 1, 2]],
  ])('under the fault: %s', (_name, intervalSeconds, hold, [checkers, customers, simulators]) => {
    const held = heldUnderFault({ ...callers, intervalSeconds }, hold);
    expect(held).toEqual({ checkers, customers, simulators });
  });

  it('where nothing is held is what comes within a second', () => {
    expect(heldOtherwise({ ...callers, requestsPerMinute: 73 })).toEqual({
      checkers: 2,
      customers: 2,
      simulators: 2,
    });
  });

  it('grows with the simulators', () => {
    expect(sumOf(heldUnderFault({ ...callers, workers: 5 }, { hello: 10, health: 10 }))).toBe(34);
  });
});

describe('the limits of the account', () => {
  it('keep a game day from starting where Lambda would refuse invocations, with the arithmetic', async () => {
    const lab = await deploy();
    lab.world.controls.limitConcurrency(10);
    const { name, passed, measured, advice } = onlyFailure(await lab.preflight());
    expect([name, passed]).toEqual(['account-limits', false]);
    expect(measured).toBe(
      "us: 26 concurrent executions are needed and 10 are there: 16 for Route 53's checkers, 8 for customers, 2 for their simulators; " +
        "eu: 6 concurrent executions are needed and 10 are there: 2 for Route 53's checkers, 2 for customers, 2 for their simulators",
    );
    expect(advice).toMatch(
      /^ask for more in us-east-1 \(Service Quotas, AWS Lambda, "Concurrent executions"\), or shorten/,
    );
  });

  it('suffice from the number on that is needed', async () => {
    const lab = await deploy();
    lab.world.controls.limitConcurrency(26);
    expect(notPassed(await lab.preflight())).toEqual([]);
    lab.world.controls.limitConcurrency(25);
    expect(notPassed(await lab.preflight())).toEqual(['account-limits']);
  });

  it('are less what is reserved for single functions', async () => {
    const lab = await deploy();
    lab.answer('GetAccountSettings', () => ({
      AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 20 },
    }));
    expect(onlyFailure(await lab.preflight()).measured).toMatch(
      /^us: 26 concurrent executions are needed and 20 are there \(1000 less what is reserved\): 16 for/,
    );
  });

  it('are held against what is deployed: interval, time-out, latency', async () => {
    const lab = await deploy({
      edit: ({ resource }) => {
        for (const check of Object.values(resource.aws_route53_health_check ?? {}))
          check.request_interval = 30;
        for (const lambda of Object.values(resource.aws_lambda_function ?? {})) lambda.timeout = 120;
      },
    });
    const results = await lab.preflight();
    // 60 s of latency end before the time-out of 120 s.
    expect(results.find(({ name }) => name === 'account-limits')?.measured).toContain(
      "us: 78 concurrent executions are needed and 1000 are there: 32 for Route 53's checkers, 44 for customers, 2 for their simulators",
    );
  });

  it('that Lambda does not tell are not known, and so not enough', async () => {
    const lab = await deploy();
    lab.answer('GetAccountSettings', () => ({}));
    expect(onlyFailure(await lab.preflight())).toMatchObject({
      name: 'account-limits',
      passed: null,
      measured:
        'us: Lambda does not say how many executions may run at once; eu: Lambda does not say how many executions may run at once',
    });
  });
});
