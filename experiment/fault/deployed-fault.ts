import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { DescribeDocumentCommand } from '@aws-sdk/client-ssm';
import type { Clients } from '../aws/clients';
import type { DeployedRegion, Deployment } from '../deployment/deployment';
import type { FaultRecord, FaultTarget } from '../journal/fault-record';
import { deployedTemplate } from '../preflight/template/deployed-template';
import { attachmentsOf, type DocumentParameters } from './document-parameters';
import { faultOf, unknownFault, valuesOf } from './fault-record';

/** What the fault of a region is read with. */
export interface DeployedFaultProps {
  readonly clients: Clients;
  readonly deployment: Deployment;
  /** The region that is made to fail. */
  readonly region: DeployedRegion;
}

/** Errors that say that something is not there, or may not be read: then it is not known, and the fault says so. */
const UNREADABLE = ['AccessDeniedException', 'ResourceNotFoundException', 'InvalidDocument'];

/**
 * Reads what the fault is from AWS: the deployed template's parameters for the document, over the document's own defaults; and the time-outs
 * of the functions. What cannot be read is null, and `source` says why.
 * @throws Error for whatever else AWS answers
 */
export async function readDeployedFault(props: DeployedFaultProps): Promise<FaultRecord> {
  const { region } = props;
  const template = await unlessUnreadable(deployedTemplate(props));
  const defaults = await unlessUnreadable(readDefaults(props));
  if ('unread' in template) return unknownFault(template.unread);
  if (template.read === null) return unknownFault(`there is no template ${region.experimentTemplateId}`);
  const given = attachmentsOf(template.read, region.documentName);
  const timeouts = await Promise.all(
    given.map(async ({ functionName }) => unlessUnreadable(readTimeout(props, functionName))),
  );
  const targets = given.map(({ functionName, parameters }, index): FaultTarget => {
    const timeout = timeouts[index];
    return {
      functionName,
      ...valuesOf({ ...('read' in defaults ? defaults.read : {}), ...parameters }),
      timeoutSeconds: timeout !== undefined && 'read' in timeout ? timeout.read : null,
    };
  });
  const unread = [defaults, ...timeouts].flatMap((part) => ('unread' in part ? [part.unread] : []));
  return faultOf(targets, [sourceOf(region, targets), ...new Set(unread)].join('; '));
}

function sourceOf(
  { experimentTemplateId, region, documentName }: DeployedRegion,
  targets: readonly FaultTarget[],
): string {
  const template = `FIS template ${experimentTemplateId} in ${region}`;
  return targets.length === 0
    ? `${template}, which attaches nothing with the document ${documentName}`
    : `${template}, over the defaults of the document ${documentName}`;
}

/** The document's own values, by parameter. */
async function readDefaults({ clients, region }: DeployedFaultProps): Promise<DocumentParameters> {
  const { Document: document } = await clients
    .ssm(region.region)
    .send(new DescribeDocumentCommand({ Name: region.documentName }));
  return Object.fromEntries(
    (document?.Parameters ?? []).map(({ Name = '', DefaultValue }) => [Name, DefaultValue]),
  );
}

async function readTimeout(
  { clients, deployment, region }: DeployedFaultProps,
  functionName: string,
): Promise<number | null> {
  const { Timeout } = await clients
    .lambda(region.region)
    .send(new GetFunctionConfigurationCommand({ FunctionName: functionName, Qualifier: deployment.alias }));
  return Timeout ?? null;
}

type Read<T> = { readonly read: T } | { readonly unread: string };

async function unlessUnreadable<T>(reading: Promise<T>): Promise<Read<T>> {
  try {
    return { read: await reading };
  } catch (error) {
    if (!(error instanceof Error) || !UNREADABLE.includes(error.name)) throw error;
    return { unread: `${error.name}: ${error.message}` };
  }
}
