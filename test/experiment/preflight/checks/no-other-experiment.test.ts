import { labs, notPassed, onlyFailure, type PreflightLab } from '../support';

const deploy = labs();

const WAIT = { name: 'Wait', action_id: 'aws:fis:wait', parameter: [{ key: 'duration', value: 'PT10M' }] };

/** The lab, and in eu-west-1 a template of somebody else; nothing breaks when one of them runs. */
const withWaitingTemplates = () =>
  deploy({
    edit: ({ resource, output }) => {
      const templates = resource.aws_fis_experiment_template ?? {};
      const own = Object.values(templates).find(({ provider }) => provider === 'aws.us-east-1');
      const foreign = Object.values(templates).find(({ provider }) => provider !== 'aws.us-east-1');
      // By what it starts, the lab's template is known to be the lab's.
      const [detach] = (own?.action as { name: string }[]).filter(({ name }) => name.includes('Detach'));
      Object.assign(own ?? {}, { action: [WAIT, { ...detach, start_after: [WAIT.name] }] });
      templates.foreign = { ...foreign, action: [WAIT] };
      output.foreign = { value: '${aws_fis_experiment_template.foreign.id}' };
    },
  });

async function start(lab: PreflightLab, region: string, experimentTemplateId: string): Promise<string> {
  const input = { experimentTemplateId, clientToken: 'token' };
  const answer = await lab.ask<{ experiment: { id: string } }>('fis', region, 'StartExperiment', input);
  return answer.experiment.id;
}

describe('another experiment', () => {
  it('of the same template is waited for, or resumed where its runner has died, and none is started beside it', async () => {
    const lab = await withWaitingTemplates();
    const { experimentTemplateId } = lab.us;
    const id = await start(lab, 'us-east-1', experimentTemplateId);
    const results = await lab.preflight();
    expect(notPassed(results)).toEqual(['template', 'no-other-experiment']);
    expect(results.find(({ name }) => name === 'no-other-experiment')).toMatchObject({
      passed: false,
      measured: `us: ${id} of template ${experimentTemplateId} is initiating; eu: none`,
      advice: `wait until ${id} has ended; only where its runner has died: \`npm run start-experiment -- --resume ${id}\``,
    });
  });

  it('of any template, in any region of the lab, is waited for', async () => {
    const lab = await withWaitingTemplates();
    const template = String(lab.world.outputs.foreign);
    const id = await start(lab, 'eu-west-1', template);
    await lab.pass(60);
    // Of the lab's own template only actions are left out.
    const other = async () => onlyFailure((await lab.preflight()).filter(({ name }) => name !== 'template'));
    expect(await other()).toEqual({
      name: 'no-other-experiment',
      passed: false,
      measured: `us: none; eu: ${id} of template ${template} is running`,
      advice: `wait until ${id} has ended`,
      forced: false,
    });
    await lab.ask('fis', 'eu-west-1', 'StopExperiment', { id });
    await lab.pass(10);
    expect(notPassed(await lab.preflight())).toEqual(['template']);
  });

  it('of an unknown status is taken as running, on whatever page FIS lists it', async () => {
    const lab = await deploy();
    const ended = { id: 'EXP1', experimentTemplateId: 'EXTa', state: { status: 'completed' } };
    const unknown = { id: 'EXP2', experimentTemplateId: 'EXTa', state: { status: 'pondering' } };
    lab.answer('ListExperiments', ({ nextToken }) =>
      nextToken === undefined ? { experiments: [ended], nextToken: 'second' } : { experiments: [unknown] },
    );
    const { measured } = onlyFailure(await lab.preflight());
    expect(measured).toBe('us: EXP2 of template EXTa is pondering; eu: EXP2 of template EXTa is pondering');
  });
});

describe('an execution of the document', () => {
  it('that is under way is waited for', async () => {
    const lab = await deploy();
    const { documentName } = lab.us;
    const execution = (DocumentName: string, AutomationExecutionStatus: string, id: string) => ({
      DocumentName,
      AutomationExecutionStatus,
      AutomationExecutionId: id,
    });
    lab.answer('DescribeAutomationExecutions', ({ NextToken }, region) => {
      if (region !== 'us-east-1') return { AutomationExecutionMetadataList: [] };
      const ended = ['Success', 'Failed', 'TimedOut', 'Cancelled'];
      return NextToken === undefined
        ? {
            AutomationExecutionMetadataList: [
              ...ended.map((status) => execution(documentName, status, status)),
              execution(`${documentName}-of-somebody-else`, 'InProgress', 'other'),
            ],
            NextToken: 'second',
          }
        : { AutomationExecutionMetadataList: [execution(documentName, 'Cancelling', 'ours')] };
    });
    expect(onlyFailure(await lab.preflight())).toMatchObject({
      name: 'no-other-experiment',
      passed: false,
      measured: `us: execution ours of ${documentName} is Cancelling; eu: none`,
      advice: 'wait until ours has ended',
    });
  });
});
