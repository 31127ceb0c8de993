import type { Evidence } from '../../../../experiment/measure/evidence';
import { customersBut, diagnosisOf, findingsOf, healthBut, minutes } from '../../support/diagnosis';
import { goodEvidence, ORIGIN, served, span, tens } from '../../support/evidence';
import { deployment, eu } from '../../support/lab';

/** The good evidence without the requests of some seconds. */
const without = (from: number, to: number): Pick<Evidence, 'customers'> => ({
  customers: new Map(
    [...goodEvidence().customers].map(([region, buckets]) => [
      region,
      buckets.filter(({ at }) => at < ORIGIN + from * 1000 || at >= ORIGIN + to * 1000),
    ]),
  ),
});

describe('requests that were not counted', () => {
  it('of one region point at its simulator', () => {
    const customers = customersBut(
      eu.region,
      [...tens(0, 480), ...tens(660, 1320)].map((second) => served(second, eu.region)),
    );
    expect(diagnosisOf(customers)).toEqual([
      {
        finding: 'customers of eu-west-1 were not counted for a time',
        evidence:
          'requests counted in the namespace lab: eu-west-1: none in 3 of 22 minutes, 12:07:51 to 12:11:00',
        advice:
          `look at the logs of lab-load-gen in eu-west-1: was it invoked every minute, could it reach ${deployment.apiUrl}, may it put metrics ` +
          '(cloudwatch:PutMetricData) in every region of the lab?',
      },
    ]);
  });

  it('of all regions point at whoever invokes the simulators as well', () => {
    const [found, ...others] = diagnosisOf(without(480, 660));
    expect(others).toEqual([]);
    expect(found?.finding).toBe('no customers of any region were counted for a time');
    expect(found?.evidence).toContain(
      'us-east-1: none in 3 of 22 minutes, 12:07:51 to 12:11:00; eu-west-1: none in 3 of 22 minutes, 12:07:51 to 12:11:00',
    );
    expect(found?.advice).toMatch(/did that machine sleep, .* 3 hours$/);
  });

  it('at all are said to be none at all', () => {
    const [found] = diagnosisOf({ customers: new Map() });
    expect(found?.evidence).toBe(
      'requests counted in the namespace lab: us-east-1: none at all from 12:00:00 to 12:22:00; ' +
        'eu-west-1: none at all from 12:00:00 to 12:22:00',
    );
  });

  it('are not spoken of where every check could be measured', () => {
    // Between the windows that the checks look at.
    expect(findingsOf({ ...without(181, 299), differences: ['a layer is left'] })).toEqual([
      'the functions of us-east-1 are not as they were before the experiment',
    ]);
  });

  it('are not invented where a check was unmeasured for another reason', () => {
    const windows = { ...goodEvidence().windows, restoration: null };
    expect(findingsOf({ windows, record: { ending: 'interrupted' } })).toEqual([]);
  });
});

describe('a health check without a status', () => {
  it('is named with the minutes that are missing', () => {
    expect(diagnosisOf(healthBut(eu.region, minutes(9, 1)))).toEqual([
      {
        finding: 'CloudWatch lacks the status of the health check of eu-west-1',
        evidence: 'eu-west-1: HealthCheckStatus has no value for 6 of 10 minutes from 12:05:00 to 12:15:00',
        advice: expect.stringContaining('none in the first minutes of a new health check') as unknown,
      },
      {
        finding: 'CloudWatch lacks the status of the health check of eu-west-1',
        evidence: 'eu-west-1: HealthCheckStatus has no value for 2 of 2 minutes from 12:20:00 to 12:22:00',
        advice: expect.any(String) as unknown,
      },
    ]);
  });

  it('is not named where no whole minute lies within the window', () => {
    const windows = { ...goodEvidence().windows, restoration: span(1210, 1310) };
    expect(findingsOf({ windows })).toEqual([]);
  });

  it('is not named where the check broke all the same', () => {
    const ill = healthBut(eu.region, [...minutes(5, 1), 0]);
    const findings = findingsOf({
      ...ill,
      windows: { ...goodEvidence().windows, restoration: null },
      record: { ending: 'interrupted' },
    });
    expect(findings).toEqual(['eu-west-1 became unhealthy together with us-east-1']);
  });
});
