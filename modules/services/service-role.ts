import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Construct } from 'constructs';
import { policyDocument, trustPolicy, type Conditions, type Statement } from '../policy';

/** What a {@link ServiceRole} is made from. */
export interface ServiceRoleProps {
  readonly provider: AwsProvider;
  /** IAM is global, so a role that each region has carries the region's code. At most 64 characters. */
  readonly name: string;
  readonly description: string;
  /** The AWS service that may assume the role: `lambda.amazonaws.com`. */
  readonly service: string;
  /** Narrows on whose behalf the service may assume it (the confused deputy). */
  readonly trustCondition?: Conditions;
  /** All that the role may do. */
  readonly statements: readonly Statement[];
}

/** The longest name of a role (IAM user guide, quotas). */
const LONGEST_NAME = 64;

/** A role that one AWS service assumes, with one inline policy: both go when the role goes. */
export class ServiceRole extends Construct {
  readonly arn: string;
  /** What uses the role depends on this, or it may start before it is allowed anything. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const { provider, name, description } = props;
    if (name.length > LONGEST_NAME) {
      throw new Error(
        `the role's name ${name} has ${name.length} characters, and IAM allows ${LONGEST_NAME}: shorten the lab's name`,
      );
    }
    const role = new IamRole(this, 'Resource', {
      provider,
      name,
      description,
      assumeRolePolicy: trustPolicy(props.service, props.trustCondition),
    });
    this.policy = new IamRolePolicy(this, 'policy', {
      provider,
      name: 'allowed',
      role: role.name,
      policy: policyDocument(props.statements),
    });
    this.arn = role.arn;
  }
}
