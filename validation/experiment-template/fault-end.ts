import { asMap, asText } from '../parts';
import type { ExperimentContext, ExperimentRule } from './context';
import type { PlacedAction } from './placed-action';
import { rebootInstances, startDocument, templates } from './examples';
import { documentOf } from './started-documents';

/** The parameter with which the lab's document attaches (ENABLED) or detaches (DISABLED), and the one that says from what. */
const [mode, subject] = ['ChaosMode', 'FunctionName'] as const;

const attach = (parameters: string) => startDocument(parameters).replace('Look', 'Attach');
const detach = (parameters: string) =>
  startDocument(parameters).replace('Look', 'Detach').replace(/\}$/, ', "startAfter": ["Attach"]\n    }');
const both = (off: string) =>
  `${attach('{"FunctionName":"hello","ChaosMode":"ENABLED"}')},\n    ${detach(`{"FunctionName":"${off}","ChaosMode":"DISABLED"}`)}`;

/** Rules about what ends a fault. */
export const faultEndRules: readonly ExperimentRule[] = [
  {
    code: 'FIS143',
    severity: 'error',
    title: 'a fault that is attached and not detached',
    explanation:
      'The document attaches the fault in one execution and takes it away in another. Without a later action with `ChaosMode` ' +
      'DISABLED for the same function, the fault outlives the experiment.',
    examples: templates({ actions: both('health') }, { actions: both('hello') }),
    source: 'safety',
    *check(context) {
      const switches = switchesIn(context);
      for (const { action, value, of } of switches) {
        if (value !== 'ENABLED') continue;
        const ended = switches.some(
          (other) =>
            other.value === 'DISABLED' && other.of === of && comesAfter(other.action, action, context),
        );
        if (ended) continue;
        const message = `"${action.name}" attaches a fault to ${JSON.stringify(of)}, and no later action detaches it; add one with "ChaosMode":"DISABLED"`;
        yield { path: action.path, on: 'key', message };
      }
    },
  },
  {
    code: 'FIS144',
    severity: 'warning',
    title: 'instances that are stopped and not started again',
    explanation:
      'With `startInstancesAfterDuration` FIS starts the instances again, also when the experiment is stopped before its time. ' +
      'Without it they stay stopped until somebody starts them.',
    examples: templates(
      rebootInstances({ actionId: 'aws:ec2:stop-instances' }),
      rebootInstances({
        actionId: 'aws:ec2:stop-instances',
        parameters: '"startInstancesAfterDuration": "PT10M"',
      }),
    ),
    source: 'experimentActions',
    *check({ actions }) {
      for (const { path, actionId, action } of actions) {
        if (actionId !== 'aws:ec2:stop-instances') continue;
        if (Object.hasOwn(asMap(action.parameters), 'startInstancesAfterDuration')) continue;
        const message = 'nothing starts the instances again; add "startInstancesAfterDuration"';
        yield { path: [...path, 'parameters'], message };
      }
    },
  },
];

/** The executions that switch a fault, where it can be told that they do: by their own parameters, or by those of their document. */
function switchesIn(context: ExperimentContext) {
  const started = context.started.flatMap((one) => {
    if (one.kind !== 'automation' || one.given === undefined) return [];
    const document = documentOf(context, one);
    const declared = asMap(asMap(asMap(document?.content).parameters)[mode]);
    return [{ ...one, values: asMap(one.given.value), preset: asText(declared.default) }];
  });
  const arnOf = (action: PlacedAction) => action.parameters.get('documentArn');
  const known = new Set(
    started.flatMap(({ action, values }) => (Object.hasOwn(values, mode) ? [arnOf(action)] : [])),
  );
  return started.flatMap(({ action, values, preset }) => {
    if (preset === undefined && !known.has(arnOf(action))) return [];
    const of = asText(values[subject]);
    return of === undefined ? [] : [{ action, of, value: asText(values[mode]) ?? preset ?? 'ENABLED' }];
  });
}

function comesAfter(later: PlacedAction, earlier: PlacedAction, { actions }: ExperimentContext): boolean {
  const seen = new Set<string>();
  const waiting = later.startAfter.map(({ name }) => name);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name === earlier.name) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    const action = actions.find((other) => other.name === name);
    waiting.push(...(action?.startAfter.map((before) => before.name) ?? []));
  }
  return false;
}
