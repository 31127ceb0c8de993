import { type Branch, branchReportsOf, branchesOf } from '../json-schema/conditional-schema';
import schema from '../../schemas/experiment-template.schema.json';
import { asMap, asText } from '../parts';
import type { Report } from '../findings/rule';
import type { SchemaRules } from '../json-schema/schema-reports';
import type { ExperimentContext } from './context';

/** An action of FIS as the schema describes it. */
export interface KnownAction {
  /** The type of the resources that it acts on, `aws:ec2:instance`; undefined for an action that acts on none. */
  readonly resourceType: string | undefined;
  readonly branch: Branch;
}

/** The actions of FIS by id (FIS user guide, actions reference). The schema is the one place that lists them. */
export const knownActions: ReadonlyMap<string, KnownAction> = new Map(
  branchesOf(schema, 'action', 'actionId').map((branch) => {
    const title = asText(asMap(asMap(branch.then.properties).targets).title);
    return [branch.value, { resourceType: title === 'none' ? undefined : title, branch }];
  }),
);

/** The types of resources that FIS acts on, likewise (FIS user guide, targets). */
export const knownResources: ReadonlyMap<string, Branch> = new Map(
  branchesOf(schema, 'target', 'resourceType').map((branch) => [branch.value, branch]),
);

/** The branches of actions that act on nothing of AWS': those of the lab's own template are among them. */
export const commonBranches = [...knownActions.values()]
  .filter(({ resourceType }) => resourceType === undefined)
  .map(({ branch }) => ({ schema, part: branch.pointer }));

/**
 * What the schema finds in each action and each target by its kind: parameters, and the name under which an action takes its target.
 * @yields {Report} a report for each thing that is wrong, its path that of the whole template
 */
export function* branchReports(
  { actions, targets }: ExperimentContext,
  rules: SchemaRules,
): Iterable<Report> {
  for (const { action, actionId = '', path } of actions) {
    const known = knownActions.get(actionId);
    if (known !== undefined) yield* branchReportsOf(schema, known.branch, action, path, rules);
  }
  for (const [name, target] of targets) {
    const branch = knownResources.get(asText(target.resourceType) ?? '');
    if (branch !== undefined) yield* branchReportsOf(schema, branch, target, ['targets', name], rules);
  }
}
