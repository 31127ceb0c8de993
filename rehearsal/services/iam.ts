import type { RequestContext } from '../aws/api';
import { NotModelled } from '../not-modelled';
import { arnOf, type WorldContext } from '../world-context';
import type { ResourceModels } from '../resources/apply';
import { matchesPattern } from '../wildcards';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

interface Policy {
  readonly Statement: Statement | readonly Statement[];
}

interface Role {
  readonly trust: Policy;
  readonly policies: Policy[];
}

/** The condition keys that the World's requests carry. */
const CONDITION_KEYS = [
  'aws:SourceAccount',
  'aws:SourceArn',
  'cloudwatch:namespace',
  'iam:PassedToService',
  'lambda:Layer',
];

type Comparison = (wanted: string | readonly string[], value: string | readonly string[]) => boolean;

/** By condition operator. None of them holds where the request does not carry the key, nor with an empty list of values. */
const COMPARISONS: Readonly<Record<string, Comparison | undefined>> = {
  StringEquals: ofOne((wanted, value) => listOf(wanted).includes(value)),
  StringLike: ofOne(matchesAny),
  ArnLike: ofOne(matchesAny),
  ArnEquals: ofOne(matchesAny),
  'ForAnyValue:StringLike': (wanted, values) => listOf(values).some((value) => matchesAny(wanted, value)),
};

const STATEMENT_KEYS = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];

/**
 * Roles with their policies, judged as the IAM user guide's "Policy evaluation logic" says: what nothing allows is denied, and a
 * deny wins. Users, boundaries, session and organisation policies are not modelled.
 */
export class Iam {
  private readonly roles = new Map<string, Role>();

  constructor(private readonly world: WorldContext) {}

  /** Whether the role may do `action` on `resource`, given the condition keys of the request. */
  allows(roleArn: string, action: string, resource: string, context: RequestContext): boolean {
    const role = this.roles.get(roleArn);
    if (role === undefined) return false;
    return granted(
      role.policies
        .flatMap(statementsOf)
        .filter((statement) => matchesAction(statement.Action, action))
        .filter((statement) => matchesAny(statement.Resource ?? [], resource)),
      context,
    );
  }

  /** Whether that service may take the role on for that resource of its own; where it may not, that is a denied call. */
  trusts(roleArn: string, service: string, sourceArn: string): boolean {
    const isTrusted = this.isTrusted(roleArn, service, sourceArn);
    if (!isTrusted) {
      const [, , , region = ''] = sourceArn.split(':');
      const reason = `${service} cannot assume ${roleArn}`;
      this.world.controls.denied({ who: service, call: 'sts:AssumeRole', region, reason });
    }
    return isTrusted;
  }

  private isTrusted(roleArn: string, service: string, sourceArn: string): boolean {
    const role = this.roles.get(roleArn);
    const context = { 'aws:SourceAccount': this.world.accountId, 'aws:SourceArn': sourceArn };
    if (role === undefined) return false;
    return granted(
      statementsOf(role.trust)
        .filter((statement) => matchesAction(statement.Action, 'sts:AssumeRole'))
        .filter((statement) => matchesAny(statement.Principal?.Service ?? [], service)),
      context,
    );
  }

  /** How Terraform makes them. */
  readonly resources: ResourceModels = {
    aws_iam_role: {
      modelled: ['name', 'assume_role_policy'],
      withoutEffect: ['description', 'tags', 'max_session_duration', 'force_detach_policies'],
      create: (values) => {
        const name = values.text('name');
        const arn = `arn:${this.world.partition}:iam::${this.world.accountId}:role/${name}`;
        this.roles.set(arn, { trust: policyOf(values.json('assume_role_policy')), policies: [] });
        return { arn, id: name };
      },
    },
    aws_iam_role_policy: {
      modelled: ['role', 'policy'],
      withoutEffect: ['name'],
      create: (values, { address }) => {
        const role = values.text('role');
        const arn = `arn:${this.world.partition}:iam::${this.world.accountId}:role/${role}`;
        const owner = this.roles.get(arn);
        if (owner === undefined) throw new Error(`${address}: there is no role ${role}`);
        owner.policies.push(policyOf(values.json('policy')));
        return { id: `${role}:${values.optionalText('name') ?? address}` };
      },
    },
    'data.aws_caller_identity': {
      modelled: [],
      create: () => ({ account_id: this.world.accountId }),
    },
    'data.aws_partition': {
      modelled: [],
      create: (_values, { region }) => ({
        partition: this.world.partition,
        dns_suffix: 'amazonaws.com',
        id: arnOf(this.world, 'iam', region, ''),
      }),
    },
  };
}

function policyOf(value: unknown): Policy {
  const policy = value as Policy;
  for (const statement of statementsOf(policy)) {
    const unknown = Object.keys(statement).find((key) => !STATEMENT_KEYS.includes(key));
    if (unknown !== undefined) throw new NotModelled(`the policy element ${unknown}`);
    for (const [operator, values] of Object.entries(statement.Condition ?? {})) {
      if (!(operator in COMPARISONS)) throw new NotModelled(`the condition operator ${operator}`);
      const unknownKey = Object.keys(values).find((key) => !CONDITION_KEYS.includes(key));
      if (unknownKey !== undefined) throw new NotModelled(`the condition key ${unknownKey}`);
    }
  }
  return policy;
}

function statementsOf(policy: Policy): readonly Statement[] {
  return [policy.Statement].flat();
}

/** Whether one of the statements about a request allows it, and none denies it. */
function granted(statements: readonly Statement[], context: RequestContext): boolean {
  const about = statements.filter((statement) => conditionsHold(statement, context));
  return about.some(({ Effect }) => Effect === 'Allow') && !about.some(({ Effect }) => Effect === 'Deny');
}

function conditionsHold(statement: Statement, context: RequestContext): boolean {
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const value = context[key];
      return value !== undefined && COMPARISONS[operator]?.(wanted, value) === true;
    }),
  );
}

/** An operator for keys that have one value. A list is told apart with ForAllValues and ForAnyValue only (IAM user guide, "Set operators"). */
function ofOne(compare: (wanted: string | readonly string[], value: string) => boolean): Comparison {
  return (wanted, value) => {
    if (typeof value !== 'string') throw new NotModelled('a condition on a list without ForAnyValue');
    return compare(wanted, value);
  };
}

function matchesAny(patterns: string | readonly string[], value: string): boolean {
  return listOf(patterns).some((pattern) => matchesPattern(pattern, value));
}

/** Actions are compared without regard to case (IAM user guide, "Action"). */
function matchesAction(patterns: string | readonly string[], action: string): boolean {
  return listOf(patterns).some((pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase()));
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
