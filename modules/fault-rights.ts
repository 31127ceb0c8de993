import type { Lab } from './lab';
import type { Statement } from './policy';
import type { LabFunction } from './services/lab-function';

/** What {@link attachAndDetach} and {@link detach} are about. */
export interface FaultRightsProps {
  readonly lab: Lab;
  /** The only functions that may be changed. */
  readonly functions: readonly LabFunction[];
  /** ARN, without a version, of the extension's layer. */
  readonly layerArn: string;
}

/** What the document needs to attach the fault to the functions, and to take it away again. */
export function attachAndDetach({ lab, functions, layerArn }: FaultRightsProps): readonly Statement[] {
  return [
    ...changeFunctions(functions),
    { sid: 'AttachLayer', actions: ['lambda:GetLayerVersion'], resources: [`${layerArn}:*`] },
    { sid: 'TakeLease', actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: [lab.leaseTableArn] },
  ];
}

/** What it needs to take the fault away, and no more: no configuration that has the extension's layer can be written. */
export function detach({ functions, layerArn }: FaultRightsProps): readonly Statement[] {
  return [
    ...changeFunctions(functions),
    {
      sid: 'NeverAttachLayer',
      effect: 'Deny',
      actions: ['lambda:UpdateFunctionConfiguration'],
      resources: functions.map(({ resource }) => resource.arn),
      // The layers of the request (service authorization reference, Lambda); one without any does not carry the key.
      condition: { 'ForAnyValue:StringLike': { 'lambda:Layer': `${layerArn}:*` } },
    },
  ];
}

function changeFunctions(functions: readonly LabFunction[]): readonly Statement[] {
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
  ];
}
