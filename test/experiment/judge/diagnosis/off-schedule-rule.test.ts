import { diagnosisOf, findingsOf } from '../../support/diagnosis';
import { us } from '../../support/lab';

const offSchedule = new Map([[us.region, { late: 12, dropped: 3 }]]);

describe('a simulator that is too slow for its rate', () => {
  it('is told, with how many requests it sent late and did not send', () => {
    expect(diagnosisOf({ offSchedule })).toEqual([
      {
        finding: `the simulator of us-east-1 did not keep its rate of ${us.requestsPerMinute} requests a minute`,
        evidence: expect.stringMatching(
          /^lab-load-gen sent 12 of \d+ requests more than 1 s late, and dropped 3 that would have come more than 5 s late$/,
        ) as unknown,
        advice: expect.stringContaining('customers.workers') as unknown,
      },
    ]);
  });

  it('is not told where all was sent in time', () => {
    expect(findingsOf({})).toEqual([]);
  });
});
