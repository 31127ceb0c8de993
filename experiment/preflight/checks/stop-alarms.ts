import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { deployedTemplate, stopAlarmsOf } from '../template/deployed-template';
import { fine, together, wrong, type CheckProps, type Finding } from '../finding';
import { NOT_THERE } from '../not-there';
import { readUntil } from '../until';

/** Alarms are evaluated once a minute (CloudWatch user guide, "Evaluating an alarm"); the rest is for CloudWatch to begin. */
const FIRST_EVALUATION = { timeoutMs: 180_000, pollMs: 10_000 };

interface Alarm {
  readonly arn: string;
  readonly name: string;
  /** null: there is no such alarm. */
  readonly state: string | null;
  readonly reason: string;
  readonly treatsMissingAs: string;
}

/**
 * The alarms that would stop the experiment are OK: FIS would end it at once for one in ALARM, and one that knows nothing guards nobody.
 *
 * The customers' load begins only after these checks, so on a freshly deployed lab there are no metrics yet. That keeps nobody from
 * starting: the lab's alarms take missing data as not breaching, so they are OK without any, and `INSUFFICIENT_DATA` can only mean that
 * CloudWatch has not evaluated them yet (every new alarm begins there). For that this waits. An alarm that takes missing data otherwise
 * stays in `INSUFFICIENT_DATA` until there are data, so for that this does not wait.
 */
export async function checkStopAlarms(props: CheckProps): Promise<Finding> {
  const { clock, region } = props;
  const template = await deployedTemplate(props);
  if (template === null)
    return wrong(`without the template ${region.experimentTemplateId} there are no alarms`, NOT_THERE);
  const arns = stopAlarmsOf(template);
  if (arns.length === 0)
    return fine('the template names none: nothing stops the experiment before its time but somebody');
  const isSettled = (alarms: readonly Alarm[]): boolean => !alarms.some(awaitsEvaluation);
  const alarms = await readUntil(clock, () => readAlarms(props, arns), isSettled, FIRST_EVALUATION);
  return together(alarms.map(findingOf));
}

async function readAlarms({ clients, region }: CheckProps, arns: readonly string[]): Promise<Alarm[]> {
  const { MetricAlarms = [], CompositeAlarms = [] } = await clients.cloudwatch(region.region).send(
    new DescribeAlarmsCommand({
      AlarmNames: arns.map(nameOf),
      // Without this, CloudWatch leaves composite alarms out (CloudWatch API reference, DescribeAlarms).
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
    }),
  );
  return arns.map((arn) => {
    const metric = MetricAlarms.find(({ AlarmArn }) => AlarmArn === arn);
    const found = metric ?? CompositeAlarms.find(({ AlarmArn }) => AlarmArn === arn);
    return {
      arn,
      name: nameOf(arn),
      state: found?.StateValue ?? null,
      reason: found?.StateReason ?? '',
      // `missing` is the default (CloudWatch API reference, PutMetricAlarm).
      treatsMissingAs: metric?.TreatMissingData ?? 'missing',
    };
  });
}

function awaitsEvaluation({ state, treatsMissingAs }: Alarm): boolean {
  return state === 'INSUFFICIENT_DATA' && treatsMissingAs === 'notBreaching';
}

function findingOf(alarm: Alarm): Finding {
  const { arn, name, state, reason } = alarm;
  if (state === null) return wrong(`there is no alarm ${arn}`, 'deploy the lab again');
  if (state === 'OK') return fine(`${name} is OK`);
  const measured = `${name} is ${state}: ${reason}`;
  if (state === 'ALARM')
    return wrong(measured, 'wait until customers outside the region are served again and the alarm is OK');
  if (awaitsEvaluation(alarm))
    return wrong(measured, `CloudWatch has not evaluated ${name} for minutes: look at the alarm there`);
  return wrong(
    measured,
    `let ${name} take missing data as notBreaching, or let its metrics be published for some minutes before`,
  );
}

/** `arn:aws:cloudwatch:us-east-1:123456789012:alarm:name`; a name may hold colons. */
function nameOf(arn: string): string {
  return arn.split(':').slice(6).join(':');
}
