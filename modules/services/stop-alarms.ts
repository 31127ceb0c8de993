import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmMetricQuery,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { CREATE_FIRST } from '../create-first';
import type { Lab, LabRegion } from '../lab';

/** What {@link StopAlarms} are made from. */
export interface StopAlarmsProps {
  readonly lab: Lab;
  /** The region that is made to fail; its own customers are not watched, for they are meant to notice. */
  readonly region: LabRegion;
}

/** What a customer calls a failure. */
const FAILURES = ['status_4xx', 'status_5xx', 'no_response'] as const;

/** An alarm on metric math takes at most ten metrics (CloudWatch user guide, alarms on metric math): three regions of three. */
const REGIONS_AN_ALARM = 3;

/** Failed requests a minute that are put down to the network between a customer and a region. */
const TOLERATED_FAILURES = 5;

/**
 * The alarms that end an experiment in `region`, because customers of the other regions fail. FIS asks for alarms of the experiment's
 * own region, so each region watches all the others.
 */
export class StopAlarms extends Construct {
  readonly arns: readonly string[];
  readonly names: readonly string[];

  constructor(scope: Construct, id: string, props: StopAlarmsProps) {
    super(scope, id);
    const { lab, region } = props;
    const others = lab.regions.filter((other) => other !== region);
    const groups = inGroupsOf(REGIONS_AN_ALARM, others);
    const name = `${lab.config.name}-customers-outside-${region.label}`;
    const alarms = groups.map((group, index) => {
      const number = groups.length > 1 ? String(index + 1) : '';
      return new CloudwatchMetricAlarm(this, number || 'Resource', {
        provider: region.provider,
        alarmName: number ? `${name}-${number}` : name,
        alarmDescription: `Customers in ${group.map((other) => other.region).join(', ')} notice that ${region.region} fails`,
        metricQuery: failuresOf(lab, group),
        comparisonOperator: 'GreaterThanThreshold',
        threshold: TOLERATED_FAILURES,
        evaluationPeriods: 1,
        // No customers, no failures: an alarm without data must not keep an experiment from starting.
        treatMissingData: 'notBreaching',
        // The fifth region splits the one alarm: FIS starts nothing while the template names one that is gone.
        lifecycle: CREATE_FIRST,
      });
    });
    this.arns = alarms.map((alarm) => alarm.arn);
    this.names = alarms.map((alarm) => alarm.alarmName);
  }
}

function failuresOf(lab: Lab, group: readonly LabRegion[]): CloudwatchMetricAlarmMetricQuery[] {
  const metrics = group.flatMap(({ region }) => FAILURES.map((metricName) => ({ metricName, region })));
  const queries = metrics.map(({ metricName, region }, index) => ({
    id: `m${index + 1}`,
    metric: {
      namespace: lab.config.name,
      metricName,
      dimensions: { api: lab.apiUrl, client_region: region },
      period: 60,
      stat: 'Sum',
    },
    returnData: false,
  }));
  const expression = queries.map(({ id }) => id).join('+');
  return [...queries, { id: 'failures', expression, label: 'failed requests', returnData: true }];
}

function inGroupsOf<T>(size: number, items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
