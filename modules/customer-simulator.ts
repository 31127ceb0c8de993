import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config';
import { Construct } from 'constructs';
import type { Lab, LabRegion } from './lab';
import { LabFunction, type Archive } from './services/lab-function';

/** A minute of requests, plus the 35 s that the last one may wait for its answer, plus the publishing of the counts. */
const TIMEOUT_SECONDS = 120;

/** With so much memory a function has one whole processor (Lambda developer guide, "Configure Lambda function memory"), which 6,000 requests a minute need. */
const MEMORY_MEGABYTES = 1_769;

/** What a {@link CustomerSimulator} is made from. */
export interface CustomerSimulatorProps {
  readonly lab: Lab;
  readonly region: LabRegion;
  readonly archive: Archive;
}

/** The customers of one region: asks the shared name at a given rate, and publishes what it was answered in every lab region. */
export class CustomerSimulator extends Construct {
  readonly function: LabFunction;

  constructor(scope: Construct, id: string, props: CustomerSimulatorProps) {
    super(scope, id);
    const { lab, region, archive } = props;
    const namespace = lab.config.name;
    this.function = new LabFunction(this, 'function', {
      lab,
      region,
      name: 'load-gen',
      description: `Simulates the customers in ${region.region}`,
      archive,
      timeoutSeconds: TIMEOUT_SECONDS,
      memoryMegabytes: MEMORY_MEGABYTES,
      environment: {
        API_URL: lab.apiUrl,
        METRIC_NAMESPACE: namespace,
        LAB_REGIONS: lab.regions.map((each) => each.region).join(','),
      },
      statements: [
        {
          sid: 'PublishCounts',
          actions: ['cloudwatch:PutMetricData'],
          // CloudWatch knows no resources for PutMetricData; the namespace is its only limit (CloudWatch guide, condition keys).
          resources: ['*'],
          condition: { StringEquals: { 'cloudwatch:namespace': namespace } },
        },
      ],
    });
    new LambdaFunctionEventInvokeConfig(this, 'invocation', {
      provider: region.provider,
      functionName: this.function.resource.functionName,
      // Customers who are simulated twice, or a minute late, would falsify the counts.
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: 60,
    });
  }
}
