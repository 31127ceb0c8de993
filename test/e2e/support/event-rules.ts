import type { Input } from '../../../rehearsal/aws/call';
import { matches, type Event, type Pattern } from '../../../rehearsal/services/event-bridge';
import type { Automations } from './automations';
import { callMoto } from './aws-json';
import type { CompressedClock } from './compressed-clock';

/** The same as in the rehearsal. */
const DELIVERY_MS = 500;

/** Takes an event to the targets of the rules that are in moto, which delivers none of AWS' own; targets are automations only. */
export async function deliver(
  event: Event,
  region: string,
  around: { readonly moto: string; readonly clock: CompressedClock; readonly automations: Automations },
): Promise<void> {
  const ask = (operation: string, input: object): Promise<unknown> =>
    callMoto(around.moto, 'events', region, operation, input);
  const { Rules: rules } = (await ask('ListRules', {})) as { Rules: Rule[] };
  for (const { Name: name, EventPattern: pattern } of rules) {
    if (pattern === undefined || !matches(JSON.parse(pattern) as Pattern, event)) continue;
    const { Targets: targets } = (await ask('ListTargetsByRule', { Rule: name })) as { Targets: Target[] };
    await around.clock.sleep(DELIVERY_MS);
    for (const target of targets) {
      await around.automations.call('ssm', 'StartAutomationExecution', requestOf(target), { region });
    }
  }
}

interface Rule {
  readonly Name: string;
  readonly EventPattern?: string;
}

interface Target {
  readonly Arn: string;
  readonly Input: string;
}

function requestOf({ Arn: arn, Input: input }: Target): Input {
  const name = /:automation-definition\/([^:]+):\$DEFAULT$/.exec(arn)?.[1];
  if (name === undefined) throw new Error(`the event target ${arn} is not emulated`);
  return { DocumentName: name, Parameters: JSON.parse(input) as unknown };
}
