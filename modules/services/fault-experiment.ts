import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { FisExperimentTemplate } from '@cdktf/provider-aws/lib/fis-experiment-template';
import { Construct } from 'constructs';
import { templateArguments, type TemplateFile } from '../experiment-template';
import { ALIAS, regionalArn, type Lab, type LabRegion } from '../lab';
import type { Statement } from '../policy';
import type { RegionalApi } from '../regional-api';
import type { Automation } from './automation';
import { ServiceRole } from './service-role';
import type { StopAlarms } from './stop-alarms';

/** How much longer than planned a fault may live, when nobody ends it, before it ends itself. */
export const EXPIRY_MARGIN_MINUTES = 15;

/** What an {@link FaultExperiment} is made from. */
export interface FaultExperimentProps {
  readonly lab: Lab;
  readonly region: LabRegion;
  readonly templateFile: TemplateFile;
  readonly automation: Automation;
  readonly stopAlarms: StopAlarms;
  /** What is made to fail. */
  readonly api: RegionalApi;
  /** ARN of the layer version that holds the extension. */
  readonly layerVersionArn: string;
}

/** The FIS experiment template of one region, its role and its log. */
export class FaultExperiment extends Construct {
  readonly templateId: string;

  constructor(scope: Construct, id: string, props: FaultExperimentProps) {
    super(scope, id);
    const { lab, region } = props;
    const logs = new CloudwatchLogGroup(this, 'logs', {
      provider: region.provider,
      // Under this prefix deliveries need no entry of their own in the account's size-limited log resource policy (CloudWatch Logs
      // guide, logs sent to CloudWatch Logs).
      name: `/aws/vendedlogs/fis/${lab.config.name}`,
      retentionInDays: lab.config.functions.logRetentionDays,
    });
    const role = new ServiceRole(this, 'role', {
      provider: region.provider,
      name: `${lab.config.name}-${region.region}-experiment`,
      description: `What the experiment in ${region.region} may do`,
      service: 'fis.amazonaws.com',
      trustCondition: {
        StringEquals: { 'aws:SourceAccount': lab.accountId },
        ArnLike: { 'aws:SourceArn': regionalArn(lab, 'fis', region, 'experiment/*') },
      },
      statements: runExperiment(props),
    });
    const { hello, health } = props.api;
    const { latencySeconds, minutes } = lab.config.fault;
    const values = {
      Name: lab.config.name,
      Region: region.region,
      DocumentArn: props.automation.documentArn,
      AutomationRoleArn: props.automation.roleArn,
      HelloFunction: hello.resource.functionName,
      HealthFunction: health.resource.functionName,
      AliasName: ALIAS,
      LeaseTableArn: lab.leaseTableArn,
      ApiUrl: lab.apiUrl,
      LayerArn: props.layerVersionArn,
      LatencySeconds: String(latencySeconds),
      ExpiresAfterMinutes: String(minutes + EXPIRY_MARGIN_MINUTES),
      FaultDuration: `PT${minutes}M`,
      ExperimentRoleArn: role.arn,
      // FIS wants the ARN with this ending (FIS API, ExperimentTemplateCloudWatchLogsLogConfiguration).
      LogGroupArn: `${logs.arn}:*`,
    };
    const resource = new FisExperimentTemplate(this, 'Resource', {
      provider: region.provider,
      ...templateArguments(props.templateFile, values, props.stopAlarms.arns),
      // FIS tries the role's rights to the log when the template is made.
      dependsOn: [role.policy],
    });
    this.templateId = resource.id;
  }
}

function runExperiment({ lab, region, automation, stopAlarms }: FaultExperimentProps): Statement[] {
  return [
    ...automation.startStatements,
    {
      sid: 'FollowAndStopDocument',
      actions: ['ssm:GetAutomationExecution', 'ssm:StopAutomationExecution'],
      // The id of an execution is not known before it is started.
      resources: [regionalArn(lab, 'ssm', region, 'automation-execution/*')],
    },
    { sid: 'WatchStopAlarms', actions: ['cloudwatch:DescribeAlarms'], resources: stopAlarms.arns },
    {
      sid: 'DeliverLogs',
      actions: ['logs:CreateLogDelivery', 'logs:PutResourcePolicy', 'logs:DescribeResourcePolicies'],
      // Deliveries and resource policies belong to the account: CloudWatch Logs knows no resource for these three actions (service
      // authorization reference, CloudWatch Logs).
      resources: ['*'],
    },
    {
      sid: 'FindLogGroup',
      actions: ['logs:DescribeLogGroups'],
      // It lists, so it is checked against no group in particular.
      resources: [regionalArn(lab, 'logs', region, 'log-group:*')],
    },
  ];
}
