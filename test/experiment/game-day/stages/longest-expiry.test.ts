import path from 'node:path';
import { extendToFault } from '../../../../experiment/game-day/stages/lease';
import { loadAutomationDocument } from '../../../../validation/automation-document/automation-document';
import { objectionTo } from '../../../../validation/experiment-template/parameter-values';
import { prepareContext } from '../../support/context';

const DOCUMENT = path.join(__dirname, '..', '..', '..', '..', 'documents', 'chaos-extension.yaml');

const { content, text } = loadAutomationDocument(DOCUMENT);

/** From the lease until the fault is attached, with which the longest expiry begins. */
const ATTACH_MINUTES = 15;

/** More than a day: FIS ends an experiment after half of one. */
const MOST_MINUTES = 2_000;

it('a fault whose expiry is not known has the lease for as long as the document lets a fault live', async () => {
  const parameter = { ...content.parameters?.ExpiresAfterMinutes };
  const taken = Array.from({ length: MOST_MINUTES }, (_, minutes) => minutes).filter(
    (minutes) => objectionTo(String(minutes), parameter) === undefined,
  );
  const longest = Math.max(...taken);
  const { day, clock, lab } = prepareContext();
  day.record.deployedFault = { ...day.record.deployedFault, targets: [] };
  const from = clock.now();
  await clock.run(extendToFault(day));
  const minutes = (Date.parse(lab.lease?.until?.S ?? '') - from) / 60_000;
  expect(minutes).toBe(ATTACH_MINUTES + longest);
  // What its script says, and its description.
  expect(text).toContain(`"ExpiresAfterMinutes": ${longest}}`);
  expect(parameter.description).toContain(`${longest} at most`);
});
