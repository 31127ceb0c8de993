import { join } from 'node:path';
import { makeMistake, MISTAKES } from '../../rehearsal/mistakes';
import { loadLabConfig } from '../../validation/lab-config/lab-config';

const config = loadLabConfig(join(__dirname, '..', '..', 'lab.config.json'));

describe('the mistake crossed-health-check', () => {
  it("lets the failed region's health check ask another region's host, and changes nothing else", () => {
    const { regions, ...rest } = makeMistake(config, 'crossed-health-check');
    const [us, eu] = regions;
    expect(us).toEqual({ ...config.regions[0], healthCheckHost: 'example.eu.mydomain.com' });
    expect(eu).toEqual(config.regions[1]);
    expect({ ...rest, regions: config.regions }).toEqual(config);
  });

  it('is made in whichever region fails', () => {
    const failing = { ...config, fault: { ...config.fault, region: 'eu-west-1' } };
    const { regions } = makeMistake(failing, 'crossed-health-check');
    expect(regions[1]).toMatchObject({ healthCheckHost: 'example.us.mydomain.com' });
    expect(regions[0]).not.toHaveProperty('healthCheckHost');
  });
});

describe('a mistake', () => {
  it.each(MISTAKES.map(({ name }) => name))('%s leaves the configuration that it was given alone', (name) => {
    const before = structuredClone(config);
    expect(makeMistake(config, name)).not.toEqual(config);
    expect(config).toEqual(before);
  });

  it('that is not there is refused with the likely one', () => {
    const refused = () => makeMistake(config, 'crossed-healthcheck');
    expect(refused).toThrow(RangeError);
    expect(refused).toThrow(/there is no mistake "crossed-healthcheck"; .*crossed-health-check/);
  });
});
