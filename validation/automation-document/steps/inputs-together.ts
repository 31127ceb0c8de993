import { asList, type Parts } from '../../parts';
import type { AutomationRule } from '../context';
import type { PlacedStep } from '../placed-step';
import { callStep, step, stepExamples } from '../examples';

/** What the inputs of an action must have of one another (Systems Manager user guide, the page of each action). */
interface Together {
  readonly action: string;
  readonly names: readonly [string, string, ...string[]];
  /** `one`: exactly one; `some`: at least one; `notBoth`: at most one; `needs`: the second where the first is. */
  readonly demand: 'one' | 'some' | 'notBoth' | 'needs';
}

const demands: readonly Together[] = [
  { action: 'aws:createStack', names: ['TemplateBody', 'TemplateURL'], demand: 'one' },
  { action: 'aws:createStack', names: ['DisableRollback', 'OnFailure'], demand: 'notBoth' },
  { action: 'aws:createStack', names: ['StackPolicyBody', 'StackPolicyURL'], demand: 'notBoth' },
  { action: 'aws:executeAutomation', names: ['Targets', 'TargetParameterName'], demand: 'needs' },
  { action: 'aws:executeAutomation', names: ['Targets', 'TargetMaps'], demand: 'notBoth' },
  { action: 'aws:loop', names: ['Iterators', 'LoopCondition'], demand: 'one' },
  { action: 'aws:loop', names: ['IteratorDataType', 'Iterators'], demand: 'needs' },
  { action: 'aws:runCommand', names: ['InstanceIds', 'Targets'], demand: 'some' },
];

const loopStep = (inputs: readonly string[]) =>
  step('again', 'aws:loop', [], [...inputs, 'Steps:', ...callStep('look').trimEnd().split('\n')]);

const approvers = "['arn:aws:iam::123456789012:role/game-day', 'arn:aws:iam::123456789012:role/owner']";

const approveStep = (approvals: number) =>
  step(
    'ask',
    'aws:approve',
    ['timeoutSeconds: 3600'],
    [`Approvers: ${approvers}`, `MinRequiredApprovals: ${approvals}`],
  );

/** Rules about inputs that go together. */
export const togetherRules: readonly AutomationRule[] = [
  {
    code: 'SSM151',
    severity: 'error',
    title: 'inputs that need one another, or exclude one another',
    explanation:
      'A loop runs for each of its `Iterators`, or as long as its `LoopCondition` is true: it needs one of the two. A stack has its ' +
      'template from one place, a command has `InstanceIds` or `Targets`, and an automation for `Targets` a `TargetParameterName`.',
    examples: stepExamples(
      [loopStep(['MaxIterations: 3'])],
      [loopStep(['MaxIterations: 3', 'Iterators: [hello, goodbye]'])],
    ),
    source: 'automationActions',
    *check({ steps }) {
      for (const placed of steps) {
        for (const together of demands) {
          const message = placed.action === together.action ? togetherMessage(together, placed) : undefined;
          if (message !== undefined) yield { path: [...placed.path, 'inputs'], message };
        }
      }
    },
  },
  {
    code: 'SSM152',
    severity: 'error',
    title: 'more approvals needed than there are approvers',
    explanation: 'The step can never be approved: it waits until its time is out, and the execution fails.',
    examples: stepExamples([approveStep(3)], [approveStep(2)]),
    source: 'approve',
    *check({ steps }) {
      for (const { path, action, inputs } of steps) {
        const { MinRequiredApprovals: needed } = inputs;
        const count = action === 'aws:approve' ? approversIn(inputs) : undefined;
        if (count === undefined || typeof needed !== 'number' || needed <= count) continue;
        const message = `${needed} approvals are needed, of ${count} approvers; use at most ${count}`;
        yield { path: [...path, 'inputs', 'MinRequiredApprovals'], message };
      }
    },
  },
];

function togetherMessage({ names, demand }: Together, { inputs }: PlacedStep): string | undefined {
  const given = names.filter((name) => inputs[name] !== undefined);
  const [first, second] = names;
  switch (demand) {
    case 'needs':
      return given.length === 1 && given[0] === first ? `has ${first}, which needs ${second}` : undefined;
    case 'notBoth':
      return given.length > 1 ? `has ${given.join(' and ')}; use one of them` : undefined;
    case 'some':
      return given.length === 0 ? `has none of ${names.join(' and ')}; use one of them` : undefined;
    case 'one':
      if (given.length > 1) return `has ${given.join(' and ')}; use one of them`;
      return given.length === 0 ? `has none of ${names.join(' and ')}; use one of them` : undefined;
  }
}

/** How many they are; undefined where a parameter may stand for several. */
function approversIn({ Approvers }: Parts): number | undefined {
  const approvers = asList(Approvers);
  const known = approvers.every((item) => typeof item === 'string' && !item.includes('{{'));
  return known && approvers.length > 0 ? approvers.length : undefined;
}
