import { createHash } from 'node:crypto';
import { NotModelled } from '../../../../rehearsal/not-modelled';
import { faultAccount, sleeping } from '../../support/faults';
import { allow, make, makeRole } from '../../support/make';

interface Execution {
  readonly AutomationExecutionStatus: string;
  readonly FailureMessage?: string;
}

function automation(settings: Parameters<typeof faultAccount>[0] = {}) {
  const account = faultAccount(settings);
  const { clock, api, documentRole } = account;
  const Parameters = { Role: [documentRole] };
  const begin = async (input: object = {}, principal: 'operator' | { roleArn: string } = 'operator') => {
    const request = { DocumentName: 'sleep', Parameters, ...input };
    const started = api.call('ssm', 'StartAutomationExecution', request, { principal, region: 'us-east-1' });
    return ((await clock.run(started)) as { AutomationExecutionId: string }).AutomationExecutionId;
  };
  const look = async (AutomationExecutionId: string) => {
    const found = (await account.call('ssm', 'GetAutomationExecution', { AutomationExecutionId })) as object;
    return (found as { AutomationExecution: Execution }).AutomationExecution;
  };
  return { ...account, begin, lookAt: look, Parameters };
}

describe('an automation', () => {
  it.each(['sleep', 'arn:aws:ssm:us-east-1:123456789012:document/sleep'])(
    'is started from %s',
    async (DocumentName) => {
      const { begin, lookAt, at } = automation();
      const id = await begin({ DocumentName });
      await at(60);
      expect(await lookAt(id)).toMatchObject({ AutomationExecutionStatus: 'InProgress' });
      await at(700);
      expect(await lookAt(id)).toMatchObject({
        AutomationExecutionStatus: 'Success',
        StepExecutions: [{ StepName: 'Sleep', StepStatus: 'Success' }],
      });
    },
  );

  it('is stopped', async () => {
    const { begin, call, lookAt, at } = automation();
    const AutomationExecutionId = await begin();
    await at(60);
    await call('ssm', 'StopAutomationExecution', { AutomationExecutionId });
    await at(70);
    expect(await lookAt(AutomationExecutionId)).toMatchObject({ AutomationExecutionStatus: 'Cancelled' });
    const again = call('ssm', 'StopAutomationExecution', { AutomationExecutionId });
    await expect(again).rejects.toMatchObject({ name: 'InvalidAutomationStatusUpdateException' });
  });

  it('says with what parameters it was started where it is asked for by its id, and not where all are listed', async () => {
    const { begin, call, lookAt, Parameters } = automation();
    const id = await begin();
    expect(await lookAt(id)).toMatchObject({ Parameters });
    const listed = (await call('ssm', 'DescribeAutomationExecutions', {})) as object;
    expect(listed).toEqual({
      AutomationExecutionMetadataList: [
        {
          AutomationExecutionId: id,
          DocumentName: 'sleep',
          AutomationExecutionStatus: 'Pending',
          ExecutionStartTime: expect.any(Date) as Date,
        },
      ],
    });
  });

  it('that failed says why', async () => {
    const { begin, lookAt, at, addDocument } = automation();
    const [step] = sleeping.mainSteps;
    addDocument('short', { ...sleeping, mainSteps: [{ ...step, timeoutSeconds: 5 }] });
    const id = await begin({ DocumentName: 'short' });
    await at(60);
    expect(await lookAt(id)).toMatchObject({
      AutomationExecutionStatus: 'TimedOut',
      FailureMessage: 'the step Sleep was not done after 5 s',
    });
  });

  it('is found by its document, and by when it was started', async () => {
    const { begin, call, at } = automation();
    await begin();
    await at(120);
    const second = await begin();
    const find = async (...Filters: object[]) =>
      (
        (await call('ssm', 'DescribeAutomationExecutions', { Filters })) as object as {
          AutomationExecutionMetadataList: { AutomationExecutionId: string }[];
        }
      ).AutomationExecutionMetadataList;
    expect(await find({ Key: 'DocumentNamePrefix', Values: ['sle'] })).toHaveLength(2);
    expect(await find({ Key: 'DocumentNamePrefix', Values: ['other'] })).toHaveLength(0);
    const late = await find({ Key: 'StartTimeAfter', Values: ['2026-01-01T12:01:00Z'] });
    expect(late.map(({ AutomationExecutionId: id }) => id)).toEqual([second]);
    await expect(find({ Key: 'CurrentAction', Values: [] })).rejects.toThrow(NotModelled);
  });

  it.each([
    ['a document that is not there', { DocumentName: 'none' }, 'AutomationDefinitionNotFoundException'],
    [
      'a parameter that is not declared',
      { Parameters: { Colour: ['red'] } },
      'InvalidAutomationExecutionParametersException',
    ],
    [
      'a role that is not there',
      { Parameters: { Role: ['arn:none'] } },
      'InvalidAutomationExecutionParametersException',
    ],
  ])('with %s is refused', async (_what, input, name) => {
    await expect(automation().begin(input)).rejects.toMatchObject({ name });
  });

  it('that is not there is not found', async () => {
    await expect(automation().lookAt('none')).rejects.toMatchObject({
      name: 'AutomationExecutionNotFoundException',
    });
  });

  it('is refused where its role does not trust Systems Manager', async () => {
    const refused = automation({ ssmService: 'ec2.amazonaws.com' }).begin();
    await expect(refused).rejects.toThrow(
      'ssm.amazonaws.com cannot assume arn:aws:iam::123456789012:role/document',
    );
  });

  it.each([
    ['everything it needs', [allow('ssm:StartAutomationExecution'), allow('iam:PassRole')], true],
    ['no right to pass the role', [allow('ssm:StartAutomationExecution')], false],
    [
      'a right to pass another role',
      [allow('ssm:*'), { ...allow('iam:PassRole'), Resource: 'arn:other' }],
      false,
    ],
    [
      'a right to pass it to another service',
      [
        allow('ssm:*'),
        {
          ...allow('iam:PassRole'),
          Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
        },
      ],
      false,
    ],
    ['no right to start it', [allow('iam:PassRole')], false],
    [
      'a right to start another one',
      [{ ...allow('ssm:*'), Resource: '*automation-definition/other:*' }, allow('iam:PassRole')],
      false,
    ],
  ])('is started by a role with %s', async (_what, statements, allowed) => {
    const { begin, iam } = automation();
    const roleArn = makeRole(iam.resources, { name: 'caller', statements });
    const outcome = await begin({}, { roleArn }).catch((error: unknown) => (error as Error).name);
    expect(outcome).toMatch(allowed ? /^[0-9a-f-]{36}$/ : /^AccessDeniedException$/);
  });
});

describe('a document', () => {
  it('that was applied is described: active, its version, and the hash of its text', async () => {
    const { call } = automation();
    const hash = createHash('sha256').update(JSON.stringify(sleeping)).digest('hex');
    await expect(call('ssm', 'DescribeDocument', { Name: 'sleep' })).resolves.toMatchObject({
      Document: {
        Name: 'sleep',
        Status: 'Active',
        DocumentType: 'Automation',
        DocumentVersion: '1',
        HashType: 'Sha256',
        Hash: hash,
        Parameters: [
          { Name: 'Role', Type: 'String' },
          { Name: 'Duration', Type: 'String', DefaultValue: 'PT10M' },
        ],
      },
    });
    const missing = call('ssm', 'DescribeDocument', { Name: 'none' });
    await expect(missing).rejects.toMatchObject({ name: 'InvalidDocument' });
  });

  const made = (values: object) => {
    const content = JSON.stringify(sleeping);
    return () =>
      make(automation().ssm.resources, 'aws_ssm_document', {
        name: 'a',
        content,
        document_type: 'Automation',
        ...values,
      });
  };
  const withAction = (action: string, inputs: object) =>
    JSON.stringify({ ...sleeping, mainSteps: [{ name: 'Step', action, inputs }] });

  it.each([
    ['another type', { document_type: 'Command' }, 'documents other than Automation'],
    ['another format', { document_format: 'TEXT' }, 'the document format TEXT'],
    [
      'another action',
      { content: withAction('aws:approve', { Approvers: ['a'] }) },
      'the action aws:approve (aws_ssm_document.test, step Step)',
    ],
  ])('of %s is refused', (_what, values, message) => {
    expect(made(values)).toThrow(message);
    expect(made(values)).toThrow(NotModelled);
  });

  it('that is not valid is refused', () => {
    expect(made({ content: '{"schemaVersion":"0.3"}' })).toThrow(/mainSteps/);
  });

  it('that waits for a moment rather than for a time ends the run', async () => {
    const { addDocument, begin, at } = automation();
    addDocument('until', {
      ...sleeping,
      mainSteps: [{ name: 'Step', action: 'aws:sleep', inputs: { Timestamp: '2026-01-01T00:00:00Z' } }],
    });
    await begin({ DocumentName: 'until' });
    await expect(at(60)).rejects.toThrow('the rehearsal does not model aws:sleep with {"Timestamp"');
  });

  it('is stopped in no other way than by cancelling it', async () => {
    const { begin, call } = automation();
    const AutomationExecutionId = await begin();
    const complete = call('ssm', 'StopAutomationExecution', { AutomationExecutionId, Type: 'Complete' });
    await expect(complete).rejects.toThrow(
      new NotModelled('ssm:StopAutomationExecution of the type "Complete"'),
    );
  });
});
