import { type LabConfig } from '../../../validation/lab-config/lab-config';
import { validateFiles } from '../../../validation/validate-files';
import { temporaryFolder } from '../../support/temporary-folder';
import { edited, placesOf } from '../files';
import { labConfigs, minimal, withSection } from './support';

const folder = temporaryFolder();
const load = labConfigs();

it('refuses hosts that are longer than the first name of a certificate may be', () => {
  const zone = `${'z'.repeat(50)}.com`;
  expect(placesOf(() => load(edited(minimal, 'mydomain.com', zone)))).toEqual([
    `3:11 zone: gives the host example.us.${zone} of 65 characters; a certificate takes at most 64`,
  ]);
});

describe('a latency that fails nobody', () => {
  /** `latencySeconds` and `timeoutSeconds`, and what is found, as `severity code path`. */
  const found = (latency: number, timeout?: number): string[] => {
    const text =
      timeout === undefined ? minimal : withSection(`"functions": { "timeoutSeconds": ${timeout} }`);
    const path = folder.write(
      'latency.json',
      edited(text, '"latencySeconds": 60', `"latencySeconds": ${latency}`),
    );
    const { files } = validateFiles([{ path, named: true }]);
    return files.flatMap(({ findings }) =>
      findings.map(({ severity, code, path: where, message }) => `${severity} ${code} ${where}: ${message}`),
    );
  };

  it('is warned of, with both numbers that make it so', () => {
    expect(found(1, 7)).toEqual([
      "warning LAB105 fault.latencySeconds: 1 s fail nobody: the functions time out after 7 s, and Route 53's checkers wait 2 s; use 7 or more",
    ]);
  });

  it('is held against the time-out that is filled in', () => {
    expect(found(1.5)).toEqual([expect.stringContaining('time out after 10 s')]);
  });

  it('is none where the functions time out, or the checkers give up, or may, with the way that an answer takes', () => {
    expect([found(1, 1), found(1.51), found(2), found(60)]).toEqual([[], [], [], []]);
  });

  it('is an error where it is none at all, and no warning besides', () => {
    expect(found(0)).toEqual([expect.stringMatching(/^error LAB006 /)]);
  });

  it('keeps nobody from using the file', () => {
    expect(load(edited(minimal, '"latencySeconds": 60', '"latencySeconds": 1')).fault.latencySeconds).toBe(1);
  });
});

describe('the throttle', () => {
  const { regions, ...rest } = JSON.parse(minimal) as LabConfig;
  const withLoad = (requestsPerMinute: number, workers: number, throttle?: object): string =>
    JSON.stringify({
      ...rest,
      ...(throttle && { throttle }),
      regions: regions.map((region) => ({ ...region, customers: { requestsPerMinute, workers } })),
    });

  it.each([
    ['as many as the default lets through twice', 300, 1, undefined],
    ['more, where it is set for them', 300, 10, { requestsPerSecond: 200 }],
  ])('has room for customers: %s', (_what, rate, workers, throttle) => {
    expect(load(withLoad(rate, workers, throttle)).throttle).toEqual({
      requestsPerSecond: 20,
      burst: 40,
      ...throttle,
    });
  });

  it.each([
    [
      'of the default',
      302,
      1,
      undefined,
      '10.1 requests a second',
      'it lets 20 through: set requestsPerSecond to 21',
    ],
    [
      'that is set',
      60,
      3,
      { requestsPerSecond: 11 },
      '6 requests a second',
      'it lets 11 through: set requestsPerSecond to 12',
    ],
  ])('has no room for so many %s', (_what, rate, workers, throttle, sent, advice) => {
    const refused = () => load(withLoad(rate, workers, throttle));
    expect(refused).toThrow(sent);
    expect(refused).toThrow(advice);
    expect(refused).toThrow('[LAB106]');
  });
});
