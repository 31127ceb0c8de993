import { awsRegions } from '../../../validation/lab-config/aws-regions';
import { type LabConfig, loadLabConfig } from '../../../validation/lab-config/lab-config';
import schema from '../../../schemas/lab-config.schema.json';
import { temporaryFolder } from '../../support/temporary-folder';
import { edited, findingsOf, placesOf, shown } from '../files';
import { labConfigs, minimal, withSection } from './support';

const folder = temporaryFolder();
const load = labConfigs();

it('fills in what may be left out', () => {
  const written = JSON.parse(minimal) as LabConfig;
  expect(load(minimal)).toEqual({
    ...written,
    regions: written.regions.map((entry) => ({ ...entry, customers: { ...entry.customers, workers: 1 } })),
    healthCheck: { intervalSeconds: 10, failureThreshold: 3, matchBody: false },
    functions: { memoryMegabytes: 256, timeoutSeconds: 10, logRetentionDays: 14, tracing: false },
    throttle: { requestsPerSecond: 20, burst: 40 },
  });
});

it('fills in the rest of a section that is there in part', () => {
  const { healthCheck, functions } = load(
    withSection('"healthCheck": { "intervalSeconds": 30 }, "functions": { "tracing": true }'),
  );
  expect(healthCheck).toEqual({ intervalSeconds: 30, failureThreshold: 3, matchBody: false });
  expect(functions).toEqual({
    memoryMegabytes: 256,
    timeoutSeconds: 10,
    logRetentionDays: 14,
    tracing: true,
  });
});

it('takes the lab configuration of this repository', () => {
  expect(loadLabConfig('lab.config.json').regions.map(({ label }) => label)).toEqual(['us', 'eu']);
});

it('keeps the name of the schema, which is for editors, out of the value', () => {
  expect(load(edited(minimal, '"name"', '"$schema": "./x.json",\n  "name"'))).not.toHaveProperty('$schema');
});

describe('an edited value', () => {
  it.each([
    [
      '"name": "lab"',
      '"name": "Lab"',
      '2:11 name: "Lab" is not a name; use two or more lower-case letters, digits and hyphens, a letter first and no hyphen last',
    ],
    ['"name": "lab"', '"name": ""', '2:11 name: "" is not a name'],
    [
      '"mydomain.com"',
      '"mydomain"',
      '3:11 zone: "mydomain" is not a domain name in lower-case letters; use one such as mydomain.com',
    ],
    ['"mydomain.com"', '"my_domain.com"', '3:11 zone: "my_domain.com" is not a domain name'],
    ['"mydomain.com"', '"https://mydomain.com"', '3:11 zone: "https://mydomain.com" is not a domain name'],
    [
      '"mydomain.com"',
      '"MyDomain.com"',
      '3:11 zone: "MyDomain.com" is not a domain name in lower-case letters',
    ],
    ['"mydomain.com"', '7', '3:11 zone: 7 is a number; use a string: "7"'],
    [
      '"host": "example"',
      '"host": "ex.ample"',
      '4:11 host: "ex.ample" is not a DNS label; use lower-case letters, digits and, between them, hyphens',
    ],
    ['"host": "example"', '"host": null', '4:11 host: is null; use a string'],
    ['"host": "example"', '"hots": "example"', '4:3 hots: unknown property; did you mean "host"?'],
    [
      '"us-east-1", "label"',
      '"us-esat-1", "label"',
      '6:17 regions[0].region: "us-esat-1" is not allowed; did you mean "us-east-1"?',
    ],
    [
      '"eu-west-1"',
      '"frankfurt"',
      '7:17 regions[1].region: "frankfurt" is not allowed; use one of "af-south-1", ',
    ],
    [
      '"eu-west-1"',
      '"us-east-1"',
      '7:17 regions[1].region: "us-east-1" is also regions[0].region; a region stands in the lab once',
    ],
    [
      '"label": "eu"',
      '"label": "us"',
      '7:39 regions[1].label: "us" is also regions[0].label; each region needs its own label, for its own host name',
    ],
    ['"label": "eu"', '"label": "eu-"', '7:39 regions[1].label: "eu-" is not a label'],
    ['"label": "eu"', '"label": "2eu"', '7:39 regions[1].label: "2eu" is not a label'],
    [
      '"label": "eu", ',
      '',
      "7:5 regions[1].label: is missing; the region's short name, part of its own host name: us",
    ],
    ['29 }', '0 }', '7:81 regions[1].customers.requestsPerMinute: 0 is too small; use at least 1'],
    ['29 }', '6001 }', '7:81 regions[1].customers.requestsPerMinute: 6001 is too large; use at most 6000'],
    ['29 }', '29, "workers": 0 }', '7:96 regions[1].customers.workers: 0 is too small; use at least 1'],
    ['29 }', '29, "workers": 101 }', '7:96 regions[1].customers.workers: 101 is too large; use at most 100'],
    ['29 }', '2.5 }', '7:81 regions[1].customers.requestsPerMinute: 2.5 is a number; use an integer'],
    [
      '29 } }',
      '29 }, "healthCheckHost": "localhost" }',
      '7:106 regions[1].healthCheckHost: "localhost" is not a domain name',
    ],
    [
      '"fault": { "region": "us-east-1"',
      '"fault": { "region": "us-west-1"',
      '9:24 fault.region: "us-west-1" is no region of this lab; did you mean "us-east-1"?',
    ],
    [
      '"latencySeconds": 60',
      '"latencySeconds": 0',
      '9:55 fault.latencySeconds: 0 is too small; use more than 0',
    ],
    [
      '"latencySeconds": 60',
      '"latencySeconds": 60000',
      '9:55 fault.latencySeconds: 60000 is too large; use at most 900',
    ],
    [
      '"latencySeconds": 60',
      '"latencySeconds": "60"',
      '9:55 fault.latencySeconds: "60" is a string; use a number',
    ],
    ['"minutes": 10', '"minutes": 0', '9:70 fault.minutes: 0 is too small; use at least 1'],
    ['"minutes": 10', '"minutes": 701', '9:70 fault.minutes: 701 is too large; use at most 700'],
  ])('%s as %s is refused where it stands', (from, to, expected) => {
    expect(placesOf(() => load(edited(minimal, from, to)))).toContainEqual(expect.stringContaining(expected));
  });

  it.each([
    [
      '"healthCheck": { "intervalSeconds": 20 }',
      '10:39 healthCheck.intervalSeconds: 20 is not allowed; use one of 10, 30',
    ],
    [
      '"healthCheck": { "failureThreshold": 0 }',
      '10:40 healthCheck.failureThreshold: 0 is too small; use at least 1',
    ],
    [
      '"healthCheck": { "failureThreshold": 11 }',
      '10:40 healthCheck.failureThreshold: 11 is too large; use at most 10',
    ],
    [
      '"healthCheck": { "interval": 10 }',
      '10:20 healthCheck.interval: unknown property; did you mean "intervalSeconds"?',
    ],
    [
      '"functions": { "timeoutSeconds": 30 }',
      '10:36 functions.timeoutSeconds: 30 is too large; use at most 29',
    ],
    [
      '"functions": { "logRetentionDays": 10 }',
      '10:38 functions.logRetentionDays: 10 is not allowed; use one of 1, 3, 5, 7, 14, 30',
    ],
    [
      '"functions": { "memoryMegabytes": 64 }',
      '10:37 functions.memoryMegabytes: 64 is too small; use at least 128',
    ],
    [
      '"state": { "bucket": "b1b", "key": "${file(\\"/etc/passwd\\")}", "region": "eu-west-1" }',
      `10:38 state.key: "\${file(\\"/etc/passwd\\")}" is not a key that is safe everywhere (S3 user guide, object key names); use letters, digits and / ! - _ . * ' ( )`,
    ],
    ['"state": { "bucket": "b1b", "key": "lab" }', "10:12 state.region: is missing; the bucket's region"],
    ['"helthCheck": {}', '10:3 helthCheck: unknown property; did you mean "healthCheck"?'],
  ])('%s is refused where it stands', (section, expected) => {
    expect(placesOf(() => load(withSection(section)))).toEqual([expect.stringContaining(expected)]);
  });

  it.each([
    [
      'a fault shorter than the time-out of the functions',
      edited(minimal, '"latencySeconds": 60', '"latencySeconds": 2.5'),
    ],
    [
      "another region's host under a health check, a mistake that the lab is to find",
      edited(minimal, '44 } }', '44 }, "healthCheckHost": "example.eu.mydomain.com" }'),
    ],
    ['a zone below a zone', edited(minimal, '"mydomain.com"', '"lab.my-domain.co.uk"')],
    ['a region that must be enabled first', edited(minimal, '"eu-west-1"', '"ap-southeast-7"')],
    ['the longest name and label together', edited(minimal, '"label": "eu"', `"label": "${'e'.repeat(35)}"`)],
    [
      'the limits themselves',
      edited(
        withSection('"functions": { "timeoutSeconds": 29 }, "healthCheck": { "failureThreshold": 10 }'),
        '"minutes": 10',
        '"minutes": 700',
      ),
    ],
    [
      'a remote state',
      withSection('"state": { "bucket": "my.states", "key": "chaos/lab.tfstate", "region": "eu-west-1" }'),
    ],
  ])('is taken: %s', (_, text) => {
    expect(findingsOf(() => load(text))).toEqual([]);
  });
});

it.each([
  [1, 'has 1 entry; at least 2 are needed'],
  [0, 'has no entries; at least 2 are needed'],
  [9, 'has 9 entries; at most 8 are allowed'],
])('refuses a lab of %i regions', (size, message) => {
  const config = JSON.parse(minimal) as LabConfig;
  const regions = awsRegions
    .slice(-size || Infinity)
    .map((region, index) => ({ ...config.regions[0], region, label: `r${index}` }));
  const fault = { ...config.fault, region: regions[0]?.region ?? 'us-east-1' };
  expect(findingsOf(() => load(JSON.stringify({ ...config, regions, fault })))[0]).toMatchObject({
    path: 'regions',
    message,
  });
});

it('takes a lab of eight regions', () => {
  const config = JSON.parse(minimal) as LabConfig;
  const regions = [...awsRegions]
    .slice(-8)
    .map((region, index) => ({ ...config.regions[0], region, label: `r${index}` }));
  expect(load(JSON.stringify({ ...config, regions })).regions).toHaveLength(8);
});

it('reports everything at once, in the order of the file, with the file named from the working directory', () => {
  const text = edited(edited(minimal, '"lab"', '"L"'), '"minutes": 10', '"minutes": -1');
  const path = folder.write('two.json', text);
  expect(() => loadLabConfig(path)).toThrow(
    `${shown(path)}:2:11: name: "L" is not a name; use two or more lower-case letters, digits and hyphens, ` +
      `a letter first and no hyphen last [LAB005]\n${shown(path)}:9:70: fault.minutes: -1 is too small; use at least 1 [LAB006]`,
  );
});

it('keeps the order of the file where the schema has another', () => {
  const { fault, ...rest } = JSON.parse(minimal) as LabConfig;
  const text = JSON.stringify({ fault: { ...fault, minutes: 0 }, ...rest, name: 'L' }, null, 1);
  expect(findingsOf(() => load(text)).map(({ path }) => path)).toEqual(['fault.minutes', 'name']);
});

it('offers editors the regions that the program knows', () => {
  const { region } = schema.properties.regions.items.properties;
  expect(region.enum).toEqual(awsRegions);
});
