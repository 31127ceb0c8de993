import { TerraformOutput, type TerraformStack } from 'cdktf';
import type { Dashboard } from './dashboard';
import { ALIAS, type Lab } from './lab';
import type { LatencyRouting } from './latency-routing';
import type { RegionalLab } from './regional-lab';

/** What {@link addOutputs} tells. */
export interface LabOutputs {
  readonly lab: Lab;
  readonly routing: LatencyRouting;
  readonly dashboard: Dashboard;
  readonly deployed: readonly RegionalLab[];
}

/**
 * All that the command line needs to know about a deployed lab, as outputs of the stack itself: those of a construct below it would be
 * nested in CDKTF's file of outputs.
 */
export function addOutputs(stack: TerraformStack, { lab, routing, dashboard, deployed }: LabOutputs): void {
  const { name, fault } = lab.config;
  const outputs = {
    api_url: lab.apiUrl,
    dashboard_name: dashboard.dashboardName,
    dashboard_url: dashboard.url,
    metric_namespace: name,
    alias: ALIAS,
    lease_table_arn: lab.leaseTableArn,
    fault: { region: fault.region, minutes: fault.minutes, latency_seconds: fault.latencySeconds },
    regions: deployed.map(
      ({
        region,
        api,
        customers,
        safetyNet,
        fault: { automation, detacher, experiment, stopAlarms, layerVersionArn },
      }) => ({
        region: region.region,
        label: region.label,
        host: region.host,
        health_check_id: routing.healthCheckIdOf(region),
        experiment_template_id: experiment.templateId,
        document_name: automation.documentName,
        automation_role_arn: automation.roleArn,
        detach_document_name: detacher.documentName,
        detach_role_arn: detacher.roleArn,
        layer_arn: layerVersionArn,
        stop_alarm_name: stopAlarms.names[0],
        stop_alarm_names: stopAlarms.names,
        hello_function: api.hello.resource.functionName,
        health_function: api.health.resource.functionName,
        load_function: customers.function.resource.functionName,
        requests_per_minute: region.customers.requestsPerMinute,
        workers: region.customers.workers,
        safety_net_rule: safetyNet.ruleName,
      }),
    ),
  };
  for (const [output, value] of Object.entries(outputs)) new TerraformOutput(stack, output, { value });
}
