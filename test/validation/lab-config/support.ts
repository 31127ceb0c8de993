import { type LabConfig, loadLabConfig } from '../../../validation/lab-config/lab-config';
import { temporaryFolder } from '../../support/temporary-folder';
import { edited } from '../files';

/** The smallest configuration that there can be. */
export const minimal = `{
  "name": "lab",
  "zone": "mydomain.com",
  "host": "example",
  "regions": [
    { "region": "us-east-1", "label": "us", "customers": { "requestsPerMinute": 44 } },
    { "region": "eu-west-1", "label": "eu", "customers": { "requestsPerMinute": 29 } }
  ],
  "fault": { "region": "us-east-1", "latencySeconds": 60, "minutes": 10 }
}
`;

/** Reads configurations out of a folder of the test file's own. */
export function labConfigs(): (text: string) => LabConfig {
  const folder = temporaryFolder();
  return (text) => loadLabConfig(folder.write('lab.config.json', text));
}

/** The smallest configuration with one more section, as its tenth line. */
export const withSection = (section: string): string => edited(minimal, '10 }\n}', `10 },\n  ${section}\n}`);
