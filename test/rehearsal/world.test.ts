import { toConfiguration } from '../../terraform/configuration';
import { createWorld } from '../../rehearsal/world';
import { scratchFolder } from '../support/temporary-folder';
import { writeArchive } from './support/archive';
import { noPython } from './support/scripts';
import { START } from './support/context';

const folder = scratchFolder();

function world(code = '', statements: readonly object[] = []) {
  writeArchive(folder, 'function.zip', { 'index.js': code });
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } };
  const json = {
    provider: { aws: [{ region: 'us-east-1' }] },
    data: { aws_caller_identity: { me: {} }, aws_partition: { it: {} } },
    resource: {
      aws_iam_role: { role: { name: 'role', assume_role_policy: JSON.stringify({ Statement: [trust] }) } },
      aws_iam_role_policy: {
        policy: { role: '${aws_iam_role.role.name}', policy: JSON.stringify({ Statement: statements }) },
      },
      aws_cloudwatch_log_group: { logs: { name: '/aws/lambda/hello', retention_in_days: 14 } },
      aws_lambda_function: {
        hello: {
          function_name: 'hello',
          filename: 'function.zip',
          runtime: 'nodejs22.x',
          handler: 'index.handler',
          role: '${aws_iam_role.role.arn}',
        },
      },
    },
    output: {
      account: { value: '${data.aws_partition.it.partition}:${data.aws_caller_identity.me.account_id}' },
      arn: { value: '${aws_lambda_function.hello.arn}' },
      logs: { value: '${aws_cloudwatch_log_group.logs.arn}' },
    },
  };
  const made = createWorld({
    configuration: toConfiguration(json, folder),
    seed: 1,
    startsAt: START,
    python: noPython,
  });
  const send = (service: string, operation: string, input: object) =>
    made.clock.run(made.send(service, 'us-east-1', operation, { ...input }));
  /** Runs the function, and gives what it puts into CloudWatch's metric `found` in its first minute. */
  const invoke = async (): Promise<unknown> => {
    await send('lambda', 'Invoke', { FunctionName: 'hello', InvocationType: 'Event' });
    await made.clock.run(made.clock.sleep(60_000));
    const stat = { Metric: { Namespace: 'lab', MetricName: 'found' }, Period: 60, Stat: 'Sum' };
    const query = {
      StartTime: new Date(START),
      EndTime: new Date(START + 60_000),
      MetricDataQueries: [{ Id: 'm', MetricStat: stat }],
    };
    const { MetricDataResults: results } = (await send('cloudwatch', 'GetMetricData', query)) as {
      MetricDataResults: { Values: number[] }[];
    };
    return results[0]?.Values;
  };
  return { ...made, send, invoke };
}

const PUT = `const { CloudWatchClient, PutMetricDataCommand } = require('@aws-sdk/client-cloudwatch');
  const put = (Value) => new CloudWatchClient({}).send(new PutMetricDataCommand({
    Namespace: 'lab', MetricData: [{ MetricName: 'found', Value }],
  }));`;

describe('a World', () => {
  it("gives the outputs of what was applied, in AWS's own account of examples", () => {
    expect(world().outputs).toEqual({
      account: 'aws:123456789012',
      arn: 'arn:aws:lambda:us-east-1:123456789012:function:hello',
      logs: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/hello',
    });
  });

  it('lets a function call AWS as its role', async () => {
    const allowed = { Effect: 'Allow', Action: 'cloudwatch:PutMetricData', Resource: '*' };
    const code = `${PUT} exports.handler = () => put(5);`;
    await expect(world(code, [allowed]).invoke()).resolves.toEqual([5]);
    await expect(world(code).invoke()).resolves.toEqual([]);
  });

  it('lets a function ask over the network, where only its own names lead anywhere', async () => {
    const code = `${PUT}
      const https = require('node:https');
      exports.handler = () => new Promise((resolve) => {
        const request = https.request('https://elsewhere.com/', { agent: false }, () => resolve(put(1)));
        request.on('error', (error) => resolve(put(error.message === 'DNS resolution failed' ? 404 : 500)));
        request.end();
      });`;
    const allowed = { Effect: 'Allow', Action: 'cloudwatch:*', Resource: '*' };
    await expect(world(code, [allowed]).invoke()).resolves.toEqual([404]);
  });

  it.each([
    ['a module', `require('node:fs');`, 'the module node:fs'],
    [
      'a client of a service',
      `const { S3Client, ListBucketsCommand } = require('@aws-sdk/client-s3');
      exports.handler = () => new S3Client({}).send(new ListBucketsCommand({})).catch(() => 'never mind');`,
      'the operation s3:ListBuckets',
    ],
  ])('ends at %s that it does not have, whatever the function catches', async (_what, code, message) => {
    await expect(world(code).invoke()).rejects.toThrow(`the rehearsal does not model ${message}`);
  });

  it('is the same for the same seed', () => {
    const revision = () => world().functionNamed('hello', 'us-east-1').configuration().RevisionId;
    expect(revision()).toBe(revision());
  });
});
