import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { Construct } from 'constructs';
import type { FaultInjection } from './fault-injection';
import { ALIAS, type Lab, type LabRegion } from './lab';
import type { RegionalApi } from './regional-api';
import { ServiceRole } from './services/service-role';

/** What a {@link SafetyNet} is made from. */
export interface SafetyNetProps {
  readonly lab: Lab;
  readonly region: LabRegion;
  readonly fault: FaultInjection;
  /** The API whose functions are restored. */
  readonly api: RegionalApi;
}

/** The ways in which an experiment ends (FIS user guide, experiment states). */
const ENDED = ['stopped', 'failed', 'cancelled', 'completed'];

/** Longer than EventBridge needs, and too short for a late detach to end the next experiment's fault. */
const DELIVER_WITHIN_SECONDS = 900;

/**
 * Takes the fault away from both functions whenever an experiment of the region ends: one that is stopped never reaches the action that
 * would. FIS delivers its events with best effort only, which is why the runner and the fault's expiry stand behind this.
 */
export class SafetyNet extends Construct {
  /** Spelt out and no reference, so that the outputs can do without the rule: a rehearsal leaves it out. */
  readonly ruleName: string;

  constructor(scope: Construct, id: string, props: SafetyNetProps) {
    super(scope, id);
    const { lab, region, fault, api } = props;
    const { provider } = region;
    const { detacher } = fault;
    this.ruleName = `${lab.config.name}-experiment-ended`;
    const rule = new CloudwatchEventRule(this, 'rule', {
      provider,
      name: this.ruleName,
      description: `Takes the fault away when an experiment in ${region.region} ends in any way`,
      eventPattern: JSON.stringify({
        source: ['aws.fis'],
        'detail-type': ['FIS Experiment State Change'],
        detail: {
          'experiment-template-id': [fault.experiment.templateId],
          'new-state': { status: ENDED },
        },
      }),
    });
    const role = new ServiceRole(this, 'role', {
      provider,
      name: `${lab.config.name}-${region.region}-safety-net`,
      description: `What the rule ${this.ruleName} in ${region.region} may do`,
      service: 'events.amazonaws.com',
      trustCondition: {
        StringEquals: { 'aws:SourceAccount': lab.accountId },
        ArnEquals: { 'aws:SourceArn': rule.arn },
      },
      statements: detacher.startStatements,
    });
    for (const [name, { resource }] of Object.entries({ hello: api.hello, health: api.health })) {
      new CloudwatchEventTarget(this, `detach_${name}`, {
        provider,
        rule: rule.name,
        targetId: `detach-${name}`,
        arn: detacher.eventTargetArn,
        roleArn: role.arn,
        // Systems Manager takes every parameter as a list (API reference, StartAutomationExecution).
        input: JSON.stringify({
          FunctionName: [resource.functionName],
          AliasName: [ALIAS],
          LayerArn: [fault.layerVersionArn],
          AutomationAssumeRole: [detacher.roleArn],
          ChaosMode: ['DISABLED'],
        }),
        retryPolicy: { maximumEventAgeInSeconds: DELIVER_WITHIN_SECONDS, maximumRetryAttempts: 185 },
        dependsOn: [role.policy],
      });
    }
  }
}
