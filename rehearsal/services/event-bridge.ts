import type { AwsApi, Input } from '../aws-api';
import { NotModelled } from '../refusal';
import { arnOf, type Surroundings } from '../surroundings';
import type { ResourceModels } from '../terraform/apply';
import { AwsError } from '../aws-error';

/** An event pattern: every key must match, a list holds the values that do. */
export interface Pattern {
  readonly [key: string]: Pattern | readonly string[];
}

interface Rule {
  readonly pattern: Pattern;
  readonly targets: Target[];
}

interface Target {
  readonly arn: string;
  readonly roleArn: string;
  readonly input: string;
}

/** An event on the default bus. */
export type Event = Readonly<Record<string, unknown>>;

/** EventBridge delivers within about half a second (EventBridge product page); it retries what fails. */
const DELIVERY_MS = 500;
const RETRY_MS = 5_000;

/** The default event bus of each region, with rules that start SSM automations. */
export class EventBridge {
  /** By `region name`. */
  private readonly rules = new Map<string, Rule>();

  constructor(
    private readonly world: Surroundings,
    private readonly api: AwsApi,
  ) {}

  /** Puts an event on the region's bus. */
  put(region: string, event: Event): void {
    for (const [key, rule] of this.rules) {
      if (!key.startsWith(`${region} `) || !matches(rule.pattern, event)) continue;
      for (const target of rule.targets) {
        this.world.clock.watch(this.deliver(target, region));
      }
    }
  }

  private async deliver(target: Target, region: string): Promise<void> {
    const name = /:automation-definition\/([^:]+):\$DEFAULT$/.exec(target.arn)?.[1];
    if (name === undefined) throw new NotModelled(`the event target ${target.arn}`);
    const request: Input = { DocumentName: name, Parameters: JSON.parse(target.input) };
    await this.world.clock.sleep(DELIVERY_MS);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      try {
        await this.api.call('ssm', 'StartAutomationExecution', request, {
          principal: { roleArn: target.roleArn },
          region,
        });
        return;
      } catch (error) {
        // Best effort: what AWS refuses for good is dropped.
        if (!(error instanceof AwsError)) throw error;
        await this.world.clock.sleep(RETRY_MS);
      }
    }
  }

  /** How Terraform makes rules. */
  readonly resources: ResourceModels = {
    aws_cloudwatch_event_rule: {
      modelled: ['name', 'event_pattern'],
      withoutEffect: ['description', 'tags'],
      create: (values, { region }) => {
        const name = values.text('name');
        this.rules.set(`${region} ${name}`, {
          pattern: values.json('event_pattern') as Pattern,
          targets: [],
        });
        return { arn: arnOf(this.world, 'events', region, `rule/${name}`), id: name };
      },
    },
    aws_cloudwatch_event_target: {
      modelled: ['rule', 'arn', 'role_arn', 'input'],
      withoutEffect: ['target_id', 'retry_policy'],
      create: (values, { region, address }) => {
        const rule = this.rules.get(`${region} ${values.text('rule')}`);
        if (rule === undefined) throw new Error(`${address}: there is no rule ${values.text('rule')}`);
        rule.targets.push({
          arn: values.text('arn'),
          roleArn: values.text('role_arn'),
          input: values.text('input'),
        });
        return {};
      },
    },
  };
}

/** Whether a rule with that pattern takes the event. */
export function matches(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    const value = typeof event === 'object' && event !== null ? (event as Event)[key] : undefined;
    if (!Array.isArray(wanted)) return matches(wanted as Pattern, value);
    const unknown = (wanted as unknown[]).find((item) => typeof item !== 'string');
    if (unknown !== undefined) throw new NotModelled(`the event pattern ${JSON.stringify(unknown)}`);
    return [value].flat().some((item) => (wanted as unknown[]).includes(item));
  });
}
