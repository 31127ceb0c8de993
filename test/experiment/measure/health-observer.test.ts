import { HealthObserver } from '../../../experiment/measure/health-observer';
import { FakeAws } from '../support/fake-aws';

const SUCCESS = 'Success: HTTP Status Code 200, OK';
const FAILURE = 'Failure: Connection timed out';

/** A health check with so many checkers; each look is prepared by saying which checkers report, when, and what. */
function healthCheck(config: Record<string, unknown> = {}) {
  let reports: { readonly checker: number; readonly second: number; readonly status: string }[] = [];
  const aws = new FakeAws()
    .on('GetHealthCheck', () => ({
      HealthCheck: {
        HealthCheckConfig: {
          FullyQualifiedDomainName: 'example.us.mydomain.com',
          ResourcePath: '/api/health',
          FailureThreshold: 3,
          ...config,
        },
      },
    }))
    .on('GetHealthCheckStatus', () => ({
      HealthCheckObservations: reports.map(({ checker, second, status }) => ({
        Region: 'us-east-1',
        IPAddress: `192.0.2.${checker}`,
        StatusReport: { Status: status, CheckedTime: new Date(Date.UTC(2026, 0, 1, 12, 0, second)) },
      })),
    }));
  return {
    aws,
    /** What all 16 checkers last said: the first so many failed. */
    report: (second: number, failing: number): void => {
      reports = Array.from({ length: 16 }, (_, checker) => ({
        checker,
        second,
        status: checker < failing ? FAILURE : SUCCESS,
      }));
    },
    observer: () => HealthObserver.create(aws.clients.route53(), 'check-us'),
  };
}

it('tells what the health check asks', async () => {
  const { observer, aws } = healthCheck();
  const { target } = await observer();
  expect(target).toEqual({ host: 'example.us.mydomain.com', path: '/api/health' });
  expect(aws.sent('GetHealthCheck')).toEqual([{ HealthCheckId: 'check-us' }]);
});

it('takes a check without reports for healthy, as Route 53 does', async () => {
  const observer = await healthCheck().observer();
  await expect(observer.look()).resolves.toBe(true);
  expect(observer.lastReport).toBe('no report yet');
});

it('holds a checker for failed after as many failures in a row as the threshold says', async () => {
  const check = healthCheck();
  const observer = await check.observer();
  const healthy: boolean[] = [];
  for (const second of [0, 12, 24]) {
    check.report(second, 16);
    healthy.push(await observer.look());
  }
  expect(healthy).toEqual([true, true, false]);
});

it.each([
  [undefined, 3],
  [1, 1],
  [5, 5],
])('with the threshold %p needs %i failures', async (FailureThreshold, needed) => {
  const check = healthCheck({ FailureThreshold });
  const observer = await check.observer();
  let looks = 0;
  do {
    check.report(looks * 12, 16);
    looks += 1;
  } while ((await observer.look()) && looks < 20);
  expect(looks).toBe(needed);
});

it('counts a report once, however often it is read', async () => {
  const check = healthCheck();
  const observer = await check.observer();
  check.report(12, 16);
  const looks = [await observer.look(), await observer.look(), await observer.look(), await observer.look()];
  expect(looks).toEqual([true, true, true, true]);
});

it('begins to count anew after a success in between', async () => {
  const check = healthCheck();
  const observer = await check.observer();
  const healthy: boolean[] = [];
  for (const [second, failing] of [
    [0, 16],
    [12, 16],
    [24, 0],
    [36, 16],
    [48, 16],
    [60, 16],
  ] as const) {
    check.report(second, failing);
    healthy.push(await observer.look());
  }
  expect(healthy).toEqual([true, true, true, true, true, false]);
});

it('holds a checker for failed until as many successes in a row have been seen, as Route 53 does', async () => {
  const check = healthCheck();
  const observer = await check.observer();
  const healthy: boolean[] = [];
  // Three failures, a success that changes nothing yet, another failure, and three successes.
  for (const [index, failing] of [16, 16, 16, 0, 16, 0, 0, 0].entries()) {
    check.report(index * 12, failing);
    healthy.push(await observer.look());
  }
  expect(healthy).toEqual([true, true, false, false, false, false, false, true]);
});

// 18 % of 16 is 2.88.
it.each([
  [13, true],
  [14, false],
  [16, false],
])('with %i of 16 checkers failing says healthy: %p', async (failing, healthy) => {
  const check = healthCheck({ FailureThreshold: 1 });
  const observer = await check.observer();
  check.report(0, failing);
  await expect(observer.look()).resolves.toBe(healthy);
});

it('says healthy again once enough checkers succeed', async () => {
  const check = healthCheck({ FailureThreshold: 1 });
  const observer = await check.observer();
  check.report(0, 16);
  await observer.look();
  check.report(12, 13);
  await expect(observer.look()).resolves.toBe(true);
});

it('cites a checker that failed, not one of those that still succeed', async () => {
  const check = healthCheck();
  const observer = await check.observer();
  check.report(0, 15);
  await observer.look();
  expect(observer.lastReport).toBe(FAILURE);
  check.report(12, 0);
  await observer.look();
  expect(observer.lastReport).toBe(SUCCESS);
});

it('passes over a checker that has not reported', async () => {
  const { aws, observer } = healthCheck();
  aws.on('GetHealthCheckStatus', () => ({ HealthCheckObservations: [{ Region: 'us-east-1' }] }));
  await expect((await observer()).look()).resolves.toBe(true);
});
