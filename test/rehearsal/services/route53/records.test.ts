import type { HealthCheck } from '../../../../rehearsal/services/route53/health-check';
import { Records } from '../../../../rehearsal/services/route53/records';
import { VirtualClock } from '../../../../rehearsal/time/virtual-clock';

const NAME = 'example.mydomain.com';

function routed() {
  const clock = new VirtualClock(0);
  const records = new Records(clock);
  const status = { us: { healthyForDns: true }, eu: { healthyForDns: true } };
  const add = (label: 'us' | 'eu', latencyRegion: string, checked = true): void =>
    records.add({
      name: NAME,
      target: `${label}-endpoint`,
      latencyRegion,
      healthCheck: checked ? (status[label] as HealthCheck) : null,
    });
  const after = (seconds: number): Promise<void> => clock.run(clock.sleep(seconds * 1000));
  return { records, status, add, after };
}

function twoRegions() {
  const route = routed();
  route.add('us', 'us-east-1');
  route.add('eu', 'eu-west-1');
  return route;
}

describe('latency records', () => {
  it.each([
    ['us-west-2', 'us-endpoint'],
    ['sa-east-1', 'us-endpoint'],
    ['ap-northeast-1', 'us-endpoint'],
    ['ap-southeast-1', 'eu-endpoint'],
    ['eu-central-1', 'eu-endpoint'],
    ['af-south-1', 'eu-endpoint'],
    ['us-east-1', 'us-endpoint'],
    ['eu-west-1', 'eu-endpoint'],
  ])('send somebody in %s to the nearest, %s', (from, endpoint) => {
    expect(twoRegions().records.resolve(NAME, from)).toBe(endpoint);
  });

  it('leave out the unhealthy', () => {
    const { records, status } = twoRegions();
    status.us.healthyForDns = false;
    expect(records.resolve(NAME, 'us-east-1')).toBe('eu-endpoint');
    expect(records.resolve(NAME, 'eu-west-1')).toBe('eu-endpoint');
  });

  it('are all taken as healthy where none is', () => {
    const { records, status } = twoRegions();
    status.us.healthyForDns = false;
    status.eu.healthyForDns = false;
    expect(records.resolve(NAME, 'us-east-1')).toBe('us-endpoint');
    expect(records.resolve(NAME, 'eu-west-1')).toBe('eu-endpoint');
  });

  it('without a health check are always healthy', () => {
    const { records, status, add } = routed();
    add('us', 'us-east-1', false);
    add('eu', 'eu-west-1');
    status.us.healthyForDns = false;
    expect(records.resolve(NAME, 'us-east-1')).toBe('us-endpoint');
  });

  it('know no other name', () => {
    expect(twoRegions().records.resolve('other.mydomain.com', 'us-east-1')).toBeNull();
  });

  it('cannot be two of the same name and region, nor stand beside a simple one', () => {
    const { records, add } = twoRegions();
    expect(() => add('us', 'us-east-1')).toThrow(`InvalidChangeBatch: there is a record ${NAME} already`);
    const simple = { name: NAME, target: 'x', latencyRegion: null, healthCheck: null };
    expect(() => records.add(simple)).toThrow('InvalidChangeBatch');
    expect(() => records.add({ ...simple, name: 'own.mydomain.com' })).not.toThrow();
  });
});

describe('the resolver of a region', () => {
  it('keeps an answer for 60 s, and not longer', async () => {
    const { records, status, after } = twoRegions();
    expect(records.resolveCached(NAME, 'us-east-1')).toBe('us-endpoint');
    status.us.healthyForDns = false;
    await after(59.9);
    expect(records.resolveCached(NAME, 'us-east-1')).toBe('us-endpoint');
    expect(records.resolve(NAME, 'us-east-1')).toBe('eu-endpoint');
    await after(0.1);
    expect(records.resolveCached(NAME, 'us-east-1')).toBe('eu-endpoint');
  });

  it('does not keep it longer because it is asked again', async () => {
    const { records, status, after } = twoRegions();
    records.resolveCached(NAME, 'us-east-1');
    status.us.healthyForDns = false;
    await after(40);
    records.resolveCached(NAME, 'us-east-1');
    await after(20);
    expect(records.resolveCached(NAME, 'us-east-1')).toBe('eu-endpoint');
  });

  it('keeps its own answers, not those of another region', () => {
    const { records, status } = twoRegions();
    records.resolveCached(NAME, 'us-east-1');
    status.us.healthyForDns = false;
    expect(records.resolveCached(NAME, 'us-west-2')).toBe('eu-endpoint');
  });
});
