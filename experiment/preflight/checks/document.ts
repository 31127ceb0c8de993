import { DescribeDocumentCommand, type DocumentDescription } from '@aws-sdk/client-ssm';
import { detacherOf } from '../../deployment/deployment';
import { fine, together, wrong, type CheckProps, type Finding } from '../finding';
import { unlessMissing } from '../../aws/unless-missing';
import { NOT_THERE } from '../not-there';

/**
 * The region's documents can be run, the one that attaches and the one that only detaches: the version that runs when none is named, which
 * is how the template and the rule name them.
 */
export async function checkDocument({ clients, region }: CheckProps): Promise<Finding> {
  const names = new Set([region.documentName, detacherOf(region).documentName]);
  const look = async (name: string): Promise<Finding> => {
    const asked = clients.ssm(region.region).send(new DescribeDocumentCommand({ Name: name }));
    const answer = await unlessMissing(asked, 'InvalidDocument');
    return answer?.Document === undefined
      ? wrong(`there is no document ${name} in ${region.region}`, NOT_THERE)
      : judge(name, answer.Document);
  };
  return together(await Promise.all([...names].map(look)));
}

function judge(
  name: string,
  { Status, DocumentType, DocumentVersion, HashType, Hash }: DocumentDescription,
): Finding {
  const measured = [
    `${name} is ${Status ?? 'of unknown status'}`,
    `type ${DocumentType ?? 'unknown'}`,
    `version ${DocumentVersion ?? 'unknown'}`,
    `${HashType ?? 'hash'} ${Hash ?? 'unknown'}`,
  ].join(', ');
  if (DocumentType !== 'Automation')
    return wrong(measured, `take ${name} away, which is no Automation document, and deploy again`);
  if (Status === 'Active') return fine(measured);
  // The other statuses are Creating, Updating, Deleting and Failed (Systems Manager API reference, DocumentDescription).
  const passes = Status === 'Creating' || Status === 'Updating';
  return wrong(measured, passes ? 'wait until it is Active' : 'deploy the lab again');
}
