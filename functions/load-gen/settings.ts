import { InvalidInput, shown } from './invalid-input';

/** What the customer simulator knows from its environment. */
export interface Settings {
  /** What the customers ask: `https://example.mydomain.com/api/hello`. Also the value of the dimension `api`. */
  readonly apiUrl: string;
  /** The CloudWatch namespace of the metrics. */
  readonly namespace: string;
  /** Every region of the lab: each may answer, and each gets the metrics. */
  readonly regions: readonly string[];
  /** Where this simulator's customers live: the value of the dimension `client_region`. */
  readonly clientRegion: string;
}

/**
 * Reads `API_URL`, `METRIC_NAMESPACE`, `LAB_REGIONS` (separated by commas) and `AWS_REGION`, which Lambda itself sets.
 *
 * @throws {InvalidInput} when one of them is missing or cannot be used
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const read = (name: string, valid: RegExp, example: string): string => {
    const value = environment[name];
    if (value === undefined || !valid.test(value)) {
      throw new InvalidInput(`the environment variable ${name} must be like ${example}, not ${shown(value)}`);
    }
    return value;
  };
  const region = '[a-z]{2,}(-[a-z]+)+-\\d+';
  return {
    // A regular expression, because the rehearsal runs this bundle without the global URL.
    apiUrl: read('API_URL', /^https:\/\/[^\s/?#]+(\/\S*)?$/, 'https://example.mydomain.com/api/hello'),
    // PutMetricData: 1 to 255 characters, not beginning with "AWS/".
    namespace: read('METRIC_NAMESPACE', /^(?!AWS\/)[\w.\-/#: ]{1,255}$/, 'ChaosLab'),
    regions: read('LAB_REGIONS', new RegExp(`^${region}(,${region})*$`), 'us-east-1,eu-west-1').split(','),
    clientRegion: read('AWS_REGION', new RegExp(`^${region}$`), 'us-east-1'),
  };
}
