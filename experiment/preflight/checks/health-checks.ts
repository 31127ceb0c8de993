import {
  GetHealthCheckCommand,
  GetHealthCheckStatusCommand,
  type HealthCheckObservation,
} from '@aws-sdk/client-route-53';
import { HEALTHY_SHARE, PASSED } from '../../measure/health-observer';
import type { DeployedRegion } from '../../deployment/deployment';
import { fine, findInEach, wrong, type CheckProps, type Finding } from '../finding';
import { unlessMissing } from '../../aws/unless-missing';
import { NOT_THERE } from '../not-there';
import { readUntil } from '../until';

/** A new check is asked for the first time within its interval, 30 s at most (Route 53 API reference, RequestInterval). */
const FIRST_REPORTS = { timeoutMs: 60_000, pollMs: 5_000 };

const NO_CHECK = 'NoSuchHealthCheck';

/** Each region's health check is healthy, by the newest reports of its checkers. */
export async function checkHealthChecks(props: CheckProps): Promise<Finding> {
  const { clock, deployment } = props;
  return findInEach(deployment.regions, async (region) => {
    const read = (): Promise<readonly string[] | null> => readReports(props, region);
    const hasCome = (reports: readonly string[] | null): boolean => reports?.length !== 0;
    return healthOf(region, await readUntil(clock, read, hasCome, FIRST_REPORTS));
  });
}

/** Each region's health check asks that region's own host; one that asks another's never moves anybody. */
export async function checkHealthCheckHosts({ clients, deployment }: CheckProps): Promise<Finding> {
  return findInEach(deployment.regions, async (region) => {
    const answer = await unlessMissing(
      clients.route53().send(new GetHealthCheckCommand({ HealthCheckId: region.healthCheckId })),
      NO_CHECK,
    );
    const config = answer?.HealthCheck?.HealthCheckConfig;
    if (config === undefined) return missing(region);
    const { label, host } = region;
    // With an address, Route 53 asks that; the name is only what it says there (Route 53 API reference, HealthCheckConfig).
    const asked =
      config.IPAddress ?? config.FullyQualifiedDomainName ?? `nothing (type ${config.Type ?? 'unknown'})`;
    const measured = `${label}: asks ${asked}`;
    const correction = `correct the health check of ${label} (healthCheckHost in lab.config.json) and deploy again`;
    if (asked !== host) return wrong(`${measured}, and should ask ${host}`, correction);
    if (config.Disabled === true)
      return wrong(`${measured}, but is disabled, and so always healthy`, correction);
    if (config.Inverted === true) return wrong(`${measured}, but takes unhealthy for healthy`, correction);
    return fine(measured);
  });
}

/** What the checkers say, a text each; null where there is no such check. */
async function readReports(
  { clients }: CheckProps,
  region: DeployedRegion,
): Promise<readonly string[] | null> {
  const answer = await unlessMissing(
    clients.route53().send(new GetHealthCheckStatusCommand({ HealthCheckId: region.healthCheckId })),
    NO_CHECK,
  );
  return answer === null ? null : (answer.HealthCheckObservations ?? []).flatMap(textOf);
}

function textOf({ StatusReport }: HealthCheckObservation): string[] {
  return StatusReport?.Status === undefined ? [] : [StatusReport.Status];
}

function healthOf(region: DeployedRegion, reports: readonly string[] | null): Finding {
  const { label } = region;
  if (reports === null) return missing(region);
  if (reports.length === 0)
    return wrong(`${label}: no checker has reported yet`, 'wait until Route 53 has begun to check');
  const healthy = reports.filter((text) => text.startsWith(PASSED)).length;
  const count = `by ${healthy} of ${reports.length} checkers`;
  if (healthy / reports.length > HEALTHY_SHARE) return fine(`${label}: healthy ${count}`);
  const failure = reports.find((text) => !text.startsWith(PASSED)) ?? '';
  return wrong(
    `${label}: healthy only ${count}, which is unhealthy: ${failure}`,
    `find out why ${label} does not answer its health check, or wait a minute if it has just been deployed`,
  );
}

function missing({ label, healthCheckId }: DeployedRegion): Finding {
  return wrong(`${label}: there is no health check ${healthCheckId}`, NOT_THERE);
}
