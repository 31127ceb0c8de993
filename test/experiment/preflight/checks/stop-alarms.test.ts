import { labs, onlyFailure } from '../support';

const deploy = labs();
const ALARM = 'chaos-lab-customers-outside-us';

describe('the stop alarms', () => {
  it('keep a game day from starting while customers outside the region fail', async () => {
    const lab = await deploy();
    // 130 s have passed since a full minute.
    await lab.pass(20);
    await lab.ask('cloudwatch', 'us-east-1', 'PutMetricData', {
      Namespace: lab.deployment.metricNamespace,
      MetricData: ['status_4xx', 'status_5xx', 'no_response'].map((MetricName) => ({
        MetricName,
        Value: 4,
        Dimensions: [
          { Name: 'api', Value: lab.deployment.apiUrl },
          { Name: 'client_region', Value: 'eu-west-1' },
        ],
      })),
    });
    await lab.pass(31);
    const result = onlyFailure(await lab.preflight());
    expect(result).toMatchObject({ name: 'stop-alarms', passed: false });
    expect(result.measured).toBe(
      `${ALARM} is ALARM: 1 of the last 1 periods were beyond the threshold 5: [12]`,
    );
    expect(result.advice).toContain('wait until customers outside the region are served again');
    await lab.pass(60);
    expect((await lab.preflight()).every(({ passed }) => passed)).toBe(true);
  });

  const alarmAs = async (change: object) => {
    const lab = await deploy();
    const request = { AlarmNames: [ALARM] };
    const found = await lab.ask<{ MetricAlarms: object[] }>(
      'cloudwatch',
      'us-east-1',
      'DescribeAlarms',
      request,
    );
    const [alarm] = found.MetricAlarms;
    lab.answer('DescribeAlarms', () => ({ MetricAlarms: [{ ...alarm, ...change }] }));
    return lab;
  };
  const UNKNOWN = { StateValue: 'INSUFFICIENT_DATA', StateReason: 'Unchecked: Initial alarm creation' };

  it('that CloudWatch never evaluates are waited for, and not for ever', async () => {
    const lab = await alarmAs(UNKNOWN);
    const begun = lab.world.clock.now();
    const result = onlyFailure(await lab.preflight());
    expect(lab.world.clock.now() - begun).toBeGreaterThan(180_000);
    expect(lab.world.clock.now() - begun).toBeLessThan(240_000);
    expect(result).toMatchObject({
      name: 'stop-alarms',
      measured: `${ALARM} is INSUFFICIENT_DATA: Unchecked: Initial alarm creation`,
    });
    expect(result.advice).toContain('has not evaluated');
  });

  it('that need data, and have none, are not waited for', async () => {
    const lab = await alarmAs({ ...UNKNOWN, TreatMissingData: 'missing' });
    const begun = lab.world.clock.now();
    const result = onlyFailure(await lab.preflight());
    expect(lab.world.clock.now() - begun).toBeLessThan(60_000);
    expect(result.advice).toBe(
      `let ${ALARM} take missing data as notBreaching, or let its metrics be published for some minutes before`,
    );
  });

  it('that are not there guard nobody', async () => {
    const lab = await alarmAs({ AlarmArn: 'arn:other' });
    const result = onlyFailure(await lab.preflight());
    expect(result.measured).toBe(
      `there is no alarm arn:aws:cloudwatch:us-east-1:123456789012:alarm:${ALARM}`,
    );
  });

  it('may be composite', async () => {
    const lab = await deploy();
    const AlarmArn = `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${ALARM}`;
    lab.answer('DescribeAlarms', ({ AlarmTypes }) => {
      expect(AlarmTypes).toContain('CompositeAlarm');
      return { CompositeAlarms: [{ AlarmArn, StateValue: 'ALARM', StateReason: 'ALARM(a)' }] };
    });
    expect(onlyFailure(await lab.preflight())).toMatchObject({
      name: 'stop-alarms',
      measured: `${ALARM} is ALARM: ALARM(a)`,
    });
  });
});
