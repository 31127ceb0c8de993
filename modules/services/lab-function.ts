import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { Construct } from 'constructs';
import type { Lab, LabRegion } from '../lab';
import type { Statement } from '../policy';
import { ServiceRole } from './service-role';

/** A zip that Terraform uploads. */
export interface Archive {
  /** Relative to the folder that Terraform runs in, so that a plan is the same wherever it is made. */
  readonly filename: string;
  /** Base64 SHA-256, as Lambda reports it: a changed archive is a changed function. */
  readonly sourceCodeHash: string;
}

/** The archive at `file`, as seen from the stack's folder. */
export function archiveOf(file: string, stackDirectory: string): Archive {
  return {
    filename: path.relative(stackDirectory, file).split(path.sep).join('/'),
    sourceCodeHash: createHash('sha256').update(readFileSync(file)).digest('base64'),
  };
}

/** What a {@link LabFunction} is made from. */
export interface LabFunctionProps {
  readonly lab: Lab;
  readonly region: LabRegion;
  /** After the lab's name: `hello` makes `chaos-lab-hello`. */
  readonly name: string;
  readonly description: string;
  readonly archive: Archive;
  readonly timeoutSeconds: number;
  /** By default what the configuration says of all functions. */
  readonly memoryMegabytes?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** What the function may do besides writing its own log. */
  readonly statements?: readonly Statement[];
}

/** A Lambda function with its own log group and its own role. */
export class LabFunction extends Construct {
  readonly resource: LambdaFunction;
  readonly functionName: string;

  constructor(scope: Construct, id: string, props: LabFunctionProps) {
    super(scope, id);
    const { lab, region, archive } = props;
    const { provider } = region;
    const { memoryMegabytes, logRetentionDays, tracing } = lab.config.functions;
    this.functionName = `${lab.config.name}-${props.name}`;

    const logs = new CloudwatchLogGroup(this, 'logs', {
      provider,
      // Where Lambda writes by default. Made first, or Lambda would make it, without a retention and outside the state.
      name: `/aws/lambda/${this.functionName}`,
      retentionInDays: logRetentionDays,
    });
    const role = new ServiceRole(this, 'role', {
      provider,
      name: `${lab.config.name}-${region.region}-${props.name}`,
      description: `What ${this.functionName} in ${region.region} may do`,
      service: 'lambda.amazonaws.com',
      statements: [
        {
          sid: 'WriteOwnLog',
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`${logs.arn}:*`],
        },
        ...(tracing ? [SEND_TRACES] : []),
        ...(props.statements ?? []),
      ],
    });
    this.resource = new LambdaFunction(this, 'Resource', {
      provider,
      functionName: this.functionName,
      description: props.description,
      runtime: 'nodejs22.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      ...archive,
      role: role.arn,
      memorySize: props.memoryMegabytes ?? memoryMegabytes,
      timeout: props.timeoutSeconds,
      // An alias needs a published version.
      publish: true,
      ...(props.environment && { environment: { variables: { ...props.environment } } }),
      tracingConfig: { mode: tracing ? 'Active' : 'PassThrough' },
      dependsOn: [logs, role.policy],
    });
  }
}

const SEND_TRACES: Statement = {
  sid: 'SendTraces',
  actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  // X-Ray knows no resources for these two actions (service authorization reference, AWS X-Ray).
  resources: ['*'],
};
