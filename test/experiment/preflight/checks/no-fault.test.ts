import { pythonPool } from '../../../rehearsal/support/scripts';
import { labs, notPassed, onlyFailure, type PreflightLab } from '../support';

const python = pythonPool();
const deploy = labs();

/** Lets the document of a region attach the fault, and waits until it has. */
async function attach(lab: PreflightLab, label: 'us' | 'eu', functionName: string, more: object = {}) {
  const { region, documentName, layerArn, automationRoleArn } = lab[label];
  await lab.ask('ssm', region, 'StartAutomationExecution', {
    DocumentName: documentName,
    Parameters: {
      FunctionName: [functionName],
      LayerArn: [layerArn],
      AutomationAssumeRole: [automationRoleArn],
      LeaseTableArn: [lab.deployment.leaseTableArn],
      ApiUrl: [lab.deployment.apiUrl],
      ...more,
    },
  });
  await lab.pass(60);
}

describe('a fault that was left', () => {
  it('in $LATEST of another region keeps a game day from starting', async () => {
    const lab = await deploy({ python });
    await attach(lab, 'eu', lab.eu.healthFunction);
    // Whoever attaches it holds the lease as well.
    const results = (await lab.preflight()).filter(({ name }) => name !== 'lease');
    expect(onlyFailure(results)).toEqual({
      name: 'no-fault',
      passed: false,
      measured: 'us: none in 2 functions; eu: chaos-lab-health carries the fault in $LATEST',
      advice: 'take the fault away first: `npm run restore`',
      forced: false,
    });
    python.release(lab.world.clock);
  });

  it("is left alone while an experiment runs, which may be a colleague's: restoring would stop it", async () => {
    const lab = await deploy({ python });
    await attach(lab, 'us', lab.us.healthFunction);
    const running = {
      id: 'EXP1',
      experimentTemplateId: lab.us.experimentTemplateId,
      state: { status: 'running' },
    };
    lab.answer('ListExperiments', (_input, region) => ({
      experiments: region === lab.us.region ? [running] : [],
    }));
    expect((await lab.preflight()).find(({ name }) => name === 'no-fault')).toMatchObject({
      passed: false,
      advice: 'EXP1 may have attached it and runs: wait until it has ended',
    });
    python.release(lab.world.clock);
  });

  it('is not ruled out where the variables cannot be read and the layer is there', async () => {
    const lab = await deploy();
    lab.answer('GetFunctionConfiguration', async (input, region) => {
      const found = (await lab.world.send('lambda', region, 'GetFunctionConfiguration', input)) as object;
      if (region !== 'eu-west-1' || input.FunctionName !== lab.eu.healthFunction) return found;
      const Environment = { Error: { ErrorCode: 'AccessDeniedException', Message: 'no kms:Decrypt' } };
      return { ...found, Environment, Layers: [{ Arn: lab.eu.layerArn }] };
    });
    expect(onlyFailure(await lab.preflight())).toMatchObject({
      name: 'no-fault',
      passed: false,
      measured:
        'us: none in 2 functions; eu: chaos-lab-health may carry the fault in version $LATEST and 1, whose variables cannot be read',
      advice: 'allow these credentials, and the role of the document, kms:Decrypt on their key',
    });
  });

  it('in what is served is found, with the version that carries it; the function could still carry it', async () => {
    const lab = await deploy({ python });
    await attach(lab, 'us', lab.us.healthFunction, { AliasName: ['live'] });
    const results = await lab.preflight();
    expect(notPassed(results)).toEqual(['health-checks', 'no-fault', 'lease']);
    expect(results.find(({ name }) => name === 'no-fault')?.measured).toBe(
      'us: chaos-lab-health carries the fault in the version that is served and $LATEST and version 2; eu: none in 2 functions',
    );
    python.release(lab.world.clock);
  });
});
