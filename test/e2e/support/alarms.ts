import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  SetAlarmStateCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { MetricQuery } from '../../../rehearsal/services/cloudwatch/metric-query';
import type { CompressedClock } from './compressed-clock';
import type { Metrics } from './metrics';
import { Remembered } from './remembered';
import { sdkSettings } from './context';

/** Alarms whose period is a minute or longer are evaluated once a minute (CloudWatch user guide, "Evaluating an alarm"). */
const EVALUATION_MS = 60_000;

/** What alarms work with. */
export interface AlarmsProps {
  readonly moto: string;
  readonly clock: CompressedClock;
  readonly metrics: Metrics;
}

/**
 * Evaluates the alarms in moto, which evaluates none, and tells it their states. A state that somebody sets by hand stays until an
 * evaluation comes to another one than the evaluation before.
 */
export class Alarms {
  private readonly alarms = new Remembered<readonly MetricAlarm[]>();
  private readonly evaluated = new Map<string, string>();
  private readonly clients = new Map<string, CloudWatchClient>();

  constructor(private readonly props: AlarmsProps) {
    this.props.clock.after(EVALUATION_MS, () => this.evaluateEachMinute());
  }

  /** Something may have changed in CloudWatch. */
  forget(region: string): void {
    this.clientOf(region);
    this.alarms.forget();
  }

  /** Those of these alarms that are in ALARM. */
  async inAlarm(region: string, arns: readonly string[]): Promise<readonly string[]> {
    const alarms = await this.read(region);
    return alarms.flatMap(({ AlarmArn: arn = '', StateValue: state }) =>
      state === 'ALARM' && arns.includes(arn) ? [arn] : [],
    );
  }

  private read(region: string): Promise<readonly MetricAlarm[]> {
    return this.alarms.read(region, async () => {
      const { MetricAlarms: found = [] } = await this.props.clock.hold(
        this.clientOf(region).send(new DescribeAlarmsCommand({})),
      );
      return found;
    });
  }

  private evaluateEachMinute(): void {
    const { clock } = this.props;
    clock.after(EVALUATION_MS, () => this.evaluateEachMinute());
    for (const region of this.clients.keys()) clock.watch(this.evaluateIn(region));
  }

  private async evaluateIn(region: string): Promise<void> {
    for (const alarm of await this.read(region)) {
      const { AlarmArn: arn = '', AlarmName: name } = alarm;
      const state = this.stateOf(alarm, region);
      if (this.evaluated.get(arn) === state) continue;
      this.evaluated.set(arn, state);
      const change = { AlarmName: name, StateValue: state, StateReason: 'evaluated' } as const;
      await this.props.clock.hold(this.clientOf(region).send(new SetAlarmStateCommand(change)));
      this.alarms.forget();
    }
  }

  /** Of what alarms can be, as much as the lab's are: one period above a threshold, and without data all is well. */
  private stateOf({ AlarmName: name, ...alarm }: MetricAlarm, region: string): 'OK' | 'ALARM' {
    const queries = (alarm.Metrics ?? []) as readonly MetricQuery[];
    const returned = queries.find(({ ReturnData: isReturned }) => isReturned !== false);
    const isEmulated =
      alarm.ComparisonOperator === 'GreaterThanThreshold' &&
      alarm.EvaluationPeriods === 1 &&
      alarm.TreatMissingData === 'notBreaching' &&
      returned !== undefined;
    if (!isEmulated) throw new Error(`alarms like ${name ?? ''} are not emulated`);
    const end = Math.floor(this.props.clock.now() / EVALUATION_MS) * EVALUATION_MS;
    const values = this.props.metrics.evaluate(queries, returned.Id, region, end - EVALUATION_MS, end);
    return values.some(([, value]) => value > (alarm.Threshold ?? 0)) ? 'ALARM' : 'OK';
  }

  private clientOf(region: string): CloudWatchClient {
    const client = this.clients.get(region) ?? new CloudWatchClient(sdkSettings(this.props.moto, region));
    this.clients.set(region, client);
    return client;
  }
}
