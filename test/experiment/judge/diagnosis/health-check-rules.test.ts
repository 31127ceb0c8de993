import type { Snapshot } from '../../../../experiment/fault/snapshot';
import { aborted, casesOf } from '../../support/claims';
import {
  asks,
  diagnosisOf,
  findingsOf,
  healthBut,
  healthCheckBut,
  minutes,
  unseen,
} from '../../support/diagnosis';
import { eu, us } from '../../support/lab';

describe('a health check that fails without any fault', () => {
  const record = { ending: 'aborted', startedAt: null } as const;

  it('is named with what it asks and the last report', () => {
    const changes = {
      ...healthBut(us.region, [1, 0, 0]),
      ...healthCheckBut(us.region, { lastReport: 'Failure: HTTP Status Code 403.' }),
    };
    expect(diagnosisOf({ ...changes, record })[0]).toEqual({
      finding: 'the health check of us-east-1 fails without any fault',
      evidence:
        'it was unhealthy in 2 of the 3 whole minutes before the fault; it asks https://example.us.mydomain.com/api/health; ' +
        'last report: "Failure: HTTP Status Code 403."',
      advice:
        'see what https://example.us.mydomain.com/api/health answers: it has to be a status from 200 to 399, within 2 s',
    });
  });

  it('is not looked for where it was healthy before the fault', () => {
    expect(findingsOf({ ...unseen }).join()).not.toContain('without any fault');
  });
});

describe('the health check of another region that failed too', () => {
  const ill = healthBut(eu.region, [...minutes(7, 1), ...minutes(4, 0), ...minutes(12, 1)]);

  it('points at what the regions share', () => {
    expect(diagnosisOf(ill)).toEqual([
      {
        finding: 'eu-west-1 became unhealthy together with us-east-1',
        evidence:
          'it was unhealthy in 4 of 10 minutes of the fault, the first at 12:07:00; ' +
          'it asks https://example.eu.mydomain.com/api/health, the region\'s own host; last report: "Success: 200"',
        advice:
          'see what answers https://example.eu.mydomain.com/api/health: it needs something of us-east-1, or it could not bear the customers of both regions',
      },
    ]);
  });

  it('points at its host where it asks the failed region', () => {
    const [found] = diagnosisOf({ ...ill, ...healthCheckBut(eu.region, asks(us.host)) });
    expect(found?.finding).toBe('the health check of eu-west-1 does not watch its own region');
    expect(found?.evidence).toMatch(
      /asks https:\/\/example\.us\.mydomain\.com\/api\/health, the host of us-east-1$/,
    );
  });

  it('is not looked for where it stayed healthy', () => {
    expect(findingsOf(unseen).join()).not.toContain('together');
  });
});

const carryingAlready: Snapshot = {
  ...{
    functionName: 'lab-health',
    layers: [],
    alias: 'live',
    aliasVersion: '1',
    aliasWeights: {},
    versions: [],
  },
  variables: { CHAOS_EXTENSION__RESTORE: 'a fingerprint' },
};

it.each(
  casesOf([
    {
      finding: 'the health check of us-east-1 fails without any fault',
      supported: { ...healthBut(us.region, [1, 0, 0]), record: aborted },
      refuted: {
        'there was a fault, which somebody had left': {
          record: { ...aborted, snapshots: [carryingAlready] },
        },
        'it does not fail any more': healthCheckBut(us.region, {
          lastReport: 'Success: HTTP Status Code 200, OK',
        }),
        'it was healthy in every minute before the fault': healthBut(us.region, minutes(23, 1)),
      },
    },
    {
      finding: 'eu-west-1 became unhealthy together with us-east-1',
      supported: healthBut(eu.region, [...minutes(7, 1), ...minutes(4, 0), ...minutes(12, 1)]),
      refuted: {
        'it was unhealthy before the fault': healthBut(eu.region, [
          1,
          0,
          1,
          1,
          1,
          1,
          1,
          ...minutes(4, 0),
          ...minutes(12, 1),
        ]),
        'it became so much later': healthBut(eu.region, [...minutes(13, 1), 0, 0, ...minutes(8, 1)]),
        'its health check asks another region': healthCheckBut(eu.region, asks(us.host)),
      },
    },
  ]),
)('"%s" %s', (_finding, _where, evidence, found) => {
  expect(findingsOf(evidence)).toEqual(found);
});
