import { labs, type Deployed, type PreflightLab } from '../experiment/preflight/support';
import { pythonPool } from './support/scripts';

const python = pythonPool(1);
const prepare = labs();

/** As much as the document that attaches may do. */
const asMuch: Deployed['edit'] = ({ resource: { aws_iam_role_policy: policies = {} } }) => {
  const [attach, detach] = ['automation', 'detacher'].map(
    (name) => policies[`us-east-1_fault_${name}_role_policy`] ?? {},
  );
  const more = JSON.stringify((JSON.parse(String(attach?.policy)) as { Statement: object[] }).Statement);
  if (detach)
    detach.policy = String(detach.policy).replace('"Statement":[', `"Statement":[${more.slice(1, -1)},`);
};

/** Runs a document of the lab on a function in us-east-1, with the role of the one that only detaches. */
async function run(lab: PreflightLab, DocumentName: string, more: object) {
  const { us, deployment } = lab;
  const Parameters = {
    FunctionName: [us.helloFunction],
    AliasName: [deployment.alias],
    LayerArn: [us.layerArn],
    AutomationAssumeRole: [us.detachRoleArn],
    ...more,
  };
  const ask = <T>(operation: string, input: object) => lab.ask<T>('ssm', us.region, operation, input);
  const id = await ask<{ AutomationExecutionId: string }>('StartAutomationExecution', {
    DocumentName,
    Parameters,
  });
  await lab.pass(120);
  return (await ask<{ AutomationExecution: object }>('GetAutomationExecution', id)).AutomationExecution;
}

describe('what only detaches', () => {
  it('does not attach, not even with a document that can, and with every other right', async () => {
    const lab = await prepare({ python, edit: asMuch });
    const { documentName, helloFunction } = lab.us;
    const before = lab.variablesOf(helloFunction);
    const ended = await run(lab, documentName, {
      ChaosMode: ['ENABLED'],
      LeaseTableArn: [lab.deployment.leaseTableArn],
      ApiUrl: [lab.deployment.apiUrl],
    });
    expect(ended).toMatchObject({
      AutomationExecutionStatus: 'Failed',
      FailureMessage: expect.stringMatching(
        /us-east-1-detach is not authorized to perform: lambda:UpdateFunctionConfiguration/,
      ) as string,
    });
    expect(lab.variablesOf(helloFunction)).toEqual(before);
  });

  it('is not even asked to: its document takes no such mode', async () => {
    const lab = await prepare({ python });
    await expect(run(lab, lab.us.detachDocumentName ?? '', { ChaosMode: ['ENABLED'] })).rejects.toThrow(
      'ChaosMode',
    );
  });
});
