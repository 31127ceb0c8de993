import fc from 'fast-check';
import { roundTripMs } from '../../rehearsal/latency';

const regions = [
  'us-east-1',
  'eu-west-1',
  'eu-central-1',
  'ap-southeast-2',
  'sa-east-1',
  'af-south-1',
  'us-west-2',
];

describe('the latency between regions', () => {
  it.each([
    ['us-west-2', 'us-east-1', 63],
    ['eu-central-1', 'eu-west-1', 26],
    ['us-east-1', 'us-east-1', 4],
    ['eu-west-1', 'eu-west-1', 1],
  ])('from %s to %s is the measured one', (from, to, milliseconds) => {
    expect(roundTripMs(from, to)).toBe(milliseconds);
  });

  it.each([
    ['eu-central-1', 'us-west-2', 110, 190],
    ['ap-southeast-2', 'us-west-2', 130, 240],
    ['eu-central-1', 'eu-north-1', 15, 35],
  ])(
    'from %s to %s, which was not measured, is about what the distance makes it',
    (from, to, least, most) => {
      expect(roundTripMs(from, to)).toBeGreaterThan(least);
      expect(roundTripMs(from, to)).toBeLessThan(most);
      expect(roundTripMs(to, from)).toBe(roundTripMs(from, to));
    },
  );

  it('is least within a region', () => {
    const any = fc.constantFrom(...regions);
    const nearest = fc.property(any, any, (from, to) => {
      expect(roundTripMs(from, from)).toBeLessThanOrEqual(roundTripMs(from, to));
    });
    fc.assert(nearest);
  });

  it('is not guessed for a region that is not known', () => {
    expect(() => roundTripMs('us-east-1', 'mars-north-1')).toThrow(
      'does not know where the region mars-north-1 is',
    );
  });
});
