import { labRehearsal } from './support/lab';
import { pythonPool } from './support/scripts';

const rehearseLab = labRehearsal(pythonPool());

it("tells that the failed region's health check does not watch its own region, where it is crossed", async () => {
  const { diagnosis } = await rehearseLab({ mistake: 'crossed-health-check' });
  expect(diagnosis).toEqual([
    {
      finding: 'the health check of us-east-1 does not watch its own region',
      evidence: expect.stringMatching(
        /^4\d\d of 4\d\d requests of us-east-1 customers failed in the 10 min(?: \d+ s)? of the fault, and the health check stayed healthy: it asks https:\/\/example\.eu\.mydomain\.com\/api\/health, the host of eu-west-1$/,
      ) as unknown,
      advice: expect.stringContaining('let it ask example.us.mydomain.com') as unknown,
    },
  ]);
});

it('tells that the customers were not sent elsewhere, where the records do not heed the health checks', async () => {
  const { diagnosis } = await rehearseLab({
    edit: ({ resource }) => {
      for (const name of ['routing_us-east-1_shared', 'routing_eu-west-1_shared'])
        Reflect.deleteProperty(resource.aws_route53_record?.[name] ?? {}, 'health_check_id');
    },
  });
  expect(diagnosis.map(({ finding }) => finding)).toEqual([
    'Route 53 marked us-east-1 unhealthy, and yet its customers were not sent to another region',
  ]);
  expect(diagnosis[0]?.advice).toContain('names its health check (health_check_id)');
});

it('tells which health check fails before anything was started, and what it asks', async () => {
  const { diagnosis } = await rehearseLab({
    edit: ({ resource }) => {
      Object.assign(resource.aws_route53_health_check?.['routing_us-east-1_health'] ?? {}, {
        resource_path: '/api/none',
      });
    },
  });
  expect(diagnosis.map(({ finding }) => finding)).toEqual([
    'the health check of us-east-1 fails without any fault',
  ]);
  expect(diagnosis[0]?.evidence).toContain(
    'it asks https://example.us.mydomain.com/api/none; last report: "Failure: HTTP Status Code 403."',
  );
});

describe('in an account with the quota of new ones', () => {
  it('checks before the start whether that is enough, and names it as the cause afterwards', async () => {
    const told: string[] = [];
    const { preflight, verdict, diagnosis } = await rehearseLab({
      concurrency: 10,
      checked: ({ name }) => told.push(name),
    });
    expect(told).toEqual(['account-limits']);
    expect(preflight).toMatchObject([{ name: 'account-limits', passed: false, forced: true }]);
    expect(verdict).not.toBe('held');
    expect(diagnosis.map(({ finding }) => finding)).toEqual([
      'Lambda refused invocations in us-east-1: no more than 10 may run there at once',
    ]);
    expect(diagnosis[0]?.evidence).toMatch(
      /^from 12:05:00 to 12:1\d:00: chaos-lab-hello \d+ times, chaos-lab-health \d+ times, chaos-lab-load-gen \d times;/,
    );
  });

  it('finds what is needed to be enough: with that quota Lambda refuses nothing', async () => {
    const { preflight, verdict, diagnosis } = await rehearseLab({ concurrency: 26 });
    expect(preflight).toMatchObject([{ name: 'account-limits', passed: true }]);
    expect([verdict, diagnosis]).toEqual(['held', []]);
  });
});

it('has nothing to tell of the lab as it stands', async () => {
  await expect(rehearseLab()).resolves.toMatchObject({ verdict: 'held', diagnosis: [] });
});
