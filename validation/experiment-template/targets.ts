import { asList, asMap, asText } from '../parts';
import { choiceAdvice, likelyChoice } from '../suggestion';
import type { ExperimentContext, ExperimentRule } from './context';
import { rebootInstances, templates } from './examples';
import { knownResources } from './known-actions';
import { anyPlaceholder } from '../placeholders';

/** Rules about the targets of the template. */
export const targetRules: readonly ExperimentRule[] = [
  {
    code: 'FIS130',
    severity: 'warning',
    title: 'a target that no action uses',
    explanation:
      'FIS looks up all targets before the first action starts, and a target that is there for nothing is mostly a sign that an action ' +
      'has the wrong one.',
    examples: templates({ more: rebootInstances({}).more }, rebootInstances({})),
    source: 'experimentTargets',
    *check({ targets, actions }) {
      const used = new Set(actions.flatMap((action) => [...action.targets.values()]));
      // An action's target that does not exist is probably one of those that nobody uses.
      if ([...used].some((name) => !targets.has(name))) return;
      for (const name of targets.keys()) {
        if (used.has(name)) continue;
        yield {
          path: ['targets', name],
          on: 'key',
          message: `no action uses "${name}"; remove it, or name it in an action`,
        };
      }
    },
  },
  {
    code: 'FIS131',
    severity: 'error',
    title: 'a type of resource that FIS does not have',
    explanation:
      'FIS refuses a target of an unknown type. A type is made of `aws:`, a service, a colon and the resource, in lower case and in ' +
      'the singular.',
    examples: templates(rebootInstances({ resourceType: 'aws:ec2:instances' }), rebootInstances({})),
    source: 'experimentTargets',
    *check({ targets }) {
      for (const { path, type, likely } of unknownTypes(targets)) {
        if (likely === undefined) continue;
        yield { path, message: `"${type}" is no resource of FIS; did you mean "${likely}"?` };
      }
    },
  },
  {
    code: 'FIS132',
    severity: 'warning',
    title: 'a type of resource that is not known here',
    explanation:
      'FIS had no such type when this rule was written. AWS adds new ones, so it may be right; `aws fis list-target-resource-types` ' +
      'tells.',
    examples: templates(rebootInstances({ resourceType: 'aws:braket:quantum-task' }), rebootInstances({})),
    source: 'experimentTargets',
    *check({ targets }) {
      for (const { path, type, likely } of unknownTypes(targets)) {
        if (likely !== undefined) continue;
        const advice = choiceAdvice(type, [...knownResources.keys()]);
        yield { path, message: `"${type}" is no resource of FIS that is known here; ${advice}` };
      }
    },
  },
  {
    code: 'FIS133',
    severity: 'error',
    title: 'a target by ARN and by tag or filter',
    explanation:
      'A target is told either by the ARNs of its resources, or by tags and filters. FIS refuses both at once.',
    examples: templates(
      rebootInstances({
        by: `"resourceTags": { "Chaos": "yes" },\n      "resourceArns": ["arn:aws:ec2:us-east-1:123456789012:instance/i-1"]`,
      }),
      rebootInstances({ by: `"resourceArns": ["arn:aws:ec2:us-east-1:123456789012:instance/i-1"]` }),
    ),
    source: 'experimentTargets',
    *check({ targets }) {
      for (const [name, { resourceArns, resourceTags, filters }] of targets) {
        if (asList(resourceArns).length === 0) continue;
        const path = ['targets', name];
        if (Object.keys(asMap(resourceTags)).length > 0)
          yield {
            path: [...path, 'resourceTags'],
            on: 'key',
            message: 'cannot stand beside resourceArns; use one of the two',
          };
        if (asList(filters).length > 0)
          yield {
            path: [...path, 'filters'],
            on: 'key',
            message: 'cannot stand beside resourceArns; use one of the two',
          };
      }
    },
  },
  {
    code: 'FIS134',
    severity: 'warning',
    title: 'a target that nothing narrows down',
    explanation:
      'Without ARNs, tags, filters and parameters nothing says which resources are meant: at best FIS refuses the template, at worst ' +
      'it takes any of the account.',
    examples: templates(rebootInstances({ by: '"resourceTags": {}' }), rebootInstances({})),
    source: 'experimentTargets',
    *check({ targets }) {
      for (const [name, { resourceArns, resourceTags, filters, parameters }] of targets) {
        const told = [resourceArns, resourceTags, filters, parameters].some(
          (part) => asList(part).length > 0 || Object.keys(asMap(part)).length > 0,
        );
        if (told) continue;
        const message = 'nothing says which resources; use resourceArns, resourceTags, filters or parameters';
        yield { path: ['targets', name], on: 'key', message };
      }
    },
  },
];

function* unknownTypes(targets: ExperimentContext['targets']) {
  for (const [name, target] of targets) {
    const type = asText(target.resourceType);
    const known = type === undefined || knownResources.has(type) || anyPlaceholder(type) !== undefined;
    if (known) continue;
    const likely = likelyChoice(type, [...knownResources.keys()]);
    yield { path: ['targets', name, 'resourceType'], type, likely };
  }
}
