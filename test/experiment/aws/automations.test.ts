import {
  automationHasEnded,
  automationsUnderWay,
  cancelAutomation,
  listAutomations,
} from '../../../experiment/aws/automations';
import { awsError, FakeAws } from '../support/fake-aws';
import { us } from '../support/lab';

describe('an automation', () => {
  it.each([
    'Success',
    'Failed',
    'TimedOut',
    'Cancelled',
    'CompletedWithSuccess',
    'CompletedWithFailure',
    'Rejected',
    'Exited',
  ])('has ended when it is %s', (status) => {
    expect(automationHasEnded(status)).toBe(true);
  });

  it.each([
    'Pending',
    'InProgress',
    'Waiting',
    'Cancelling',
    'PendingApproval',
    'Approved',
    'Scheduled',
    'RunbookInProgress',
    'PendingChangeCalendarOverride',
    'of tomorrow',
    undefined,
  ])('may still do something when it is %s', (status) => {
    expect(automationHasEnded(status)).toBe(false);
  });
});

describe('the executions of a document', () => {
  const execution = (id: string, status: string, DocumentName = us.documentName) => ({
    AutomationExecutionId: id,
    AutomationExecutionStatus: status,
    DocumentName,
  });
  const prepare = () =>
    new FakeAws().on('DescribeAutomationExecutions', ({ NextToken }) =>
      NextToken === undefined
        ? {
            AutomationExecutionMetadataList: [
              execution('first', 'InProgress'),
              execution('other', 'InProgress', `${us.documentName}-of-somebody-else`),
              execution('detaching', 'InProgress', `${us.documentName}-detach`),
            ],
            NextToken: 'more',
          }
        : { AutomationExecutionMetadataList: [execution('done', 'Success'), execution('second', 'Waiting')] },
    );
  const idsOf = (found: readonly { readonly AutomationExecutionId?: string }[]) =>
    found.map(({ AutomationExecutionId: id }) => id);

  it('are listed page by page, by the beginning of its name', async () => {
    const aws = prepare();
    const found = await listAutomations(aws.clients.ssm('us-east-1'), us);
    expect(idsOf(found)).toEqual(['first', 'other', 'detaching', 'done', 'second']);
    expect(aws.sent('DescribeAutomationExecutions')).toMatchObject([
      { Filters: [{ Key: 'DocumentNamePrefix', Values: [us.documentName] }] },
      { NextToken: 'more' },
    ]);
  });

  it('are under way where they are its own and have not ended', async () => {
    const found = await automationsUnderWay(prepare().clients.ssm('us-east-1'), us);
    expect(idsOf(found)).toEqual(['first', 'second']);
  });

  it('are under way of either, where the lab has one that only detaches', async () => {
    const region = { ...us, detachDocumentName: `${us.documentName}-detach`, detachRoleArn: 'arn:detach' };
    const found = await automationsUnderWay(prepare().clients.ssm('us-east-1'), region);
    expect(idsOf(found)).toEqual(['first', 'detaching', 'second']);
  });
});

describe('cancelling an execution', () => {
  const cancel = (answer: () => unknown) => {
    const aws = new FakeAws().on('StopAutomationExecution', answer);
    return { aws, cancelled: cancelAutomation(aws.clients.ssm('us-east-1'), 'one') };
  };
  const refusal = (name: string) => () => {
    throw awsError(name, 'no');
  };

  it('cancels it, so that its step is ended', async () => {
    const { aws, cancelled } = cancel(() => ({}));
    await expect(cancelled).resolves.toBe(true);
    expect(aws.sent('StopAutomationExecution')).toEqual([{ AutomationExecutionId: 'one', Type: 'Cancel' }]);
  });

  it('need not be done where it has ended in the meantime', async () => {
    const { cancelled } = cancel(refusal('InvalidAutomationStatusUpdateException'));
    await expect(cancelled).resolves.toBe(false);
  });

  it.each(['AccessDeniedException', 'AutomationExecutionNotFoundException', 'InternalServerError'])(
    'has not been done where Systems Manager refuses it: %s',
    async (name) => {
      await expect(cancel(refusal(name)).cancelled).rejects.toMatchObject({ name });
    },
  );
});
