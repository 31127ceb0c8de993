import type { Snapshot } from '../../../experiment/fault/snapshot';
import { FakeAws } from '../support/fake-aws';
import { deployment, TestTimeline } from '../support/lab';
import { ManualClock } from '../support/manual-clock';

/** What both functions of the region were like. */
export const before = ['lab-hello', 'lab-health'].map((functionName): Snapshot => ({
  functionName,
  variables: {},
  layers: [],
  alias: 'live',
  aliasVersion: '1',
  aliasWeights: {},
  versions: ['1'],
}));

/** Functions behind an alias, which the document restores after ten seconds, unless its execution ends otherwise. */
export function prepare(
  ending: { readonly status: string; readonly message?: string } = { status: 'Success' },
) {
  const clock = new ManualClock();
  const timeline = new TestTimeline(clock);
  const versions: Record<string, string> = { 'lab-hello': '1', 'lab-health': '1' };
  const executions: { readonly target: string; readonly at: number }[] = [];
  const served = (name: unknown) => versions[name as string]!;
  const aws = new FakeAws()
    .on('ListExperiments', () => ({ experiments: [] }))
    .on('DescribeAutomationExecutions', () => ({ AutomationExecutionMetadataList: [] }))
    .on('GetFunctionConfiguration', ({ FunctionName, Qualifier }) => ({
      Environment: {
        Variables:
          served(FunctionName) !== '1' && Qualifier !== undefined ? { CHAOS_EXTENSION__RESTORE: '' } : {},
      },
    }))
    .on('GetAlias', ({ FunctionName }) => ({ FunctionVersion: served(FunctionName) }))
    .on('ListVersionsByFunction', () => ({ Versions: [{ Version: '1' }] }))
    .on('StartAutomationExecution', ({ Parameters }) => {
      const target = (Parameters as { FunctionName: string[] }).FunctionName[0]!;
      executions.push({ target, at: clock.now() });
      return { AutomationExecutionId: String(executions.length - 1) };
    })
    .on('GetAutomationExecution', ({ AutomationExecutionId }) => {
      const { target, at } = executions[Number(AutomationExecutionId)]!;
      if (clock.now() - at < 10_000)
        return { AutomationExecution: { AutomationExecutionStatus: 'InProgress' } };
      if (ending.status === 'Success') versions[target] = '1';
      const { status: AutomationExecutionStatus, message: FailureMessage } = ending;
      return { AutomationExecution: { AutomationExecutionStatus, FailureMessage } };
    });
  const props = { clients: aws.clients, clock, deployment, timeline };
  return { aws, clock, timeline, versions, props };
}
