import { AwsError } from '../../../rehearsal/aws/error';
import type { Input } from '../../../rehearsal/aws/call';
import { NotModelled } from '../../../rehearsal/not-modelled';
import { EventBridge } from '../../../rehearsal/services/event-bridge';
import { allow, make, makeRole } from '../support/make';
import { emptyAccount, START } from '../support/context';

const pattern: object = { source: ['aws.fis'], detail: { 'new-state': { status: ['stopped', 'failed'] } } };
const stopped = {
  source: 'aws.fis',
  detail: { 'new-state': { status: 'stopped', reason: 'x' } },
  resources: ['r'],
};
const DOCUMENT = 'arn:aws:ssm:us-east-1:123456789012:automation-definition/heal:$DEFAULT';

function bus({ eventPattern = pattern, service = 'events.amazonaws.com', target = {}, refusals = 0 } = {}) {
  const account = emptyAccount();
  const { iam, api, clock } = account;
  const started: { readonly at: number; readonly input: Input }[] = [];
  let left = refusals;
  api.register('ssm', {
    StartAutomationExecution: {
      resources: () => ['*'],
      run: (input) => {
        left -= 1;
        if (left >= 0) throw new AwsError('ThrottlingException', 'too many');
        started.push({ at: clock.now() - START, input });
      },
    },
  });
  const role_arn = makeRole(iam.resources, { service, statements: [allow('ssm:StartAutomationExecution')] });
  const events = new EventBridge(account, api, iam);
  make(events.resources, 'aws_cloudwatch_event_rule', {
    name: 'net',
    event_pattern: JSON.stringify(eventPattern),
  });
  const input = '{"FunctionName":["hello"]}';
  make(events.resources, 'aws_cloudwatch_event_target', {
    rule: 'net',
    arn: DOCUMENT,
    role_arn,
    input,
    ...target,
  });
  const put = async (event: Readonly<Record<string, unknown>>, region = 'us-east-1') => {
    events.put(region, event);
    await clock.run(clock.sleep(60_000));
    return started;
  };
  return { put, events };
}

describe('an event rule', () => {
  it('starts its document half a second after an event that it matches, with its input', async () => {
    const input = { DocumentName: 'heal', Parameters: { FunctionName: ['hello'] } };
    await expect(bus().put(stopped)).resolves.toEqual([{ at: 600, input }]);
  });

  it.each<[string, object, object, boolean]>([
    ['another value', pattern, { ...stopped, source: 'aws.ec2' }, false],
    ['another status', pattern, { ...stopped, detail: { 'new-state': { status: 'running' } } }, false],
    ['one of several values', pattern, { ...stopped, detail: { 'new-state': { status: 'failed' } } }, true],
    ['no such key', pattern, { source: 'aws.fis' }, false],
    ['text in place of an object', pattern, { source: 'aws.fis', detail: 'stopped' }, false],
    ['one item of a list', { resources: ['r'] }, { resources: ['q', 'r'] }, true],
    ['no item of a list', { resources: ['r'] }, { resources: ['q'] }, false],
    ['everything', {}, stopped, true],
  ])('with %s', async (_what, eventPattern, event, matches) => {
    const started = await bus({ eventPattern }).put({ ...event });
    expect(started).toHaveLength(matches ? 1 : 0);
  });

  it('hears only its own region', async () => {
    await expect(bus().put(stopped, 'eu-west-1')).resolves.toEqual([]);
  });

  it('tries again where the document cannot be started at once', async () => {
    await expect(bus({ refusals: 2 }).put(stopped)).resolves.toMatchObject([{ at: 10_800 }]);
  });

  it('gives an event up in the end, which ends nothing else', async () => {
    await expect(bus({ refusals: 99 }).put(stopped)).resolves.toEqual([]);
  });

  it('starts nothing where its role does not trust EventBridge', async () => {
    await expect(bus({ service: 'fis.amazonaws.com' }).put(stopped)).resolves.toEqual([]);
  });

  it.each([
    ['a prefix', { source: [{ prefix: 'aws.' }] }],
    ['a number', { count: [1] }],
    ['a prefix behind what does not match', { source: ['none'], detail: { status: [{ prefix: 'a' }] } }],
  ])('with %s in its pattern is refused', (_what, eventPattern) => {
    expect(() => bus({ eventPattern })).toThrow(NotModelled);
  });

  it('with a target that is no document is refused', () => {
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:heal';
    expect(() => bus({ target: { arn } })).toThrow(`the event target ${arn}`);
  });

  it('is named by its target, in its region', () => {
    const target = { rule: 'none', arn: DOCUMENT, role_arn: 'r', input: '{}' };
    const { events } = bus();
    expect(() => make(events.resources, 'aws_cloudwatch_event_target', target)).toThrow(
      'there is no rule none',
    );
  });
});
