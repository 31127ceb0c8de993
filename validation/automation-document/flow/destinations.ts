import type { AutomationRule } from '../context';
import type { PlacedStep } from '../placed-step';
import { callStep, sleepStep, step, stepExamples } from '../examples';
import { isEnd } from './flow';

/** Where no cancelled execution goes on (Systems Manager user guide, "Properties shared by all actions", onCancel). */
const closedToCancelled = new Set([
  'aws:approve',
  'aws:copyImage',
  'aws:createImage',
  'aws:createStack',
  'aws:createTags',
  'aws:pause',
  'aws:runInstances',
  'aws:sleep',
]);

/** Actions without `onCancel` (Systems Manager user guide, aws:loop and aws:updateVariable). */
const withoutOnCancel = new Set(['aws:loop', 'aws:updateVariable']);

const loopStep = (keys: readonly string[], bodyKeys: readonly string[]) =>
  step('again', 'aws:loop', keys, [
    'Iterators: [hello, goodbye]',
    'Steps:',
    ...sleepStep('hold', bodyKeys).trimEnd().split('\n'),
  ]);

/** Rules about where a step may lead. */
export const destinationRules: readonly AutomationRule[] = [
  {
    code: 'SSM103',
    severity: 'error',
    title: 'a cancelled execution is sent to a step that it cannot run',
    explanation:
      'A cancelled execution has two minutes to clean up. Steps that wait, or make something new, are no destinations of `onCancel`: ' +
      '`aws:sleep`, `aws:approve`, `aws:pause`, `aws:runInstances`, `aws:createStack`, `aws:createTags`, `aws:createImage`, ' +
      '`aws:copyImage`.',
    examples: stepExamples(
      [sleepStep('hold', ['onCancel: step:settle']), sleepStep('settle', [], 'PT1M'), callStep('detach')],
      [sleepStep('hold', ['onCancel: step:detach']), callStep('detach'), sleepStep('settle', [], 'PT1M')],
    ),
    source: 'automationActions',
    *check({ references, stepsByName }) {
      for (const { path, name, by } of references) {
        const action = by === 'onCancel' ? stepsByName.get(name)?.action : undefined;
        if (action === undefined || !closedToCancelled.has(action)) continue;
        const message = `"${name}" is a step ${action}, which a cancelled execution cannot run; use a step that cleans up at once`;
        yield { path, message };
      }
    },
  },
  {
    code: 'SSM104',
    severity: 'error',
    title: 'an action that does not support onCancel',
    explanation:
      'A loop has no `onCancel` of its own: the steps in it have. Neither has `aws:updateVariable`. What is to happen when the ' +
      'execution is cancelled must stand on the step that runs at that moment.',
    examples: stepExamples(
      [loopStep(['onCancel: step:detach'], ['onCancel: step:detach']), callStep('detach')],
      [loopStep([], ['onCancel: step:detach']), callStep('detach')],
    ),
    source: 'loop',
    *check({ steps }) {
      for (const {
        path,
        action,
        step: { onCancel },
      } of steps) {
        if (onCancel === undefined || action === undefined || !withoutOnCancel.has(action)) continue;
        const advice = action === 'aws:loop' ? 'put it on the steps in the loop' : 'leave it out';
        yield { path: [...path, 'onCancel'], on: 'key', message: `${action} does not support it; ${advice}` };
      }
    },
  },
  {
    code: 'SSM105',
    severity: 'error',
    title: 'a way into a loop from outside',
    explanation:
      'The steps of a loop are like a document inside the document: they run for one turn of the loop, and no step outside can begin ' +
      'in the midst of them. Steps inside may lead out.',
    examples: stepExamples(
      [callStep('attach', ['onFailure: step:hold']), loopStep([], [])],
      [callStep('attach', ['onFailure: step:again']), loopStep([], [])],
    ),
    source: 'loop',
    *check({ references, stepsByName }) {
      for (const { path, name, from } of references) {
        const loop = stepsByName.get(name)?.loop;
        if (loop === undefined || isWithin(from, loop)) continue;
        const message = `"${name}" is inside of the loop "${loop.name ?? ''}"; lead to the loop itself`;
        yield { path, message };
      }
    },
  },
  {
    code: 'SSM106',
    severity: 'warning',
    title: 'a step with isEnd and nextStep',
    explanation:
      'The execution ends after a step with `isEnd: true`, whether it succeeded or failed. A `nextStep` beside it says the opposite, ' +
      'and one of the two is a mistake.',
    examples: stepExamples(
      [sleepStep('hold', ['isEnd: true', 'nextStep: detach']), callStep('detach')],
      [sleepStep('hold', ['nextStep: detach']), callStep('detach')],
    ),
    source: 'automationActions',
    *check({ steps }) {
      for (const placed of steps) {
        if (!isEnd(placed) || placed.step.nextStep === undefined) continue;
        const message =
          'is never gone to, because the execution ends after this step (isEnd); keep one of the two';
        yield { path: [...placed.path, 'nextStep'], message };
      }
    },
  },
];

function isWithin(placed: PlacedStep, loop: PlacedStep): boolean {
  for (let outer = placed.loop; outer !== undefined; outer = outer.loop) if (outer === loop) return true;
  return false;
}
