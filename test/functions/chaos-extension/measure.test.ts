import { countInjected } from '../../../functions/chaos-extension/measure';

const MOMENT = Date.parse('2026-11-20T12:00:00Z');
const count = (functionArn: string | null) => countInjected({ requestId: 'request-1', functionArn }, MOMENT);

describe('the count of an injected invocation', () => {
  it('is a document in the embedded metric format, by function and by what it was invoked through', () => {
    expect(count('arn:aws:lambda:us-east-1:123456789012:function:hello:live')).toEqual({
      _aws: {
        Timestamp: MOMENT,
        CloudWatchMetrics: [
          {
            Namespace: 'chaos-extension',
            Dimensions: [['FunctionName', 'Resource']],
            Metrics: [{ Name: 'InjectedInvocations', Unit: 'Count' }],
          },
        ],
      },
      FunctionName: 'hello',
      Resource: 'hello:live',
      InjectedInvocations: 1,
    });
  });

  it('has the function itself as its resource where no alias and no version was invoked, as Lambda has it', () => {
    expect(count('arn:aws:lambda:us-east-1:123456789012:function:hello')).toMatchObject({
      FunctionName: 'hello',
      Resource: 'hello',
    });
  });

  it.each([null, '', 'hello'])('is left out where %j does not say which function it was', (arn) => {
    expect(count(arn)).toEqual({});
  });
});
