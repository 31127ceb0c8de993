import { asList, asMap, asText } from '../../parts';
import type { PlacedStep } from '../placed-step';

/** What later steps can use of each action (Systems Manager user guide, "Systems Manager Automation actions reference"). */
const outputsOfActions: Readonly<Record<string, readonly string[]>> = {
  'aws:approve': ['ApprovalStatus', 'ApproverDecisions'],
  'aws:branch': [],
  'aws:copyImage': ['ImageId', 'ImageState'],
  'aws:createImage': ['ImageId', 'ImageState'],
  'aws:createStack': ['StackId', 'StackStatus', 'StackStatusReason'],
  'aws:executeAutomation': ['ExecutionId', 'Output', 'Status'],
  'aws:executeAwsApi': [],
  'aws:executeScript': ['Payload'],
  'aws:executeStateMachine': [
    'executionArn',
    'input',
    'name',
    'output',
    'startDate',
    'stateMachineArn',
    'status',
    'stopDate',
  ],
  'aws:invokeLambdaFunction': ['FunctionError', 'LogResult', 'Payload', 'StatusCode'],
  'aws:invokeWebhook': ['Response', 'ResponseCode'],
  'aws:loop': ['CurrentIteration'],
  'aws:pause': [],
  'aws:runCommand': ['CommandId', 'Output', 'ResponseCode', 'Status'],
  'aws:runInstances': ['InstanceIds', 'InstanceStates'],
  'aws:sleep': [],
  'aws:updateVariable': [],
};

/** The answer of an action as a whole, which the console shows and documents may use. */
const wholeAnswer = 'OutputPayload';

/**
 * The names of a step's outputs: those that it declares, and those of its action. Undefined where it is not known what the action
 * gives, and where the step's outputs are malformed.
 */
export function outputsOf({ action = '', step, inputs }: PlacedStep): readonly string[] | undefined {
  const ofAction = Object.hasOwn(outputsOfActions, action) ? outputsOfActions[action] : undefined;
  const declared = asList(step.outputs).map((output) => asText(asMap(output).Name));
  const isMalformed = step.outputs !== undefined && !Array.isArray(step.outputs);
  if (ofAction === undefined || isMalformed || declared.includes(undefined)) return undefined;
  const ofLoop = action === 'aws:loop' && inputs.Iterators !== undefined ? ['CurrentIteratorValue'] : [];
  return [...declared.filter((name) => name !== undefined), ...ofAction, ...ofLoop];
}

/** Whether a step has an output; `Payload.version` is a part of `Payload`. Undefined where that is not known. */
export function hasOutput(placed: PlacedStep, output: string): boolean | undefined {
  const outputs = outputsOf(placed);
  if (outputs === undefined) return undefined;
  return [...outputs, wholeAnswer].some((name) => output === name || output.startsWith(`${name}.`));
}
