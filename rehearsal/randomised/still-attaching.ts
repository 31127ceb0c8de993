import type { World } from '../world';
import { experimentsIn, isOver } from './fis-experiments';

/** Statuses of executions after which nothing of them runs. */
const OVER = ['Success', 'Failed', 'TimedOut', 'Cancelled'];

/**
 * What had begun before a moment, has not ended, and could attach the fault: experiments, and executions of documents that do not detach.
 * @param before milliseconds since 1970
 */
export async function stillAttaching(world: World, region: string, before: number): Promise<string[]> {
  const experiments = await experimentsIn(world, region);
  const { AutomationExecutionMetadataList: executions } = (await world.send(
    'ssm',
    region,
    'DescribeAutomationExecutions',
    {},
  )) as Executions;
  const attaching: string[] = [];
  for (const { AutomationExecutionId: id, AutomationExecutionStatus: status, ...metadata } of executions) {
    if (OVER.includes(status) || metadata.ExecutionStartTime.getTime() >= before) continue;
    const { AutomationExecution: execution } = (await world.send('ssm', region, 'GetAutomationExecution', {
      AutomationExecutionId: id,
    })) as Execution;
    if (execution.Parameters.ChaosMode?.[0] !== 'DISABLED') attaching.push(`${id} (${status})`);
  }
  return [
    ...experiments
      .filter((experiment) => !isOver(experiment) && experiment.creationTime.getTime() < before)
      .map(({ id, state }) => `${id} (${state.status})`),
    ...attaching,
  ];
}

interface Executions {
  readonly AutomationExecutionMetadataList: readonly {
    readonly AutomationExecutionId: string;
    readonly AutomationExecutionStatus: string;
    readonly ExecutionStartTime: Date;
  }[];
}

interface Execution {
  readonly AutomationExecution: {
    readonly Parameters: Readonly<Record<string, readonly string[] | undefined>>;
  };
}
