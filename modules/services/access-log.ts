import type { ApiGatewayStageAccessLogSettings } from '@cdktf/provider-aws/lib/api-gateway-stage';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Construct } from 'constructs';

/** What an {@link AccessLog} is made from. */
export interface AccessLogProps {
  readonly provider: AwsProvider;
  /** Of the log group. */
  readonly name: string;
  readonly retentionInDays: number;
}

/**
 * What a line says, by API Gateway's variables (developer guide, "Variables for access logging"); one of requestId and extendedRequestId
 * must be among them. Nothing in it names a caller.
 */
const LINE = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  host: '$context.domainName',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  integrationStatus: '$context.integration.status',
  integrationError: '$context.integration.error',
  milliseconds: '$context.responseLatency',
};

/**
 * Where a stage logs its requests. API Gateway writes there with a role of the account's own settings, one a region
 * (`aws_api_gateway_account`), which other APIs share: a lab that made it would take it from them when it goes.
 */
export class AccessLog extends Construct {
  /** For the stage. */
  readonly settings: ApiGatewayStageAccessLogSettings;

  constructor(scope: Construct, id: string, { provider, name, retentionInDays }: AccessLogProps) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, 'Resource', { provider, name, retentionInDays });
    this.settings = { destinationArn: group.arn, format: JSON.stringify(LINE) };
  }
}
