import { awsRegions } from './aws-regions';
import type { RunContext } from '../kinds/file-kind';
import type { ValuePath } from '../findings/finding';
import labConfigSchema from '../../schemas/lab-config.schema.json';
import { asList, asMap, asNumber, asText } from '../parts';
import { choiceAdvice } from '../suggestion';
import { type CheckRule, type Examples, type Problem, json } from '../findings/rule';
import { shapeOf } from '../json-schema/shape';

/** What the rules of `lab.config.json` look at. */
export interface LabConfigContext {
  readonly name: string | undefined;
  readonly zone: string | undefined;
  readonly host: string | undefined;
  readonly regions: readonly PlacedRegion[];
  readonly faultRegion: string | undefined;
  readonly latencySeconds: number | undefined;
  /** Of the functions that the fault slows. */
  readonly timeoutSeconds: number | undefined;
  /** Of all customers; undefined where one of the regions does not say it. */
  readonly customersPerSecond: number | undefined;
  readonly throttledPerSecond: number | undefined;
  /** Where the one can be brought into line with the other: the throttle that is written, else the region with the most customers. */
  readonly throttlePath: ValuePath;
}

interface PlacedRegion {
  readonly path: ValuePath;
  readonly region: string | undefined;
  readonly label: string | undefined;
}

/** The first name of a certificate, here the region's own host, has at most so many characters (ACM user guide, RequestCertificate). */
const longestHost = 64;

/** A checker of Route 53 waits so long for an answer after it has connected (Route 53 developer guide, "How Route 53 determines whether a health check is healthy"). */
const checkerWaitsSeconds = 2;

/** Part of that time an answer is on its way: 256 ms from Sydney to Dublin and back, by cloudping.co. So of so much nobody can say. */
const perhapsOnTheWaySeconds = 0.5;

/** What the schema fills in. */
const defaultTimeoutSeconds = labConfigSchema.properties.functions.properties.timeoutSeconds.default;

const defaultThrottle = labConfigSchema.properties.throttle.properties.requestsPerSecond.default;

/** Customers come in no even row, and those who failed come again at once. */
const throttleMargin = 2;

const right = `{
  "name": "chaos-lab",
  "zone": "mydomain.com",
  "host": "example",
  "regions": [
    { "region": "us-east-1", "label": "us", "customers": { "requestsPerMinute": 44 } },
    { "region": "eu-west-1", "label": "eu", "customers": { "requestsPerMinute": 29 } }
  ],
  "fault": { "region": "us-east-1", "latencySeconds": 60, "minutes": 10 }
}
`;

const wrong = (from: string, to: string): Examples => json(right.replace(from, to), right);

/** Reads the value of `lab.config.json`, well-formed or not. */
export function labConfigContext(value: unknown, _run: RunContext): LabConfigContext {
  const { name, zone, host, regions, fault, functions = {}, throttle = {} } = asMap(value);
  const { timeoutSeconds = defaultTimeoutSeconds } = asMap(functions);
  const { requestsPerSecond: written } = asMap(throttle);
  const loads = asList(regions).map(loadOf);
  return {
    name: asText(name),
    zone: asText(zone),
    host: asText(host),
    regions: asList(regions).map((entry, index) => {
      const { region, label } = asMap(entry);
      return { path: ['regions', index], region: asText(region), label: asText(label) };
    }),
    faultRegion: asText(asMap(fault).region),
    latencySeconds: asNumber(asMap(fault).latencySeconds),
    timeoutSeconds: asNumber(timeoutSeconds),
    customersPerSecond: loads.reduce(
      (sum, load) => (sum === undefined || load === undefined ? undefined : sum + load),
      0,
    ),
    throttledPerSecond: asNumber(written ?? defaultThrottle),
    throttlePath:
      written === undefined
        ? [
            'regions',
            loads.indexOf(Math.max(...loads.map((load = 0) => load))),
            'customers',
            'requestsPerMinute',
          ]
        : ['throttle', 'requestsPerSecond'],
  };
}

/** Requests a second of a region's customers; undefined where it does not say it. */
function loadOf(region: unknown): number | undefined {
  const { requestsPerMinute, workers = 1 } = asMap(asMap(region).customers);
  const [each, many] = [asNumber(requestsPerMinute), asNumber(workers)];
  return each === undefined || many === undefined ? undefined : (each * many) / 60;
}

/** What the schema of `lab.config.json` stands for. */
export const labConfigShape = shapeOf('LAB', {
  source: 'readme',
  examples: {
    unknownKey: wrong('"host"', '"owner": "us", "host"'),
    missingKey: wrong('  "host": "example",\n', ''),
    wrongType: wrong('"minutes": 10', '"minutes": "10"'),
    notAChoice: wrong('"eu-west-1"', '"eu-west-9"'),
    wrongForm: wrong('"mydomain.com"', '"https://mydomain.com"'),
    outOfBounds: wrong('"latencySeconds": 60', '"latencySeconds": 60000'),
  },
});

/** What no schema can say about `lab.config.json`, in the order of the codes. */
export const labConfigRules: readonly CheckRule<LabConfigContext>[] = [
  {
    code: 'LAB101',
    severity: 'error',
    title: 'a region or a label stands in the lab twice',
    explanation:
      'Each region is one Terraform provider and one host name, which is made of its label. Two of a kind would be one and the same.',
    examples: wrong('"label": "eu"', '"label": "us"'),
    source: 'readme',
    *check({ regions }) {
      yield* repeated(regions, 'region', 'a region stands in the lab once');
      yield* repeated(regions, 'label', 'each region needs its own label, for its own host name');
    },
  },
  {
    code: 'LAB103',
    severity: 'error',
    title: 'a host is too long for a certificate',
    explanation:
      'Each region has a certificate for its own host, `<host>.<label>.<zone>`. The first name of a certificate has at most 64 ' +
      'characters, although DNS takes more.',
    examples: wrong('"mydomain.com"', '"the-name-of-a-domain-that-nobody-likes-to-type.example.com"'),
    source: 'certificate',
    *check({ host, zone, regions }) {
      const names = regions.map(({ label }) => `${host ?? ''}.${label ?? ''}.${zone ?? ''}`);
      const longest = names.find(({ length }) => length > longestHost);
      if (host === undefined || zone === undefined || longest === undefined) return;
      const message = `gives the host ${longest} of ${longest.length} characters; a certificate takes at most ${longestHost}`;
      yield { path: ['zone'], message };
    },
  },
  {
    code: 'LAB104',
    severity: 'error',
    title: 'the fault is in a region that is not in the lab',
    explanation:
      'The experiment makes one of the regions of the lab fail; in any other it finds nothing to break.',
    examples: wrong('"fault": { "region": "us-east-1"', '"fault": { "region": "us-west-2"'),
    source: 'readme',
    *check({ faultRegion, regions }) {
      const known = regions.flatMap(({ region }) => region ?? []);
      // One of the lab that is misspelt is reported there, and may be the one.
      if (!known.every(isRegion) || known.length < regions.length) return;
      if (faultRegion === undefined || known.includes(faultRegion)) return;
      const message = `${JSON.stringify(faultRegion)} is no region of this lab; ${choiceAdvice(faultRegion, known)}`;
      yield { path: ['fault', 'region'], message };
    },
  },
  {
    code: 'LAB105',
    severity: 'warning',
    title: 'the latency is too short to fail anybody',
    explanation:
      'A request fails when the latency outlasts the time-out of the function (`functions.timeoutSeconds`, 10 unless it is set), and Route 53 ' +
      'counts an answer as a failure when it takes longer than 2 s, its way included (so above 1.5 s nothing is said). Below both, customers wait a little longer and are answered, no health ' +
      'check turns unhealthy, and the game day ends without a verdict: there was nothing to detect and nobody to reroute.',
    examples: wrong('"latencySeconds": 60', '"latencySeconds": 1'),
    source: 'healthOfEndpoints',
    *check({ latencySeconds, timeoutSeconds }) {
      if (latencySeconds === undefined || timeoutSeconds === undefined) return;
      if (latencySeconds <= 0 || latencySeconds >= timeoutSeconds) return;
      if (latencySeconds > checkerWaitsSeconds - perhapsOnTheWaySeconds) return;
      const message =
        `${latencySeconds} s fail nobody: the functions time out after ${timeoutSeconds} s, and Route 53's checkers wait ` +
        `${checkerWaitsSeconds} s; use ${timeoutSeconds} or more`;
      yield { path: ['fault', 'latencySeconds'], message };
    },
  },
  {
    code: 'LAB106',
    severity: 'error',
    title: 'the throttle refuses the lab’s own customers',
    explanation:
      'When the other regions fail, one region serves the customers of all. What is above its throttle (`throttle.requestsPerSecond`, 20 unless ' +
      'it is set) API Gateway answers 429, which counts as a failure. Twice what all customers ask for leaves room for uneven arrivals.',
    examples: wrong('"requestsPerMinute": 44', '"requestsPerMinute": 4400'),
    source: 'throttling',
    *check({ customersPerSecond: customers, throttledPerSecond: throttled, throttlePath: path }) {
      if (customers === undefined || throttled === undefined || throttled >= throttleMargin * customers)
        return;
      const message =
        `all customers together send ${Number(customers.toFixed(1))} requests a second, and one region may have to serve them all; it lets ` +
        `${throttled} through: set requestsPerSecond to ${Math.ceil(throttleMargin * customers)} or more`;
      yield { path, message };
    },
  },
];

function isRegion(name: string): boolean {
  return awsRegions.some((region) => region === name);
}

function* repeated(
  regions: readonly PlacedRegion[],
  property: 'region' | 'label',
  reason: string,
): Iterable<Problem> {
  const values = regions.map((entry) => entry[property]);
  for (const [index, value] of values.entries()) {
    const first = values.indexOf(value);
    if (value === undefined || first === index) continue;
    const message = `${JSON.stringify(value)} is also regions[${first}].${property}; ${reason}`;
    yield { path: ['regions', index, property], message };
  }
}
