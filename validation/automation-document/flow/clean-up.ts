import { durationSeconds } from '../../duration';
import { asText } from '../../parts';
import type { AutomationRule } from '../context';
import type { PlacedStep } from '../placed-step';
import { callStep, sleepStep, stepExamples } from '../examples';
import type { Flow } from './flow';

/** What follows `onCancel` is cut after so many seconds (Systems Manager user guide, "Properties shared by all actions"). */
const cancelSeconds = 120;

/** They take no time, or do not support `onCancel`. */
const passing = new Set(['aws:branch', 'aws:loop', 'aws:updateVariable']);

/** Rules about the clean-up of a cancelled execution. */
export const cleanUpRules: readonly AutomationRule[] = [
  {
    code: 'SSM125',
    severity: 'warning',
    title: 'a step between the fault and its clean-up that a cancel does not clean up',
    explanation:
      'When FIS stops an experiment, it cancels the execution, and only `onCancel` of the step that runs at that moment decides what ' +
      'is done. That step is nearly always the wait; where it has no `onCancel`, the fault stays, although other steps have one.',
    examples: stepExamples(
      [
        callStep('attach', ['onFailure: step:detach', 'onCancel: step:detach']),
        sleepStep('hold'),
        callStep('detach'),
      ],
      [
        callStep('attach', ['onFailure: step:detach', 'onCancel: step:detach']),
        sleepStep('hold', ['onCancel: step:detach']),
        callStep('detach'),
      ],
    ),
    source: 'automationActions',
    *check({ flow, steps, references, stepsByName }) {
      if (flow === undefined) return;
      for (const placed of steps) {
        const {
          action = '',
          step: { onCancel },
        } = placed;
        if (passing.has(action) || asText(onCancel)?.startsWith('step:') === true) continue;
        const cleanUp = references.find(({ by, name, from }) => {
          const to = by === 'onCancel' ? stepsByName.get(name) : undefined;
          return to !== undefined && to !== placed && isBetween(flow, from, placed, to);
        });
        if (cleanUp === undefined) continue;
        const message = `cancelled in this step, the execution skips "${cleanUp.name}"; use onCancel: step:${cleanUp.name}`;
        yield { path: [...placed.path, onCancel === undefined ? 'action' : 'onCancel'], message };
      }
    },
  },
  {
    code: 'SSM126',
    severity: 'warning',
    title: 'a clean-up after a cancel that takes over two minutes',
    explanation:
      'A cancelled execution has two minutes for what `onCancel` leads to; then it is cut, wherever it is. A step that sleeps for ' +
      'longer on that way keeps all that come after it from running.',
    examples: stepExamples(
      [
        sleepStep('hold', ['onCancel: step:detach']),
        callStep('detach'),
        sleepStep('settle', [], 'PT3M'),
        callStep('check'),
      ],
      [
        sleepStep('hold', ['onCancel: step:detach']),
        callStep('detach'),
        sleepStep('settle', [], 'PT30S'),
        callStep('check'),
      ],
    ),
    source: 'automationActions',
    *check({ flow, references, stepsByName }) {
      if (flow === undefined) return;
      for (const { by, name, path } of references) {
        const start = by === 'onCancel' ? stepsByName.get(name) : undefined;
        const long = start === undefined ? undefined : longSleepAfter(flow, start);
        if (long === undefined) continue;
        const message = `after a cancel, "${long.name ?? ''}" would sleep longer than the two minutes that are left; end before it`;
        yield { path, message };
      }
    },
  },
];

/** Whether a step comes after one that is cleaned up and before the clean-up, and not after that. */
function isBetween(flow: Flow, guarded: PlacedStep, placed: PlacedStep, cleanUp: PlacedStep): boolean {
  return (
    flow.after(guarded).has(placed) && flow.after(placed).has(cleanUp) && !flow.after(cleanUp).has(placed)
  );
}

/** The first sleep over two minutes on the way that the flow takes where nothing fails, with steps left to run after it. */
function longSleepAfter(flow: Flow, start: PlacedStep): PlacedStep | undefined {
  const seen = new Set<PlacedStep>();
  for (let here: PlacedStep | undefined = start; here !== undefined && !seen.has(here);) {
    seen.add(here);
    const next: PlacedStep | undefined = flow
      .waysFrom(here)
      .find(({ by }) => by === 'order' || by === 'nextStep')?.to;
    const seconds =
      here.action === 'aws:sleep' ? durationSeconds(asText(here.inputs.Duration) ?? '') : undefined;
    if (seconds !== undefined && seconds > cancelSeconds && next !== undefined) return here;
    here = next;
  }
  return undefined;
}
