import { NOT_THERE } from '../../../../experiment/preflight/not-there';
import { labs, notPassed, onlyFailure } from '../support';

const deploy = labs();

describe("the regions' health checks", () => {
  it('keep a game day from starting while one is unhealthy', async () => {
    const lab = await deploy();
    await lab.addVariable(lab.us.healthFunction, 'AWS_LAMBDA_EXEC_WRAPPER', '/opt/that-is-not-there');
    lab.release(lab.us.healthFunction);
    await lab.pass(60);
    const result = onlyFailure(await lab.preflight());
    expect(result).toMatchObject({ name: 'health-checks', passed: false });
    expect(result.measured).toBe(
      'us: healthy only by 0 of 16 checkers, which is unhealthy: Failure: HTTP Status Code 502.; eu: healthy by 16 of 16 checkers',
    );
    expect(result.advice).toContain('find out why us does not answer its health check');
  });

  const reports = async (passing: number, of: number) => {
    const lab = await deploy();
    lab.answer('GetHealthCheckStatus', () => ({
      HealthCheckObservations: Array.from({ length: of }, (_, index) => ({
        StatusReport: {
          Status: index < passing ? 'Success: HTTP Status Code 200, OK' : 'Failure: timed out',
        },
      })),
    }));
    return lab.preflight();
  };

  it('are healthy while more than 18 % of the checkers say so', async () => {
    const healthy = await reports(3, 16);
    expect(healthy.find(({ name }) => name === 'health-checks')).toMatchObject({
      passed: true,
      measured: 'us: healthy by 3 of 16 checkers; eu: healthy by 3 of 16 checkers',
    });
    expect(onlyFailure(await reports(2, 16))).toMatchObject({ name: 'health-checks', passed: false });
  });

  it('are waited for until the first reports of a new check have come', async () => {
    const lab = await deploy();
    const { clock, send } = lab.world;
    const reportedFrom = clock.now() + 40_000;
    lab.answer('GetHealthCheckStatus', (input, region) =>
      clock.now() < reportedFrom
        ? { HealthCheckObservations: [] }
        : send('route53', region, 'GetHealthCheckStatus', input),
    );
    expect(notPassed(await lab.preflight())).toEqual([]);
  });

  it('that nobody has reported about are waited for, and not for ever', async () => {
    const result = onlyFailure(await reports(0, 0));
    expect(result).toMatchObject({
      name: 'health-checks',
      passed: false,
      measured: 'us: no checker has reported yet; eu: no checker has reported yet',
    });
  });
});

describe('what the health checks ask', () => {
  it("is each region's own host, and not another region's", async () => {
    const lab = await deploy({ mistake: 'crossed-health-check' });
    expect(onlyFailure(await lab.preflight())).toEqual({
      name: 'health-check-hosts',
      passed: false,
      measured:
        'us: asks example.eu.mydomain.com, and should ask example.us.mydomain.com; eu: asks example.eu.mydomain.com',
      advice: 'correct the health check of us (healthCheckHost in lab.config.json) and deploy again',
      forced: false,
    });
  });

  it.each([
    [{ IPAddress: '192.0.2.1' }, 'us: asks 192.0.2.1, and should ask example.us.mydomain.com'],
    [
      { FullyQualifiedDomainName: undefined, Type: 'CALCULATED' },
      'us: asks nothing (type CALCULATED), and should',
    ],
    [{ Disabled: true }, 'us: asks example.us.mydomain.com, but is disabled, and so always healthy'],
    [{ Inverted: true }, 'us: asks example.us.mydomain.com, but takes unhealthy for healthy'],
  ])('must move customers: %j', async (change, measured) => {
    const lab = await deploy();
    lab.answer('GetHealthCheck', ({ HealthCheckId }) => {
      const { host, healthCheckId } = lab.us;
      const config = { Type: 'HTTPS', FullyQualifiedDomainName: host, ...change };
      const other = { Type: 'HTTPS', FullyQualifiedDomainName: lab.eu.host };
      return { HealthCheck: { HealthCheckConfig: HealthCheckId === healthCheckId ? config : other } };
    });
    const result = onlyFailure(await lab.preflight());
    expect(result.name).toBe('health-check-hosts');
    expect(result.measured).toContain(measured);
  });

  it('is nothing where the check is gone', async () => {
    const lab = await deploy();
    lab.refuse('GetHealthCheck', 'NoSuchHealthCheck', 'gone');
    const result = onlyFailure(await lab.preflight());
    expect(result).toMatchObject({
      name: 'health-check-hosts',
      passed: false,
      advice: NOT_THERE,
    });
    expect(result.measured).toContain(`us: there is no health check ${lab.us.healthCheckId}`);
  });
});
