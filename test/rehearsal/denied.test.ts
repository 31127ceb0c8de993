import { runGameDay } from '../../experiment/game-day/game-day';
import type { Denial } from '../../experiment/journal/journal';
import { worldClients } from '../../rehearsal/clients';
import { loadHypothesis } from '../../validation/hypothesis/hypothesis-file';
import { labs } from '../experiment/preflight/support';
import { labRehearsal, type Terraform } from './support/lab';
import { pythonPool } from './support/scripts';

const python = pythonPool(2);
const rehearseLab = labRehearsal(python);

const SAFETY_NET = 'us-east-1_safety_net_role';

/** Puts a statement that denies something into a role's policy. */
const deny =
  (role: string, action: string) =>
  ({ resource }: Pick<Terraform, 'resource'>): void => {
    const policy = resource.aws_iam_role_policy?.[`${role}_policy`];
    if (policy === undefined) throw new Error(`there is no policy of ${role}`);
    const statement = JSON.stringify({ Effect: 'Deny', Action: action, Resource: '*' });
    policy.policy = String(policy.policy).replace('"Statement":[', `"Statement":[${statement},`);
  };

/** The denied calls, without AWS' words. */
async function deniedIn(...rehearsal: Parameters<typeof rehearseLab>) {
  const { denied = [], status, restored } = await rehearseLab(...rehearsal);
  return {
    status,
    restored,
    denied: denied.map(({ who, call, region, times }) => [who, call, region, times]),
  };
}

it('has nothing to list of the lab as it stands', async () => {
  expect(await deniedIn()).toMatchObject({ status: 'completed', denied: [] });
});

it('lists what the simulator may not put, in each region that it asked', async () => {
  const { status, denied } = await deniedIn({
    edit: deny('us-east-1_customers_function_role', 'cloudwatch:PutMetricData'),
  });
  expect(status).toBe('aborted');
  expect(denied).toEqual([
    ['chaos-lab-us-east-1-load-gen', 'cloudwatch:PutMetricData', 'eu-west-1', 30],
    ['chaos-lab-us-east-1-load-gen', 'cloudwatch:PutMetricData', 'us-east-1', 30],
  ]);
});

it('lists a function that may not write its log, and with it what the extension counts', async () => {
  const edit = deny('us-east-1_hello_role', 'logs:PutLogEvents');
  const { denied = [], inEffect = [] } = await rehearseLab({ edit });
  expect(denied).toMatchObject([
    { who: 'chaos-lab-us-east-1-hello', call: 'logs:PutLogEvents', region: 'us-east-1' },
  ]);
  // Lambda's own metrics tell all the same that it struck.
  expect(inEffect.map(({ effect }) => effect)).toEqual(['struck', 'struck']);
  const [hello] = inEffect;
  expect(denied[0]?.times).toBe(hello?.lambda?.errors);
  expect(hello?.injected).toBe(0);
});

describe('the safety net', () => {
  const stopped = { stopAfterMs: 120_000 };

  it('that may not start the document is listed, although the runner takes the fault away in its place', async () => {
    const edit = deny(SAFETY_NET, 'ssm:StartAutomationExecution');
    const { restored, denied } = await deniedIn({ ...stopped, edit });
    expect(restored.proven).toBe(true);
    // Two functions, three tries each.
    expect(denied).toEqual([
      ['chaos-lab-us-east-1-safety-net', 'ssm:StartAutomationExecution', 'us-east-1', 6],
    ]);
  });

  it('that may not pass the role on is listed', async () => {
    const { denied } = await deniedIn({ ...stopped, edit: deny(SAFETY_NET, 'iam:PassRole') });
    expect(denied).toEqual([
      ['chaos-lab-us-east-1-safety-net', 'ssm:StartAutomationExecution', 'us-east-1', 6],
    ]);
  });

  it('whose role does not trust EventBridge is listed', async () => {
    const { denied } = await deniedIn({
      ...stopped,
      edit: ({ resource }) => {
        const role = resource.aws_iam_role?.[SAFETY_NET];
        if (role !== undefined)
          role.assume_role_policy = String(role.assume_role_policy).replace(
            'events.amazonaws.com',
            'ec2.amazonaws.com',
          );
      },
    });
    expect(denied).toEqual([['events.amazonaws.com', 'sts:AssumeRole', 'us-east-1', 2]]);
  });
});

it('lists what the document may not do, as often as it tried', async () => {
  const { status, denied } = await deniedIn({
    edit: deny('us-east-1_fault_automation_role', 'lambda:UpdateAlias'),
  });
  expect(status).toBe('failed');
  expect(new Set(denied.map(([who, call]) => `${String(who)} ${String(call)}`))).toEqual(
    new Set(['chaos-lab-us-east-1-automation lambda:UpdateAlias']),
  );
});

describe('what the services of AWS tell', () => {
  const deploy = labs();

  it.each([
    ['the document', deny('us-east-1_fault_automation_role', 'lambda:UpdateAlias'), 'lambda:UpdateAlias'],
    [
      'FIS',
      deny('us-east-1_fault_experiment_role', 'ssm:StartAutomationExecution'),
      'ssm:StartAutomationExecution',
    ],
  ])('of what %s was denied is true', async (_whose, edit, call) => {
    const { world, deployment } = await deploy({ edit, python });
    const { denied = [] } = await world.clock.run(
      runGameDay({
        world: 'aws',
        deployment,
        hypothesis: loadHypothesis('hypotheses/region-failure.json'),
        clients: worldClients(world),
        clock: world.clock,
        random: world.chance.stream('game day'),
        report: () => undefined,
      }),
    );
    const callsOf = (all: readonly Denial[]) => all.map((one) => [one.who, one.call, one.region]);
    expect(denied.map((one) => one.call)).toContain(call);
    expect(callsOf(world.denials.entries)).toEqual(expect.arrayContaining(callsOf(denied)));
  });
});

it('lists what API Gateway may not invoke', async () => {
  const { denied } = await deniedIn({
    edit: ({ resource }) =>
      Object.assign(resource.aws_lambda_permission?.['eu-west-1_rest_api_hello_permission'] ?? {}, {
        principal: 'events.amazonaws.com',
      }),
  });
  expect(denied).toEqual([
    ['apigateway.amazonaws.com', 'lambda:InvokeFunction', 'eu-west-1', expect.any(Number)],
  ]);
});
