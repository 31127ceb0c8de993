import { DescribeDocumentCommand } from '@aws-sdk/client-ssm';
import { fine, unlessMissing, wrong, type CheckProps, type Finding } from './finding';
import { NOT_THERE } from './not-there';

/** The region's document can be run: the version that runs when none is named, which is how the template names it. */
export async function checkDocument({ clients, region }: CheckProps): Promise<Finding> {
  const { documentName } = region;
  const answer = await unlessMissing(
    clients.ssm(region.region).send(new DescribeDocumentCommand({ Name: documentName })),
    'InvalidDocument',
  );
  if (answer?.Document === undefined)
    return wrong(`there is no document ${documentName} in ${region.region}`, NOT_THERE);
  const { Status, DocumentType, DocumentVersion, HashType, Hash } = answer.Document;
  const measured = [
    `${documentName} is ${Status ?? 'of unknown status'}`,
    `type ${DocumentType ?? 'unknown'}`,
    `version ${DocumentVersion ?? 'unknown'}`,
    `${HashType ?? 'hash'} ${Hash ?? 'unknown'}`,
  ].join(', ');
  if (DocumentType !== 'Automation')
    return wrong(measured, `take ${documentName} away, which is no Automation document, and deploy again`);
  if (Status === 'Active') return fine(measured);
  // The other statuses are Creating, Updating, Deleting and Failed (Systems Manager API reference, DocumentDescription).
  const passes = Status === 'Creating' || Status === 'Updating';
  return wrong(measured, passes ? 'wait until it is Active' : 'deploy the lab again');
}
