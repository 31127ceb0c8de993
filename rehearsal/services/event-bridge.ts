import type { AwsApi } from '../aws/api';
import type { Input } from '../aws/call';
import { AwsError } from '../aws/error';
import { NotModelled } from '../not-modelled';
import { arnOf, type WorldContext } from '../world-context';
import type { ResourceModels } from '../resources/apply';
import type { Iam } from './iam';

/** An event pattern: every key must match, a list holds the values that do. */
export interface Pattern {
  readonly [key: string]: Pattern | readonly string[];
}

interface Rule {
  readonly arn: string;
  readonly pattern: Pattern;
  readonly targets: Target[];
}

interface Target {
  /** The document's name. */
  readonly document: string;
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
    private readonly world: WorldContext,
    private readonly api: AwsApi,
    private readonly iam: Iam,
  ) {}

  /** Puts an event on the region's bus. */
  put(region: string, event: Event): void {
    for (const [key, rule] of this.rules) {
      if (!key.startsWith(`${region} `) || !matches(rule.pattern, event) || this.world.controls.losesEvent())
        continue;
      for (const target of rule.targets) {
        this.world.clock.watch(this.deliver(target, rule, region));
      }
    }
  }

  private async deliver(target: Target, rule: Rule, region: string): Promise<void> {
    // Without the role that the target names, nothing is called.
    if (!this.iam.trusts(target.roleArn, 'events.amazonaws.com', rule.arn)) return;
    const request: Input = { DocumentName: target.document, Parameters: JSON.parse(target.input) };
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
        const arn = arnOf(this.world, 'events', region, `rule/${name}`);
        const pattern = patternOf(values.json('event_pattern'));
        this.rules.set(`${region} ${name}`, { arn, pattern, targets: [] });
        return { arn, id: name };
      },
    },
    aws_cloudwatch_event_target: {
      modelled: ['rule', 'arn', 'role_arn', 'input'],
      withoutEffect: ['target_id', 'retry_policy'],
      create: (values, { region, address }) => {
        const rule = this.rules.get(`${region} ${values.text('rule')}`);
        if (rule === undefined) throw new Error(`${address}: there is no rule ${values.text('rule')}`);
        const arn = values.text('arn');
        const document = /:automation-definition\/([^:]+):\$DEFAULT$/.exec(arn)?.[1];
        if (document === undefined) throw new NotModelled(`the event target ${arn}`, address);
        rule.targets.push({
          document,
          roleArn: values.text('role_arn'),
          input: values.text('input'),
        });
        return {};
      },
    },
  };
}

function patternOf(json: unknown): Pattern {
  for (const wanted of Object.values(json as Record<string, unknown>)) {
    if (!Array.isArray(wanted)) patternOf(wanted);
    else {
      const unknown: unknown = wanted.find((item) => typeof item !== 'string');
      if (unknown !== undefined) throw new NotModelled(`the event pattern ${JSON.stringify(unknown)}`);
    }
  }
  return json as Pattern;
}

/** Whether a rule with that pattern takes the event. */
export function matches(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    const value = typeof event === 'object' && event !== null ? (event as Event)[key] : undefined;
    if (!Array.isArray(wanted)) return matches(wanted as Pattern, value);
    return [value].flat().some((item) => (wanted as unknown[]).includes(item));
  });
}
