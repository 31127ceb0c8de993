import type { AutomationRule } from '../context';
import type { PlacedStep, StepReference } from '../placed-step';
import { callStep, sleepStep, stepExamples } from '../examples';
import { type Flow, type Way, isEnd } from './flow';

/** Rules about steps that run again and again, and steps that never run. */
export const circleRules: readonly AutomationRule[] = [
  {
    code: 'SSM107',
    severity: 'error',
    title: 'a step leads to itself',
    explanation:
      'A step that goes on with itself never ends. One that is its own `onFailure` runs for ever where its fault lasts, and a clean-up ' +
      'that is does so on the very day on which it is needed. To try a step several times, use `maxAttempts`.',
    examples: stepExamples(
      [sleepStep('hold'), callStep('detach', ['onFailure: step:detach'])],
      [sleepStep('hold'), callStep('detach', ['maxAttempts: 3'])],
    ),
    source: 'automationBranching',
    *check({ references }) {
      for (const { path, name, from, by } of references) {
        if (name !== from.name) continue;
        const advice = by === 'onFailure' ? 'to try it again, use maxAttempts' : 'use another step';
        yield { path, message: `"${name}" leads to itself; ${advice}` };
      }
    },
  },
  {
    code: 'SSM108',
    severity: 'error',
    title: 'the steps run in a circle',
    explanation:
      'Systems Manager looks for endless loops before it runs a document, and refuses it with the circle that it found. Ways that are ' +
      'gone when a step fails or is cancelled count as well: a clean-up that leads back to what it cleans up never ends where the ' +
      'fault lasts. What is to be repeated belongs in `aws:loop`.',
    examples: stepExamples(
      [
        callStep('attach', ['onFailure: step:detach']),
        sleepStep('hold'),
        callStep('detach', ['onFailure: step:attach']),
      ],
      [
        callStep('attach', ['onFailure: step:detach']),
        sleepStep('hold', ['onCancel: step:detach']),
        callStep('detach'),
      ],
    ),
    source: 'automationBranching',
    *check({ flow, steps }) {
      if (flow === undefined) return;
      const places = new Map(steps.map((step, index) => [step, index]));
      for (const circle of circlesIn(flow, steps)) {
        const reference = wayBack(circle, places);
        if (reference === undefined) continue;
        const message = `leads back to a step before it, in a circle: ${shownCircle(circle)}; to repeat steps, use aws:loop`;
        yield { path: reference.path, message };
      }
    },
  },
  {
    code: 'SSM109',
    severity: 'error',
    title: 'a step that never runs',
    explanation:
      'No way leads to the step: the one before it ends the execution, goes on with another or branches, and no other names it. A ' +
      'clean-up that nothing leads to is no clean-up.',
    examples: stepExamples(
      [sleepStep('hold', ['isEnd: true']), callStep('detach')],
      [sleepStep('hold', ['isEnd: true', 'onCancel: step:detach']), callStep('detach')],
    ),
    source: 'automationBranching',
    *check({ flow, steps }) {
      if (flow?.first === undefined) return;
      const reached = new Set(flow.after(flow.first)).add(flow.first);
      const lost = steps.filter((step) => !reached.has(step));
      // What only other lost steps lead to follows from those.
      const led = new Set(
        lost.flatMap((step) => flow.waysFrom(step).filter(({ to }) => to !== step)).map(({ to }) => to),
      );
      const roots = lost.filter((step) => !led.has(step));
      for (const step of roots.length > 0 ? roots : lost.slice(0, 1)) {
        yield {
          path: [...step.path, 'name'],
          message: `nothing leads to "${step.name ?? ''}": ${reasonFor(step, steps)}`,
        };
      }
    },
  },
];

function reasonFor(step: PlacedStep, steps: readonly PlacedStep[]): string {
  const before = steps.slice(0, steps.indexOf(step)).findLast(({ loop }) => loop === step.loop);
  if (before === undefined) return 'name it in nextStep, onFailure, onCancel or a branch';
  const name = `"${before.name ?? ''}" before it`;
  if (isEnd(before)) return `${name} ends the execution (isEnd)`;
  if (before.action === 'aws:branch') return `${name} branches, and to other steps`;
  return `${name} goes on with "${String(before.step.nextStep)}"`;
}

// One circle for each way that closes one, not counting steps that lead to themselves. The last way leads to the circle's beginning.
function* circlesIn(flow: Flow, steps: readonly PlacedStep[]): Iterable<readonly Way[]> {
  const done = new Set<PlacedStep>();
  for (const start of steps) {
    if (done.has(start)) continue;
    /** The ways to the step that is looked at, and those that are left to look at from each of its steps. */
    const trail: Way[] = [];
    const left = [nextSteps(flow, start)];
    const open = [start];
    for (let ways = left.at(-1); ways !== undefined; ways = left.at(-1)) {
      const way = ways.pop();
      if (way === undefined) {
        left.pop();
        trail.pop();
        const step = open.pop();
        if (step !== undefined) done.add(step);
        continue;
      }
      const at = open.indexOf(way.to);
      if (at !== -1) yield [...trail.slice(at), way];
      if (at !== -1 || done.has(way.to)) continue;
      trail.push(way);
      open.push(way.to);
      left.push(nextSteps(flow, way.to));
    }
  }
}

/** The turns of a loop are counted, so they are no circle. */
function nextSteps(flow: Flow, step: PlacedStep): Way[] {
  return flow.waysFrom(step).filter(({ from, to, by }) => by !== 'loop' && from !== to);
}

/** The place in a circle that leads to an earlier step of the text: every circle has one. */
function wayBack(circle: readonly Way[], places: ReadonlyMap<PlacedStep, number>): StepReference | undefined {
  return circle.findLast(({ from, to }) => (places.get(to) ?? 0) < (places.get(from) ?? 0))?.reference;
}

/** `"detach", "attach", "detach"`; of a long circle its first steps. */
function shownCircle(circle: readonly Way[]): string {
  const names = [circle.at(-1)?.to, ...circle.map(({ to }) => to)].map((step) => `"${step?.name ?? ''}"`);
  return names.length <= 8 ? names.join(', ') : `${names.slice(0, 8).join(', ')} …`;
}
