import { runCommandLine } from '../../../scripts/command-line/command-line';
import { restoreCommand } from '../../../scripts/restore';
import { labOutputs } from '../../experiment/support/lab';
import { ManualClock } from '../../experiment/support/manual-clock';
import { temporaryFolder } from '../../support/temporary-folder';
import { capturedOutput } from '../output';
import { accountWithLab, doctored, type Path } from './support';

const output = capturedOutput();
const folder = temporaryFolder();

const inUs = (name: string): Path => ['regions', 0, name];
const ROLE = 'arn:aws:iam::123456789012:role/lab-us-east-1-automation';
const LAYER = 'arn:aws:lambda:us-east-1:123456789012:layer:lab-chaos-extension:1';

/** What somebody has written into the outputs, and what is said of it. */
const CASES: readonly (readonly [string, Path, unknown, string])[] = [
  ["a document of AWS' own", inUs('document_name'), 'AWS-RunShellScript', "none of AWS' own documents"],
  ["a document of AWS' own in capitals", inUs('document_name'), 'AMAZON-Thing', "none of AWS' own documents"],
  [
    "another account's document, by its ARN",
    inUs('document_name'),
    'arn:aws:ssm:us-east-1:999999999999:document/lab-chaos-extension',
    "no name of a document of one's own; use the name alone, such as",
  ],
  [
    'another document of the account',
    inUs('document_name'),
    'delete-all',
    'its stack names it lab-chaos-extension',
  ],
  ['a document with a version', inUs('document_name'), 'lab-chaos-extension:7', 'use the name alone'],
  [
    'an administrators’ role',
    inUs('automation_role_arn'),
    'arn:aws:iam::123456789012:role/Administrator',
    ROLE,
  ],
  [
    'a role within a path',
    inUs('automation_role_arn'),
    'arn:aws:iam::123456789012:role/x/lab-us-east-1-automation',
    ROLE,
  ],
  ["another region's role", inUs('automation_role_arn'), ROLE.replace('us-east-1', 'eu-west-1'), ROLE],
  [
    'what is no role',
    inUs('automation_role_arn'),
    'arn:aws:iam::123456789012:user/lab',
    'is no ARN of a role',
  ],
  [
    "another account's role in one region",
    ['regions', 1, 'automation_role_arn'],
    'arn:aws:iam::999999999999:role/lab-eu-west-1-automation',
    'arn:aws:iam::123456789012:role/lab-eu-west-1-automation',
  ],
  [
    "another partition's role in one region",
    ['regions', 1, 'automation_role_arn'],
    'arn:aws-cn:iam::123456789012:role/lab-eu-west-1-automation',
    'arn:aws:iam::123456789012:role/lab-eu-west-1-automation',
  ],
  [
    "another account's layer",
    inUs('layer_arn'),
    LAYER.replace('123456789012', '999999999999'),
    LAYER.slice(0, -2),
  ],
  ["another region's layer", inUs('layer_arn'), LAYER.replace('us-east-1', 'eu-west-1'), LAYER.slice(0, -2)],
  [
    'another layer',
    inUs('layer_arn'),
    LAYER.replace('lab-chaos-extension', 'lab-chaos-extension-2'),
    LAYER.slice(0, -2),
  ],
  ['a layer without its version', inUs('layer_arn'), LAYER.slice(0, -2), "is no ARN of a layer's version"],
  ["another team's function", inUs('hello_function'), 'orders-get', 'lab-hello'],
  ["another lab's function", inUs('health_function'), 'lab-two-health', 'lab-health'],
  [
    "a function's ARN",
    inUs('hello_function'),
    'arn:aws:lambda:us-east-1:999999999999:function:lab-hello',
    'use the name alone',
  ],
  [
    "a function's version",
    inUs('hello_function'),
    'lab-hello:7',
    'use the name alone, without ARN, version or alias',
  ],
  ['another function for the customers', inUs('load_function'), 'billing-run', 'lab-load-gen'],
  ['a flood of customers', inUs('requests_per_minute'), 1e9, 'is too large; use at most 6000'],
  ['a flood of workers', inUs('workers'), 5000, 'is too large; use at most 100'],
  ['another alias', ['alias'], 'prod', 'live'],
  ['a version for the alias', ['alias'], '7', 'is no name of an alias'],
  [
    'a template that is none',
    inUs('experiment_template_id'),
    'EXP8GCr2mVvNxDQ1',
    'is no id of an experiment template',
  ],
  [
    'a template with a path',
    inUs('experiment_template_id'),
    'EXT1/../../experiments',
    'is no id of an experiment template',
  ],
  ['a region that is a host', inUs('region'), 'us-east-1.example.com', 'is no region of AWS; write its code'],
  ['another region than the rest stands in', inUs('region'), 'ap-south-1', 'is not of this lab'],
  ['a region twice', ['regions', 1, 'region'], 'us-east-1', 'is that of regions[0] already'],
  ['a label twice', ['regions', 1, 'label'], 'us', 'is that of regions[0] already'],
  [
    'a region that is to fail, and is not there',
    ['fault', 'region'],
    'ap-south-1',
    'is no region of it; use us-east-1 or eu-west-1',
  ],
  ['a fault for ever', ['fault', 'minutes'], 1e6, 'is too large; use at most 720'],
  ["another API's host", inUs('host'), 'example.us.other.com', 'example.us.mydomain.com'],
  ['an address of the machine that runs it', inUs('host'), '169.254.169.254', 'is no host name'],
  [
    'a host with somebody’s name in front',
    inUs('host'),
    'example.us.mydomain.com@other.com',
    'is no host name',
  ],
  [
    'an address without TLS',
    ['api_url'],
    'http://example.mydomain.com/api/hello',
    'is no address of an API; use https',
  ],
  [
    "another lab's table of leases",
    ['lease_table_arn'],
    'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
    'table/chaos-lease-example.mydomain.com',
  ],
  [
    'a table of leases in another region',
    ['lease_table_arn'],
    'arn:aws:dynamodb:eu-west-1:123456789012:table/chaos-lease-example.mydomain.com',
    'dynamodb:us-east-1',
  ],
  [
    'what is no table',
    ['lease_table_arn'],
    'arn:aws:s3:::chaos-lease-example.mydomain.com',
    "is no DynamoDB table's ARN",
  ],
  [
    'an alarm whose name only begins as one of the lab',
    ['regions', 0, 'stop_alarm_names', 0],
    'lab-customers-outside-us-orders',
    'lab-customers-outside-us',
  ],
  ['an alarm of others', ['regions', 0, 'stop_alarm_names', 0], 'orders-latency', 'lab-customers-outside-us'],
  ['a rule of others', inUs('safety_net_rule'), 'nightly', 'lab-experiment-ended'],
  ['the name of another lab', ['metric_namespace'], 'orders', 'is not of this lab'],
  ['a health check with a query', inUs('health_check_id'), 'check?x=1', 'is no id of a health check'],
  [
    'a line of its own',
    inUs('document_name'),
    'x\n::error::restored',
    '"x\\n::error::restored" is no name of a document',
  ],
  [
    'marks of direction',
    inUs('hello_function'),
    'lab-\u202eolleh',
    '"lab-\\u{202e}olleh" is no name of a Lambda function',
  ],
  ['a text without an end', inUs('label'), 'a'.repeat(100_000), 'is no label of a region'],
];

function run(...args: string[]) {
  const aws = accountWithLab();
  const clock = new ManualClock();
  const command = restoreCommand({
    clients: aws.clients,
    clock,
    ask: () => Promise.reject(new Error('nobody may be asked')),
    confirm: null,
  });
  return { aws, done: clock.run(runCommandLine(command, ['node', 'restore', '--yes', ...args])) };
}

it.each(CASES)(
  'outputs with %s are refused before AWS is asked anything',
  async (_what, path, value, words) => {
    const file = folder.write('outputs.json', { lab: doctored(labOutputs(), path, value) });
    const { aws, done } = run('--outputs', file);
    await done;
    expect(process.exitCode).toBe(2);
    expect(output.stdout).toBe('');
    expect(output.stderr).toMatch(/^\S+outputs\.json:\d+: [^\n]{1,900}\n$/);
    expect(output.stderr).toContain(words);
    expect(aws.calls).toEqual([]);
  },
);

it('names the line of what is wrong, as either command has written it', async () => {
  const outputs = doctored(labOutputs(), ['alias'], 'prod');
  const written = Object.entries(outputs).map(([name, value]) => [name, { sensitive: false, value }]);
  for (const [content, line] of [
    [{ lab: outputs }, 6],
    [Object.fromEntries(written), 16],
  ] as const) {
    output.stderr = '';
    await run('--outputs', folder.write('lines.json', content)).done;
    expect(output.stderr).toMatch(new RegExp(`lines\\.json:${line}: alias: "prod" is not of this lab`));
  }
});

it('names no line for what was set by hand', async () => {
  const file = folder.write('good.json', { lab: labOutputs() });
  const { aws, done } = run('--outputs', file, '--set', 'regions.us.hello_function=orders-get');
  await done;
  expect(output.stderr).toMatch(/good\.json: regions\[0\]\.hello_function: "orders-get" is not of this lab/);
  expect(aws.calls).toEqual([]);
});
