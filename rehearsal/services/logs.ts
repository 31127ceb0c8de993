import { arnOf, type Surroundings } from '../surroundings';
import type { ResourceModels } from '../terraform/apply';

/** Log groups: nothing in a rehearsal reads what is written to them. */
export function logResources(world: Surroundings): ResourceModels {
  return {
    aws_cloudwatch_log_group: {
      modelled: ['name'],
      withoutEffect: ['retention_in_days', 'tags', 'skip_destroy', 'log_group_class'],
      create: (values, { region }) => {
        const name = values.text('name');
        return { arn: arnOf(world, 'logs', region, `log-group:${name}`), id: name };
      },
    },
  };
}
