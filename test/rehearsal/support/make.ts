import type { ResourceModels } from '../../../rehearsal/resources/apply';
import { readArguments } from '../../../rehearsal/resources/apply';

/** Makes one resource as an apply would, and returns its attributes; its address is `<type>.test`. */
export function make(
  models: ResourceModels,
  type: string,
  values: Readonly<Record<string, unknown>>,
  { region = 'us-east-1', folder = '.' } = {},
): Readonly<Record<string, unknown>> {
  const model = models[type];
  if (model === undefined) throw new Error(`there is no model of ${type}`);
  const address = `${type}.test`;
  return { ...values, ...model.create(readArguments(values, model, address), { address, region, folder }) };
}

/** Makes a role that a service may take on, and returns its ARN. */
export function makeRole(
  models: ResourceModels,
  { name = 'role', service = 'ssm.amazonaws.com', statements = [] as readonly object[] } = {},
): string {
  const trust = {
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
  };
  const { arn } = make(models, 'aws_iam_role', { name, assume_role_policy: JSON.stringify(trust) });
  const policy = JSON.stringify({ Statement: statements });
  make(models, 'aws_iam_role_policy', { role: name, policy });
  return arn as string;
}

/** A statement that allows those actions everywhere. */
export function allow(...actions: readonly string[]): object {
  return { Effect: 'Allow', Action: actions, Resource: '*' };
}
