import { priceOfRun } from '../../experiment/price';
import {
  loadExperimentTemplate,
  type ExperimentAction,
} from '../../validation/experiment-template/experiment-template';

const template = loadExperimentTemplate('templates/region-latency.json');

/** The price of one action with these parameters. */
function priceOf(parameters: ExperimentAction['parameters']) {
  return priceOfRun({ ...template, actions: { Only: { actionId: 'aws:fis:wait', parameters } } }, 10);
}

it("charges the lab's template by the action and the minute, waiting too", () => {
  expect(priceOfRun(template, 10)).toMatchObject({
    actionMinutes: 14,
    usd: expect.closeTo(1.4) as number,
    actions: [
      { name: 'S00_AttachExtensionToHello', minutes: 1 },
      { name: 'S00_AttachExtensionToHealth', minutes: 1 },
      { name: 'S01_Wait', minutes: 10 },
      { name: 'S02_DetachExtensionFromHello', minutes: 1 },
      { name: 'S02_DetachExtensionFromHealth', minutes: 1 },
    ],
  });
});

it('knows what it costs where every action takes as long as it may', () => {
  expect(priceOfRun(template, 10)?.usdAtMost).toBeCloseTo(4);
});

it('grows with the length of the fault', () => {
  expect(priceOfRun(template, 60)?.usd).toBeCloseTo(6.4);
});

it.each([
  ['PT89S', 1],
  ['PT90S', 2],
  ['PT1H', 60],
])('rounds %s to %i min, the nearest', (duration, minutes) => {
  expect(priceOf({ duration })?.actionMinutes).toBe(minutes);
});

it('does not know the price of a length that it cannot read', () => {
  expect(priceOf({ duration: '${Unknown}' })).toBeNull();
  expect(priceOf({ maxDuration: 'P1Y' })).toBeNull();
});
