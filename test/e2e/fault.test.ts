import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { systemClock } from '../../experiment/time/clock';
import { targetsOf, type DeployedRegion } from '../../experiment/deployment/deployment';
import { FisExperiment } from '../../experiment/aws/fis-experiment';
import { Timeline } from '../../experiment/journal/timeline';
import { twoRegions } from '../modules/synthesized';
import { DeployedLab, until } from './support/deployed-lab';
import { suiteWith } from './support/tools';

const NO_DRIFT = { exitCode: 0, changes: [] };

suiteWith(
  'terraform',
  'provider',
  'moto',
  'boto3',
)('the fault on the deployed lab', () => {
  let lab: DeployedLab;
  let us: DeployedRegion;
  let eu: DeployedRegion;

  beforeAll(async () => {
    lab = await DeployedLab.deploy(twoRegions);
    [us, eu] = [lab.region('us'), lab.region('eu')];
  });
  // It is not there where it could not be deployed.
  afterAll(() => (lab as DeployedLab | undefined)?.close());

  const onBoth = async (mode: 'ENABLED' | 'DISABLED'): Promise<(string | undefined)[]> => {
    const executions = targetsOf(us).map((name) => lab.runDocument(us, name, mode));
    return (await Promise.all(executions)).map(({ AutomationExecutionStatus: status }) => status);
  };

  const startExperiment = (): Promise<FisExperiment> => {
    const timeline = new Timeline(systemClock, () => undefined);
    const fis = lab.clients.fis(us.region);
    return FisExperiment.start({ fis, timeline, clientToken: `token ${Math.random()}` }, us);
  };

  it('is drift to Terraform while the document has attached it, and none once it is detached', async () => {
    const before = await lab.snapshots(us);
    expect(await onBoth('ENABLED')).toEqual(['Success', 'Success']);
    expect(await lab.faults(us)).toEqual([true, true, true, true]);
    expect(await lab.terraform.plan()).toEqual({
      exitCode: 2,
      changes: expect.arrayContaining([
        'aws_lambda_alias.us-east-1_hello_alias will be updated in-place',
        'aws_lambda_alias.us-east-1_health_alias will be updated in-place',
      ]) as unknown,
    });

    expect(await onBoth('DISABLED')).toEqual(['Success', 'Success']);
    expect(await lab.terraform.plan()).toEqual(NO_DRIFT);
    expect(await lab.snapshots(us)).toEqual(before);
  });

  it('is on the functions of one region while its experiment waits, and leaves no drift behind', async () => {
    const earlier = await lab.automationCount(us);
    const experiment = await startExperiment();
    await lab.automationsEnded(us, earlier + 2);
    expect(await lab.faults(us)).toEqual([true, true, true, true]);
    expect(await lab.faults(eu)).toEqual([false, false, false, false]);
    await until(() => experiment.look(), Boolean);
    expect([experiment.status, experiment.reason]).toEqual(['completed', 'Experiment completed.']);
    expect(await lab.faults(us)).toEqual([false, false, false, false]);
    // Both attached and both detached by the experiment, and both detached once more by the rule on its end.
    expect((await lab.automationsEnded(us, earlier + 6)).slice(earlier)).toEqual(Array(6).fill('Success'));
    expect(await lab.terraform.plan()).toEqual(NO_DRIFT);
  });

  it.each([
    [
      'the person who started it',
      (experiment: FisExperiment) => experiment.stop(systemClock),
      'Experiment was stopped by user.',
    ],
    [
      'its stop alarm',
      () => setAlarm('ALARM'),
      expect.stringContaining('alarm:chaos-lab-customers-outside-us'),
    ],
  ])('is taken away by the rule when the experiment is stopped by %s', async (_who, stop, reason) => {
    const earlier = await lab.automationCount(us);
    const experiment = await startExperiment();
    await lab.automationsEnded(us, earlier + 2);
    expect(await lab.faults(us)).toEqual([true, true, true, true]);
    await stop(experiment);
    await until(() => experiment.look(), Boolean);
    expect([experiment.status, experiment.reason]).toEqual(['stopped', reason]);
    await setAlarm('OK');
    // Both attached by the experiment, and both detached by the rule.
    expect((await lab.automationsEnded(us, earlier + 4)).slice(earlier)).toEqual(Array(4).fill('Success'));
    expect(await lab.terraform.plan()).toEqual(NO_DRIFT);
  });

  it('is refused, with the traceback of the Python, for a function that is not there', async () => {
    const { AutomationExecutionStatus: status, FailureMessage: message } = await lab.runDocument(
      us,
      'chaos-lab-nobody',
      'ENABLED',
    );
    expect(status).toBe('Failed');
    expect(message).toMatch(/^Traceback.*in attach.*ResourceNotFoundException/s);
  });

  const setAlarm = async (state: 'ALARM' | 'OK'): Promise<void> => {
    await lab.clients.cloudwatch(us.region).send(
      new SetAlarmStateCommand({
        AlarmName: 'chaos-lab-customers-outside-us',
        StateValue: state,
        StateReason: 'a test',
      }),
    );
  };
});
