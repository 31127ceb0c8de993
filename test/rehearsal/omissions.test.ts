import { leaveOut } from '../../rehearsal/omissions';
import { toConfiguration } from '../../terraform/configuration';

const configuration = toConfiguration(
  {
    resource: {
      aws_cloudwatch_event_rule: { ended: { name: 'ended' } },
      aws_cloudwatch_event_target: { detach: { rule: '${aws_cloudwatch_event_rule.ended.name}' } },
      aws_iam_role: {
        net: { name: 'net', assume_role_policy: '${aws_cloudwatch_event_rule.ended.arn}' },
        other: { name: 'other' },
      },
      aws_iam_role_policy: {
        net: { role: '${aws_iam_role.net.name}' },
        other: { depends_on: ['aws_iam_role.other'] },
      },
    },
  },
  '.',
);

it('leaves out the safety net, and whatever cannot be without it, and nothing else', () => {
  const { blocks } = leaveOut(configuration, 'safety-net');
  expect(blocks.map(({ address }) => address)).toEqual(['aws_iam_role.other', 'aws_iam_role_policy.other']);
  expect(configuration.blocks).toHaveLength(6);
});

it('names the likely one where it knows none of that name', () => {
  expect(() => leaveOut(configuration, 'safetynet')).toThrow(
    '"safetynet" cannot be left out; did you mean "safety-net"?',
  );
});
