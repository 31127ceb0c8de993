import { allowed, synthesized } from './synthesized';

const stack = synthesized();

describe('the document', () => {
  it("may change the two functions of its region, delete their versions, and read the lab's layer", () => {
    const both = [
      '${aws_lambda_function.us-east-1_hello.arn}',
      '${aws_lambda_function.us-east-1_health.arn}',
    ];
    const versions = both.map((each) => `${each}:*`);
    const may = allowed(stack, 'us-east-1_fault_automation');
    expect(may.ChangeFunctions?.Resource).toEqual([...both, ...versions]);
    expect(may.ChangeFunctions?.Action).not.toContain('lambda:DeleteFunction');
    expect(may.DeleteFaultyVersions).toMatchObject({ Action: ['lambda:DeleteFunction'], Resource: versions });
    expect(may.AttachLayer?.Resource).toEqual([
      '${aws_lambda_layer_version.us-east-1_fault_layer.layer_arn}:*',
    ]);
    expect(may.TakeLease).toMatchObject({
      Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      Resource: ['${aws_dynamodb_table.lease.arn}'],
    });
    expect(Object.keys(may)).toHaveLength(4);
  });
});

describe('the document that only detaches', () => {
  it('may change the same functions, but never into one with the extension, and reads no lease', () => {
    const may = allowed(stack, 'us-east-1_fault_detacher');
    const { ChangeFunctions, DeleteFaultyVersions } = allowed(stack, 'us-east-1_fault_automation');
    expect(may).toEqual({
      ChangeFunctions,
      DeleteFaultyVersions,
      NeverAttachLayer: {
        Sid: 'NeverAttachLayer',
        Effect: 'Deny',
        Action: ['lambda:UpdateFunctionConfiguration'],
        Resource: [
          '${aws_lambda_function.us-east-1_hello.arn}',
          '${aws_lambda_function.us-east-1_health.arn}',
        ],
        Condition: {
          'ForAnyValue:StringLike': {
            'lambda:Layer': '${aws_lambda_layer_version.us-east-1_fault_layer.layer_arn}:*',
          },
        },
      },
    });
  });
});
