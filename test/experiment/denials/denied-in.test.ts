import { deniedIn } from '../../../experiment/denials/denied-in';

const SAID =
  'arn:aws:sts::123456789012:assumed-role/lab-automation/Automation-1 is not authorized to perform: lambda:UpdateAlias on resource: arn:aws:lambda:us-east-1:123456789012:function:hello because no identity-based policy allows the lambda:UpdateAlias action';

it('reads who was denied what from the traceback of a document', () => {
  const traceback = [
    'Step fails when it is Execute/Cancelling action. Traceback (most recent call last):',
    '  File "/tmp/x.py", line 7, in detach',
    `botocore.errorfactory.AccessDeniedException: An error occurred (AccessDeniedException) when calling the UpdateAlias operation: User: ${SAID}`,
    'ClientError - see Automation Service Troubleshooting Guide',
  ].join('\n');
  expect(deniedIn(traceback)).toEqual({
    who: 'lab-automation',
    call: 'lambda:UpdateAlias',
    reason: `User: ${SAID}`,
  });
});

it('reads it from the words of IAM alone', () => {
  expect(deniedIn(`it said: ${SAID}`)).toEqual({
    who: 'lab-automation',
    call: 'lambda:UpdateAlias',
    reason: SAID,
  });
});

it('knows at least the operation where a service says no more', () => {
  const message =
    'An error occurred (AccessDenied) when calling the PutMetricData operation (reached max retries: 4): no';
  expect(deniedIn(message)).toEqual({ who: null, call: 'PutMetricData', reason: 'no' });
});

it.each([
  '',
  'ValueError: five layers already',
  'An error occurred (ResourceConflictException) when calling the UpdateAlias operation: in progress',
])('finds none in "%s"', (message) => {
  expect(deniedIn(message)).toBeNull();
});
