import { automationFailures } from '../../../experiment/aws/automation-failures';
import { FakeAws } from '../support/fake-aws';
import { us } from '../support/lab';

it('asks for the executions of the region’s document since then, page by page, and tells why they failed', async () => {
  const messages: Record<string, string | undefined> = { a: undefined, b: 'Traceback b', c: 'Traceback c' };
  const aws = new FakeAws()
    .on('DescribeAutomationExecutions', ({ NextToken }) =>
      NextToken === undefined
        ? {
            AutomationExecutionMetadataList: [{ AutomationExecutionId: 'a' }, { AutomationExecutionId: 'b' }],
            NextToken: 'more',
          }
        : { AutomationExecutionMetadataList: [{ AutomationExecutionId: 'c' }] },
    )
    .on('GetAutomationExecution', ({ AutomationExecutionId }) => ({
      AutomationExecution: { FailureMessage: messages[AutomationExecutionId as string] },
    }));

  const failures = await automationFailures(aws.clients.ssm('us-east-1'), us, Date.UTC(2026, 0, 1));

  expect(failures).toEqual(['Traceback b', 'Traceback c']);
  expect(aws.sent('DescribeAutomationExecutions')[0]).toMatchObject({
    Filters: [
      { Key: 'DocumentNamePrefix', Values: ['lab-chaos-extension'] },
      { Key: 'StartTimeAfter', Values: ['2026-01-01T00:00:00.000Z'] },
    ],
  });
});
