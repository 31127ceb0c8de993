/** One statement of a policy. */
export interface Statement {
  /** `Allow` by default. A `Deny` wins over every `Allow` (IAM user guide, "Policy evaluation logic"). */
  readonly effect?: 'Allow' | 'Deny';
  /** Names the statement in plans and in access-denied analyses; letters and digits only. */
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Operator → condition key → value. */
  readonly condition?: Conditions;
}

/** The conditions of a statement: operator → condition key → value. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string>>>>;

const VERSION = '2012-10-17';

/** The JSON text of a policy with these statements: what none of them allows is denied. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: VERSION,
    Statement: statements.map(({ sid, effect = 'Allow', actions, resources, condition }) => ({
      Sid: sid,
      Effect: effect,
      Action: actions,
      Resource: resources,
      ...(condition && { Condition: condition }),
    })),
  });
}

/** The JSON text of a role's trust in one AWS service, under the conditions if there are any. */
export function trustPolicy(service: string, condition?: Conditions): string {
  return JSON.stringify({
    Version: VERSION,
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: service },
        ...(condition && { Condition: condition }),
      },
    ],
  });
}
