import { durationSeconds } from '../duration';
import { asText } from '../parts';
import { fillPlaceholders, hasPlaceholder } from '../placeholders';
import { choiceAdvice, likelyChoice } from '../suggestion';
import type { ExperimentRule } from './context';
import type { PlacedAction } from './placed-action';
import { startDocument, templates, wait } from './examples';
import { knownActions, knownResources } from './known-actions';
import { anyPlaceholder } from '../placeholders';

/** The longest parameter of an action (FIS API reference, ActionParameter). */
const longestParameter = 1024;

/** The parameters that are durations (FIS user guide, actions reference). */
const durationParameters = [
  'duration',
  'maxDuration',
  'durationBeforeInterruption',
  'startInstancesAfterDuration',
];

/** From when to when an action may last; a minute and twelve hours where it is not listed (FIS user guide, actions reference). */
const bounds: ReadonlyMap<string, readonly [least: string, most: string]> = new Map([
  ['aws:directconnect:virtual-interface-disconnect', ['PT10M', 'PT12H']],
  ['aws:ebs:pause-volume-io', ['PT1S', 'PT12H']],
  ['aws:ebs:volume-io-latency', ['PT1S', 'PT12H']],
  ['aws:ec2:send-spot-instance-interruptions', ['PT2M', 'PT15M']],
]);

/** Ids that FIS once had (FIS user guide, a note in the actions reference). */
const renamed: ReadonlyMap<string, string> = new Map([
  ['aws:elasticache:interrupt-cluster-az-power', 'aws:elasticache:replicationgroup-interrupt-az-power'],
]);

/** Rules about single actions. */
export const actionRules: readonly ExperimentRule[] = [
  {
    code: 'FIS110',
    severity: 'error',
    title: 'an action that FIS does not have',
    explanation:
      'FIS refuses a template with an unknown `actionId`. An id is made of `aws:`, a service, a colon and the name of the action.',
    examples: templates({ actions: wait('PT10M').replace('aws:fis:wait', 'aws:fis:sleep') }),
    source: 'experimentActions',
    *check({ actions }) {
      for (const { path, actionId } of unknownActions(actions)) {
        if (!isSlip(actionId)) continue;
        const message = `"${actionId}" is no action of FIS; ${choiceAdvice(actionId, likelyIds(actionId))}`;
        yield { path: [...path, 'actionId'], message };
      }
    },
  },
  {
    code: 'FIS111',
    severity: 'error',
    title: 'an action names a target that does not exist',
    explanation:
      'The value under `targets` of an action is the name of an entry in `targets` of the template.',
    examples: templates(throttling('Role'), throttling('Roles')),
    source: 'experimentTargets',
    *check({ template, actions }) {
      const names = Object.keys(template.targets ?? {});
      for (const action of actions) {
        for (const [key, target] of action.targets) {
          if (names.includes(target)) continue;
          const advice = names.length === 0 ? 'the template has no targets' : choiceAdvice(target, names);
          const message = `there is no target "${target}"; ${advice}`;
          yield { path: [...action.path, 'targets', key], message };
        }
      }
    },
  },
  {
    code: 'FIS112',
    severity: 'error',
    title: 'a parameter of over 1,024 characters',
    explanation:
      'FIS takes at most 1,024 characters for each parameter of an action. `documentParameters` reaches that soon: two ARNs of roles ' +
      'and one of a function are a third of it. Leave out what the document has a default for.',
    examples: templates(
      { actions: startDocument(`{"Note":"${'never '.repeat(85)}","Aim":"${'more '.repeat(102)}"}`) },
      { actions: startDocument('{"Note":"never more"}') },
    ),
    source: 'experimentAction',
    *check({ actions }) {
      for (const { path, parameters } of actions) {
        for (const [parameter, value] of parameters) {
          // A placeholder counts as one character, the shortest that it can become.
          const { length } = fillPlaceholders(value, () => '1');
          if (length <= longestParameter) continue;
          const filled = hasPlaceholder(value) ? ' or more once its placeholders are filled' : '';
          const message = `has ${length} characters${filled}; use at most ${longestParameter}`;
          yield { path: [...path, 'parameters', parameter], message };
        }
      }
    },
  },
  {
    code: 'FIS113',
    severity: 'error',
    title: 'a duration that is none, or not from one minute to twelve hours',
    explanation:
      'Durations are those of ISO 8601: `PT10M` are ten minutes. FIS takes whole experiments and actions of one minute to twelve ' +
      'hours; a shorter wait is refused.',
    examples: templates({ actions: wait('PT30S') }),
    source: 'experimentActions',
    *check({ actions }) {
      for (const { path, actionId = '', parameters } of actions) {
        const [least, most] = bounds.get(actionId) ?? ['PT1M', 'PT12H'];
        for (const parameter of knownActions.has(actionId) ? durationParameters : []) {
          const duration = parameters.get(parameter);
          if (duration === undefined || anyPlaceholder(duration) !== undefined) continue;
          const seconds = durationSeconds(duration);
          const wrong = objection(seconds, durationSeconds(least) ?? 0, durationSeconds(most) ?? 0);
          if (wrong === undefined) continue;
          const message = `"${duration}" ${wrong}; use one from ${least} to ${most}`;
          yield { path: [...path, 'parameters', parameter], message };
        }
      }
    },
  },
  {
    code: 'FIS114',
    severity: 'warning',
    title: 'an action that is not known here',
    explanation:
      'FIS had no such action when this rule was written. AWS adds new ones, so it may be right; `aws fis list-actions` tells. Its ' +
      'parameters and targets are not checked.',
    examples: templates({
      actions: wait('PT10M').replace('aws:fis:wait', 'aws:braket:cancel-quantum-tasks'),
    }),
    source: 'experimentActions',
    *check({ actions }) {
      for (const { path, actionId } of unknownActions(actions)) {
        if (isSlip(actionId)) continue;
        const now = renamed.get(actionId);
        const advice = now === undefined ? '`aws fis list-actions` lists all' : `it was renamed to "${now}"`;
        yield {
          path: [...path, 'actionId'],
          message: `"${actionId}" is no action of FIS that is known here; ${advice}`,
        };
      }
    },
  },
  {
    code: 'FIS115',
    severity: 'error',
    title: 'a target for an action that acts on none',
    explanation:
      'Waiting, asking for the state of an alarm and starting an Automation document act on no resource of the template; the document ' +
      'finds its own by its parameters.',
    examples: templates(
      {
        ...throttling('Roles'),
        actions: `${throttling('Roles').actions},\n    ${waitOn('{ "Roles": "Roles" }')}`,
      },
      {},
    ),
    source: 'experimentActions',
    *check({ actions }) {
      for (const { path, actionId = '', targets } of actions) {
        const known = knownActions.get(actionId);
        if (known === undefined || known.resourceType !== undefined || targets.size === 0) continue;
        yield {
          path: [...path, 'targets'],
          on: 'key',
          message: `${actionId} acts on no targets; leave them out`,
        };
      }
    },
  },
  {
    code: 'FIS116',
    severity: 'error',
    title: 'a target of a type that the action does not take',
    explanation: 'Each action acts on one type of resources, and FIS refuses a target of another.',
    examples: templates(
      {
        ...throttling('Roles'),
        more: throttling('Roles').more.replace('aws:iam:role"', 'aws:lambda:function"'),
      },
      throttling('Roles'),
    ),
    source: 'experimentTargets',
    *check({ actions, targets }) {
      for (const { path, actionId = '', targets: used } of actions) {
        const wanted = knownActions.get(actionId)?.resourceType;
        for (const [key, name] of used) {
          const type = asText(targets.get(name)?.resourceType);
          // A type that does not exist is reported where it stands.
          if (wanted === undefined || type === undefined || type === wanted || !knownResources.has(type))
            continue;
          const message = `${actionId} acts on ${wanted}, and "${name}" is ${type}`;
          yield { path: [...path, 'targets', key], message };
        }
      }
    },
  },
];

function throttling(target: string): { readonly actions: string; readonly more: string } {
  return {
    more: `"targets": {
    "Roles": {
      "resourceType": "aws:iam:role",
      "selectionMode": "ALL",
      "resourceArns": ["arn:aws:iam::123456789012:role/service"]
    }
  },`,
    actions: `"Throttle": {
      "actionId": "aws:fis:inject-api-throttle-error",
      "parameters": { "duration": "PT10M", "service": "ec2", "operations": "DescribeInstances", "percentage": "100" },
      "targets": { "Roles": "${target}" }
    }`,
  };
}

function waitOn(targets: string): string {
  return wait('PT10M').replace(/\}$/, `, "targets": ${targets} }`);
}

// Actions whose ids are none that are known, and none that are still to be filled in.
function* unknownActions(actions: readonly PlacedAction[]) {
  for (const { path, actionId = '' } of actions) {
    const wellFormed = /^aws:[^:]+:[^:]+$/.test(actionId) && anyPlaceholder(actionId) === undefined;
    if (wellFormed && !knownActions.has(actionId)) yield { path, actionId };
  }
}

/** Near a known id, or of one of the two services whose actions are few and settled. A renamed id was right once. */
function isSlip(actionId: string): boolean {
  if (renamed.has(actionId)) return false;
  return /^aws:(?:fis|ssm):/.test(actionId) || likelyChoice(actionId, [...knownActions.keys()]) !== undefined;
}

/** The ids that may be meant: those of the same service, or all. */
function likelyIds(actionId: string): string[] {
  const all = [...knownActions.keys()];
  const service = actionId.slice(0, actionId.lastIndexOf(':') + 1);
  const same = all.filter((id) => id.startsWith(service));
  return same.length > 0 ? same : all;
}

function objection(seconds: number | undefined, least: number, most: number): string | undefined {
  if (seconds === undefined) return 'is not an ISO 8601 duration';
  if (seconds < least) return 'is too short';
  return seconds > most ? 'is too long' : undefined;
}
