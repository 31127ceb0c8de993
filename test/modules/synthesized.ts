import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { synthesize } from '../../modules/app';
import type { LabConfig } from '../../validation/lab-config/lab-config';

/** The arguments of one resource. */
export type Arguments = Record<string, unknown> & { readonly provider: string };

/** A synthesised `cdk.tf.json`. */
export interface Synthesized {
  readonly terraform: Record<string, unknown>;
  readonly provider: { readonly aws: readonly Record<string, unknown>[] };
  readonly data: Record<string, Record<string, Arguments>>;
  readonly resource: Record<string, Record<string, Arguments>>;
  readonly output: Record<string, { readonly value: unknown }>;
}

export const twoRegions: LabConfig = {
  name: 'chaos-lab',
  zone: 'mydomain.com',
  host: 'example',
  regions: [
    { region: 'us-east-1', label: 'us', customers: { requestsPerMinute: 44, workers: 1 } },
    { region: 'eu-west-1', label: 'eu', customers: { requestsPerMinute: 29, workers: 1 } },
  ],
  healthCheck: { intervalSeconds: 10, failureThreshold: 3, matchBody: false },
  fault: { region: 'us-east-1', latencySeconds: 60, minutes: 10 },
  functions: { memoryMegabytes: 256, timeoutSeconds: 10, logRetentionDays: 14, tracing: false },
  throttle: { requestsPerSecond: 20, burst: 40 },
};

const codes = [
  'us-east-1',
  'eu-west-1',
  'ap-southeast-2',
  'sa-east-1',
  'ca-central-1',
  'eu-north-1',
  'us-west-2',
  'ap-northeast-1',
];

/** A configuration with so many regions, labelled r1, r2, … */
export function manyRegions(count: number): LabConfig {
  const regions = codes.slice(0, count).map((region, index) => ({
    region,
    label: `r${index + 1}`,
    customers: { requestsPerMinute: 10, workers: 1 },
  }));
  return { ...twoRegions, regions };
}

const known = new Map<string, Synthesized>();

/** What a configuration becomes; the same value for the same configuration. */
export function synthesized(config: LabConfig = twoRegions): Synthesized {
  const key = JSON.stringify(config);
  const stack = known.get(key) ?? synthesizeAnew(config);
  known.set(key, stack);
  return stack;
}

function synthesizeAnew(config: LabConfig): Synthesized {
  const outdir = mkdtempSync(path.join(tmpdir(), 'chaos-lab-synth-'));
  try {
    return JSON.parse(readFileSync(synthesize(config, outdir), 'utf8')) as Synthesized;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** One resource; throws when it is not there. */
export function resource(stack: Synthesized, type: string, name: string): Arguments {
  const found = stack.resource[type]?.[name];
  if (!found)
    throw new Error(`no ${type}.${name}; there are ${Object.keys(stack.resource[type] ?? {}).join(', ')}`);
  return found;
}

/** All resources of a type, by name. */
export function resources(stack: Synthesized, type: string): [string, Arguments][] {
  return Object.entries(stack.resource[type] ?? {});
}

/** A `Statement` of a policy. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: readonly string[];
  readonly Principal?: { readonly Service: string };
  readonly Condition?: Record<string, Record<string, string>>;
}

/** The statements of a policy's JSON text. */
export function statements(text: unknown): PolicyStatement[] {
  return (JSON.parse(text as string) as { Statement: PolicyStatement[] }).Statement;
}

/** What the role `<name>_role` may do, by the id of the statement. */
export function allowed(stack: Synthesized, name: string): Record<string, PolicyStatement> {
  const policy = resource(stack, 'aws_iam_role_policy', `${name}_role_policy`).policy;
  return Object.fromEntries(statements(policy).map((statement) => [statement.Sid, statement]));
}

/** The only statement of the trust of the role `<name>_role`. */
export function trust(stack: Synthesized, name: string): PolicyStatement | undefined {
  return statements(resource(stack, 'aws_iam_role', `${name}_role`).assume_role_policy)[0];
}

/** The start of every ARN of the account in a region. */
export function arn(service: string, region: string): string {
  return `arn:\${data.aws_partition.current_partition.partition}:${service}:${region}:\${data.aws_caller_identity.current_account.account_id}:`;
}
