import { labs, onlyFailure, TEMPLATE } from '../support';

const deploy = labs();

describe('the template', () => {
  it('must be there', async () => {
    const lab = await deploy();
    const region = { ...lab.us, experimentTemplateId: 'EXTother' };
    const results = await lab.preflight({ region });
    expect(results.filter(({ passed }) => passed !== true)).toMatchObject([
      {
        name: 'template',
        passed: false,
        measured: 'there is no template EXTother in us-east-1',
        advice:
          'write the outputs again, in the folder of what is deployed (`terraform output -json > outputs.json`, or ' +
          '`npm run cdktf -- output --outputs-file outputs.json`); if it still is not there, deploy the lab',
      },
      { name: 'stop-alarms', passed: false, measured: 'without the template EXTother there are no alarms' },
    ]);
  });

  it('must be what the file says', async () => {
    const lab = await deploy();
    const template = TEMPLATE.replace('"PT5M"', '"PT1M"').replaceAll(
      '\\"ExpiresAfterMinutes\\":\\"${ExpiresAfterMinutes}\\"',
      '\\"ExpiresAfterMinutes\\":\\"7\\"',
    );
    const result = onlyFailure(await lab.preflight({ template }));
    expect(result).toMatchObject({ name: 'template', passed: false });
    expect(result.measured).toBe(
      `template ${lab.us.experimentTemplateId} in us-east-1 differs from the file: ` +
        'actions.S00_AttachExtensionToHello.parameters.documentParameters.ExpiresAfterMinutes is "25", and should be "7"; ' +
        'actions.S00_AttachExtensionToHello.parameters.maxDuration is "PT5M", and should be "PT1M"; ' +
        'actions.S00_AttachExtensionToHealth.parameters.documentParameters.ExpiresAfterMinutes is "25", and should be "7"',
    );
    expect(result.advice).toBe(
      'deploy again (`npm run cdktf -- deploy`), or name the file that was deployed (--template)',
    );
  });

  it('must be that of this deployment', async () => {
    const lab = await deploy();
    const deployment = { ...lab.deployment, fault: { ...lab.deployment.fault, minutes: 5 } };
    const result = onlyFailure(await lab.preflight({ deployment }));
    expect(result.measured).toContain(
      'actions.S01_Wait.parameters.duration is "PT10M", and should be "PT5M"',
    );
  });

  it('must hold every alarm of the deployment that guards other customers', async () => {
    const lab = await deploy({
      edit: ({ resource }) => {
        const template = resource.aws_fis_experiment_template?.['us-east-1_fault_experiment'];
        Object.assign(template ?? {}, { stop_condition: [{ source: 'none' }] });
      },
    });
    const results = await lab.preflight();
    const result = onlyFailure(results);
    expect(result.measured).toContain(
      'stopConditions lacks {"source":"aws:cloudwatch:alarm","value":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:chaos-lab-customers-outside-us"}; ' +
        'stopConditions holds {"source":"none"}, which is not in the file',
    );
    expect(results.find(({ name }) => name === 'stop-alarms')?.measured).toContain('the template names none');
  });

  it('cannot be compared with a file that is not valid', async () => {
    const lab = await deploy();
    const result = onlyFailure(await lab.preflight({ template: '{"description": "nothing"}' }));
    expect(result).toMatchObject({
      name: 'template',
      passed: false,
      advice: 'correct the file; `npm run validate` checks it',
    });
    expect(result.measured).toContain('the template file:1:1: ');
  });

  it('that differs in many places shows the first of them', async () => {
    const lab = await deploy();
    const result = onlyFailure(await lab.preflight({ template: TEMPLATE.replaceAll('S0', 'T0') }));
    expect(result.measured.split('; ')).toHaveLength(6);
    expect(result.measured).toMatch(/; and \d+ more$/);
  });
});
