import { GetAccountSettingsCommand, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetHealthCheckCommand } from '@aws-sdk/client-route-53';
import type { DeployedRegion } from '../../deployment/deployment';
import { valuesOf } from '../../fault/fault-record';
import { ATTACHED } from '../../fault/kinds/kinds';
import { attachRequestFor } from '../targets/attach-request';
import {
  heldOtherwise,
  heldUnderFault,
  sumOf,
  type Callers,
  type Held,
  type Hold,
} from '../targets/concurrency';
import { deployedTemplate } from '../template/deployed-template';
import { fine, findInEach, wrong, type CheckProps, type Finding } from '../finding';
import { unlessMissing } from '../../aws/unless-missing';

/** What the limits are held against needs no template file. */
type Props = Pick<CheckProps, 'clients' | 'deployment' | 'region'>;

/** Route 53's defaults (API reference, HealthCheckConfig). */
const DEFAULT_INTERVAL_SECONDS = 30;
const DEFAULT_THRESHOLD = 3;

/** Lambda's default (API reference, CreateFunction). */
const DEFAULT_TIMEOUT_SECONDS = 3;

/**
 * Lambda lets run at once in each region what a game day needs. The executions that are not reserved for single functions are shared by all
 * functions of the account in a region; when they are used up, Lambda refuses whatever comes next: other functions, and the simulator,
 * without which nobody counts the customers. New accounts may have ten (Lambda developer guide, "Lambda quotas").
 */
export async function checkAccountLimits(props: Props): Promise<Finding> {
  return findInEach(props.deployment.regions, async (region) => {
    const [{ AccountLimit: limit = {} }, held] = await Promise.all([
      props.clients.lambda(region.region).send(new GetAccountSettingsCommand({})),
      heldIn(props, region),
    ]);
    const { ConcurrentExecutions: quota, UnreservedConcurrentExecutions: free = quota } = limit;
    if (free === undefined) throw new Error('Lambda does not say how many executions may run at once');
    const reserved = quota === undefined || quota === free ? '' : ` (${quota} less what is reserved)`;
    const needed = sumOf(held);
    const measured = `${region.label}: ${needed} concurrent executions are needed and ${free} are there${reserved}: ${wordsOf(held)}`;
    if (needed <= free) return fine(measured);
    return wrong(
      measured,
      `ask for more in ${region.region} (Service Quotas, AWS Lambda, "Concurrent executions"), or shorten the time-out of the functions: ` +
        "beyond the limit Lambda refuses invocations, those of the customers' simulator and of other functions of the account too",
    );
  });
}

/** The region that is to fail holds its executions; each other one may get the customers of that region in addition to its own. */
async function heldIn(props: Props, region: DeployedRegion): Promise<Held> {
  const isToFail = region.region === props.region.region;
  const health = await healthCheckOf(props, region);
  const answered = isToFail ? [region] : [region, props.region];
  const requestsPerMinute = answered.reduce((sum, each) => sum + each.requestsPerMinute * each.workers, 0);
  const callers: Callers = { ...health, requestsPerMinute, workers: region.workers };
  return isToFail ? heldUnderFault(callers, await holdOf(props)) : heldOtherwise(callers);
}

async function healthCheckOf(
  { clients }: Props,
  { healthCheckId: HealthCheckId }: DeployedRegion,
): Promise<Pick<Callers, 'intervalSeconds' | 'failureThreshold'>> {
  const answer = await unlessMissing(
    clients.route53().send(new GetHealthCheckCommand({ HealthCheckId })),
    'NoSuchHealthCheck',
  );
  const config = answer?.HealthCheck?.HealthCheckConfig;
  return {
    intervalSeconds: config?.RequestInterval ?? DEFAULT_INTERVAL_SECONDS,
    failureThreshold: config?.FailureThreshold ?? DEFAULT_THRESHOLD,
  };
}

/** The fault ends an invocation, or the function's time-out does, whichever comes first. */
async function holdOf(props: Props): Promise<Hold> {
  const { region } = props;
  const template = await deployedTemplate(props);
  const holdBy = async (FunctionName: string): Promise<number> => {
    const { parameters } = attachRequestFor(FunctionName, region.layerArn, template);
    const { Timeout = DEFAULT_TIMEOUT_SECONDS } = await props.clients
      .lambda(region.region)
      .send(new GetFunctionConfigurationCommand({ FunctionName }));
    return Math.min(ATTACHED.heldSeconds(valuesOf(parameters)) ?? Infinity, Timeout);
  };
  const [hello, health] = await Promise.all([holdBy(region.helloFunction), holdBy(region.healthFunction)]);
  return { hello, health };
}

function wordsOf({ checkers, customers, simulators }: Held): string {
  return `${checkers} for Route 53's checkers, ${customers} for customers, ${simulators} for their simulators`;
}
