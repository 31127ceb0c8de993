import { type Rule, json } from '../findings/rule';

const lab = (name: string): string => `{
  "name": "${name}",
  "zone": "mydomain.com",
  "host": "example",
  "regions": [
    { "region": "us-east-1", "label": "us", "customers": { "requestsPerMinute": 44 } },
    { "region": "eu-west-1", "label": "eu", "customers": { "requestsPerMinute": 29 } }
  ],
  "fault": { "region": "us-east-1", "latencySeconds": 60, "minutes": 10 }
}
`;

/** What only the states of deployed labs can tell about `lab.config.json`. */
export const labStateRules = {
  secondLab: {
    code: 'LAB190',
    severity: 'error',
    title: 'a lab of another name stands at the same host',
    explanation:
      'The state of a deployed lab carries its name. Under a new one Terraform knows of nothing that is there: it makes a whole second ' +
      'lab, and fails half-way, because the records and the domain names of the host exist. The old lab stands, and so does half a new ' +
      'one. The synthesis looks for states in the folder where its own would be; where they are in S3, it sees none.',
    examples: { ...json(lab('other-lab'), lab('chaos-lab')), alone: false },
    source: 'terraform',
  },
} as const satisfies Readonly<Record<string, Rule>>;
