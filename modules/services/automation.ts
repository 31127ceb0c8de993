import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document';
import { Construct } from 'constructs';
import { regionalArn, type Lab, type LabRegion } from '../lab';
import type { Statement } from '../policy';
import { literalText } from '../terraform-text';
import { ServiceRole } from './service-role';

/** What an {@link Automation} is made from. */
export interface AutomationProps {
  readonly lab: Lab;
  readonly region: LabRegion;
  /** What follows the lab's name in the document's. */
  readonly name: string;
  /** What follows the lab's name and the region in the role's. */
  readonly roleName: string;
  /** The validated document (YAML). */
  readonly documentText: string;
  /** All that the document may do. */
  readonly statements: readonly Statement[];
}

/** A Systems Manager document that works on the functions, and the role with which it does so. */
export class Automation extends Construct {
  readonly documentName: string;
  readonly documentArn: string;
  /** The role to pass to the document as `AutomationAssumeRole`. */
  readonly roleArn: string;
  /** What a role needs in order to start the document with its role. */
  readonly startStatements: readonly Statement[];
  /** The document as a target of EventBridge: its default version. */
  readonly eventTargetArn: string;

  constructor(scope: Construct, id: string, props: AutomationProps) {
    super(scope, id);
    const { lab, region } = props;
    const { provider } = region;
    const name = `${lab.config.name}-${props.name}`;
    const document = new SsmDocument(this, 'document', {
      provider,
      name,
      documentType: 'Automation',
      documentFormat: 'YAML',
      content: literalText(props.documentText),
    });
    const role = new ServiceRole(this, 'role', {
      provider,
      name: `${lab.config.name}-${region.region}-${props.roleName}`,
      description: `What the document ${name} in ${region.region} may do`,
      service: 'ssm.amazonaws.com',
      trustCondition: {
        StringEquals: { 'aws:SourceAccount': lab.accountId },
        ArnLike: { 'aws:SourceArn': regionalArn(lab, 'ssm', region, 'automation-execution/*') },
      },
      statements: props.statements,
    });
    this.documentName = document.name;
    // Not the provider's `arn`, which for this kind of document is the automation-definition: FIS takes documents only (FIS guide,
    // aws:ssm:start-automation-execution).
    this.documentArn = regionalArn(lab, 'ssm', region, `document/${document.name}`);
    this.roleArn = role.arn;
    const definition = regionalArn(lab, 'ssm', region, `automation-definition/${document.name}`);
    this.eventTargetArn = `${definition}:$DEFAULT`;
    this.startStatements = [
      {
        sid: 'StartDocument',
        actions: ['ssm:StartAutomationExecution'],
        // The execution that is started is checked too, and its id is not known before.
        resources: [
          this.documentArn,
          `${definition}:*`,
          regionalArn(lab, 'ssm', region, 'automation-execution/*'),
        ],
      },
      {
        sid: 'PassDocumentRole',
        actions: ['iam:PassRole'],
        resources: [role.arn],
        condition: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
      },
    ];
  }
}
