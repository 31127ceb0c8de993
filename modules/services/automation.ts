import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document';
import { Construct } from 'constructs';
import { regionalArn, type Lab, type LabRegion } from '../lab';
import type { Statement } from '../policy';
import { literalText } from '../terraform-text';
import type { LabFunction } from './lab-function';
import { ServiceRole } from './service-role';

/** What an {@link Automation} is made from. */
export interface AutomationProps {
  readonly lab: Lab;
  readonly region: LabRegion;
  /** The validated document, as it was written (YAML). */
  readonly documentText: string;
  /** The only functions that the document may change. */
  readonly functions: readonly LabFunction[];
  /** ARN, without a version, of the layer that it attaches. */
  readonly layerArn: string;
}

/** The Systems Manager document that attaches and detaches the fault, and the role with which it does so. */
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
    const document = new SsmDocument(this, 'document', {
      provider,
      name: `${lab.config.name}-chaos-extension`,
      documentType: 'Automation',
      documentFormat: 'YAML',
      content: literalText(props.documentText),
    });
    const role = new ServiceRole(this, 'role', {
      provider,
      name: `${lab.config.name}-${region.region}-automation`,
      description: `What the document ${lab.config.name}-chaos-extension in ${region.region} may do`,
      service: 'ssm.amazonaws.com',
      trustCondition: {
        StringEquals: { 'aws:SourceAccount': lab.accountId },
        ArnLike: { 'aws:SourceArn': regionalArn(lab, 'ssm', region, 'automation-execution/*') },
      },
      statements: changeFunctions(props),
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

function changeFunctions({ lab, functions, layerArn }: AutomationProps): Statement[] {
  const arns = functions.map(({ resource }) => resource.arn);
  const versions = arns.map((arn) => `${arn}:*`);
  return [
    {
      sid: 'ChangeFunctions',
      actions: [
        'lambda:GetFunctionConfiguration',
        'lambda:GetAlias',
        'lambda:ListVersionsByFunction',
        'lambda:UpdateFunctionConfiguration',
        'lambda:PublishVersion',
        'lambda:UpdateAlias',
      ],
      // With a qualifier, the ARN that is checked carries the version or the alias.
      resources: [...arns, ...versions],
    },
    // Versions only: the version that carried the fault must go, the function itself must not.
    { sid: 'DeleteFaultyVersions', actions: ['lambda:DeleteFunction'], resources: versions },
    { sid: 'AttachLayer', actions: ['lambda:GetLayerVersion'], resources: [`${layerArn}:*`] },
    { sid: 'TakeLease', actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: [lab.leaseTableArn] },
  ];
}
