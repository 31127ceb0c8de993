import { documentParameterFindings } from './document-parameters';
import { durationSeconds } from './duration';
import type { ExperimentAction, ExperimentTemplate } from './experiment-template';
import type { Finding } from './finding';
import { fillPlaceholders, hasPlaceholder } from './placeholders';
import type { SourceFile } from './source-file';
import { cycleIn } from './start-order';
import { choiceAdvice } from './suggestion';

/** The actions of the two namespaces whose actions are few and settled (FIS user guide, actions reference). */
const knownActions = [
  'aws:fis:inject-api-internal-error',
  'aws:fis:inject-api-throttle-error',
  'aws:fis:inject-api-unavailable-error',
  'aws:fis:wait',
  'aws:ssm:send-command',
  'aws:ssm:start-automation-execution',
];

/** The longest parameter of an action (FIS API reference, ActionParameter). */
const longestParameter = 1024;

/** The parameters that are durations, by action (FIS user guide, actions reference). */
const durationParameters: Readonly<Record<string, string>> = {
  'aws:fis:wait': 'duration',
  'aws:ssm:send-command': 'duration',
  'aws:ssm:start-automation-execution': 'maxDuration',
};

/** What the schema of a FIS experiment template cannot say. */
export function experimentTemplateFindings(template: ExperimentTemplate, source: SourceFile): Finding[] {
  return [
    ...Object.entries(template.actions).flatMap(([name, action]) => [
      ...unknownAction(name, action, source),
      ...danglingReferences(name, action, template, source),
      ...tooLongParameters(name, action, source),
      ...durationFindings(name, action, source),
      ...documentParameterFindings(name, action, source),
    ]),
    ...circularOrder(template, source),
  ];
}

function* unknownAction(name: string, { actionId }: ExperimentAction, source: SourceFile): Iterable<Finding> {
  if (!/^aws:(fis|ssm):/.test(actionId) || hasPlaceholder(actionId) || knownActions.includes(actionId))
    return;
  const message = `"${actionId}" is no action of FIS; ${choiceAdvice(actionId, knownActions)}`;
  yield source.finding(['actions', name, 'actionId'], message);
}

function* danglingReferences(
  name: string,
  { startAfter = [], targets = {} }: ExperimentAction,
  template: ExperimentTemplate,
  source: SourceFile,
): Iterable<Finding> {
  const actionNames = Object.keys(template.actions);
  for (const [index, before] of startAfter.entries()) {
    if (actionNames.includes(before)) continue;
    const message = `there is no action "${before}"; ${choiceAdvice(before, actionNames)}`;
    yield source.finding(['actions', name, 'startAfter', index], message);
  }
  const targetNames = Object.keys(template.targets ?? {});
  for (const [key, target] of Object.entries(targets)) {
    if (targetNames.includes(target)) continue;
    const advice =
      targetNames.length === 0 ? 'the template has no targets' : choiceAdvice(target, targetNames);
    yield source.finding(['actions', name, 'targets', key], `there is no target "${target}"; ${advice}`);
  }
}

function* tooLongParameters(
  name: string,
  { parameters = {} }: ExperimentAction,
  source: SourceFile,
): Iterable<Finding> {
  for (const [parameter, value] of Object.entries(parameters)) {
    // A placeholder counts as one character, the shortest that it can become.
    const { length } = fillPlaceholders(value, () => '1');
    if (length <= longestParameter) continue;
    const filled = hasPlaceholder(value) ? ' or more once its placeholders are filled' : '';
    const message = `has ${length} characters${filled}; use at most ${longestParameter}`;
    yield source.finding(['actions', name, 'parameters', parameter], message);
  }
}

function* durationFindings(
  name: string,
  { actionId, parameters = {} }: ExperimentAction,
  source: SourceFile,
): Iterable<Finding> {
  const parameter = durationParameters[actionId];
  const duration = parameter === undefined ? undefined : parameters[parameter];
  if (parameter === undefined || duration === undefined || hasPlaceholder(duration)) return;
  const seconds = durationSeconds(duration);
  if (seconds !== undefined && seconds >= 60 && seconds <= 12 * 3600) return;
  const wrong =
    seconds === undefined ? 'is not an ISO 8601 duration' : `is too ${seconds < 60 ? 'short' : 'long'}`;
  const message = `"${duration}" ${wrong}; use one from PT1M to PT12H`;
  yield source.finding(['actions', name, 'parameters', parameter], message);
}

function* circularOrder(template: ExperimentTemplate, source: SourceFile): Iterable<Finding> {
  const cycle = cycleIn(template.actions);
  const [first, second] = cycle;
  if (first === undefined || second === undefined) return;
  const index = template.actions[first]?.startAfter?.indexOf(second) ?? 0;
  const message = `the actions wait for each other and none can start: ${cycle.join(' after ')}; take one of them out`;
  yield source.finding(['actions', first, 'startAfter', index], message);
}
