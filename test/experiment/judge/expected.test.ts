import type { Deployment } from '../../../experiment/deployment/deployment';
import { expectedFrom, isSameDeployment } from '../../../experiment/judge/expected';
import type { Journal } from '../../../experiment/journal/journal';
import { deployment, eu, us } from '../support/lab';

describe('what a rehearsal lets one expect', () => {
  const rehearsal = {
    times: { secondsToDetect: 35, secondsToReroute: null },
    checks: [
      { name: 'detected', kind: 'recovery', held: true, measured: 35, tolerance: '<= 120', detail: 'long' },
      { name: 'rerouted', kind: 'recovery', held: null, measured: null, tolerance: '<= 240', detail: 'long' },
    ],
    customers: { 'us-east-1': { requests: 480, failed: 66 } },
  } as unknown as Journal;

  it('is its times, its checks by name and its customers, and where they are from', () => {
    expect(expectedFrom(rehearsal, 'reports/rehearsal/journal.json')).toEqual({
      source: 'reports/rehearsal/journal.json',
      secondsToDetect: 35,
      secondsToReroute: null,
      checks: { detected: { held: true, measured: 35 }, rerouted: { held: null, measured: null } },
      customers: { 'us-east-1': { requests: 480, failed: 66 } },
    });
  });
});

describe('two deployments', () => {
  const withUs = (changes: Partial<Deployment['regions'][number]>): Deployment => ({
    ...deployment,
    regions: [{ ...us, ...changes }, eu],
  });

  it('are the same lab whatever AWS called its parts, and in whatever order', () => {
    const ids = {
      healthCheckId: 'other',
      experimentTemplateId: 'EXTother',
      automationRoleArn: 'arn:aws:iam::999999999999:role/other',
      layerArn: 'arn:aws:lambda:us-east-1:999999999999:layer:other:7',
      documentName: 'other',
      helloFunction: 'other',
    };
    expect(isSameDeployment(deployment, deployment)).toBe(true);
    expect(isSameDeployment(deployment, { ...withUs(ids), dashboardName: 'other' })).toBe(true);
    expect(isSameDeployment(deployment, { ...deployment, regions: [eu, us] })).toBe(true);
  });

  it.each<[string, Deployment]>([
    ['another address', { ...deployment, apiUrl: 'https://other.mydomain.com/api/hello' }],
    ['another alias', { ...deployment, alias: 'prod' }],
    ['a longer fault', { ...deployment, fault: { ...deployment.fault, minutes: 11 } }],
    ['another region to fail', { ...deployment, fault: { ...deployment.fault, region: 'eu-west-1' } }],
    ['a region less', { ...deployment, regions: [us] }],
    ['another region', withUs({ region: 'us-west-2' })],
    ['another label', withUs({ label: 'usa' })],
    ['another host', withUs({ host: 'example.usa.mydomain.com' })],
    ['another load', withUs({ requestsPerMinute: 45 })],
    ['more workers', withUs({ workers: 2 })],
  ])('are not the same with %s', (_what, other) => {
    expect(isSameDeployment(deployment, other)).toBe(false);
    expect(isSameDeployment(other, deployment)).toBe(false);
  });
});
