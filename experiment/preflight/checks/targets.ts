import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  GetLayerVersionCommand,
} from '@aws-sdk/client-lambda';
import { targetsOf } from '../../deployment/deployment';
import { attachRequestFor, type AttachRequest } from '../targets/attach-request';
import { deployedTemplate } from '../template/deployed-template';
import { find, fine, together, warned, wrong, type CheckProps, type Finding } from '../finding';
import { unlessMissing } from '../../aws/unless-missing';
import { NOT_THERE } from '../not-there';
import { describeTarget, refusalsOf, type Layer } from '../targets/target-refusals';
import { warningsOf } from '../targets/target-warnings';

const MISSING = 'ResourceNotFoundException';

/** The fault can be attached to every target: what would make the document refuse is known before anything is changed. */
export async function checkTargets(props: CheckProps): Promise<Finding> {
  const { region } = props;
  const layer = await readLayer(props);
  if (layer === null) return wrong(`there is no layer ${region.layerArn}`, NOT_THERE);
  const template = await deployedTemplate(props);
  const findings = targetsOf(region).map((name) =>
    find(
      async () => checkTarget(props, name, layer, attachRequestFor(name, region.layerArn, template)),
      name,
    ),
  );
  return together(await Promise.all(findings));
}

async function checkTarget(
  { clients, deployment, region }: CheckProps,
  FunctionName: string,
  layer: Layer,
  request: AttachRequest,
): Promise<Finding> {
  const lambda = clients.lambda(region.region);
  const latest = await unlessMissing(
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
    MISSING,
  );
  if (latest === null) return wrong(`there is no function ${FunctionName} in ${region.region}`, NOT_THERE);
  const aliasName = deployment.alias;
  const alias = await unlessMissing(
    lambda.send(new GetAliasCommand({ FunctionName, Name: aliasName })),
    MISSING,
  );
  if (alias === null)
    return wrong(
      `${FunctionName}: there is no alias ${aliasName}`,
      `publish a version with that alias, or ${NOT_THERE}`,
    );
  const version = alias.FunctionVersion ?? '';
  const target = {
    latest,
    aliasName,
    alias: { version, weights: alias.RoutingConfig?.AdditionalVersionWeights ?? {} },
    served: await lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: version })),
    layer,
    request,
  };
  const refusals = refusalsOf(target);
  if (refusals.length === 0)
    return together([
      fine(`${FunctionName}: ${describeTarget(target)}`),
      ...warningsOf(target).map(({ reason, advice }) =>
        warned(`${FunctionName}: ${reason}`, `${FunctionName}: ${advice}`),
      ),
    ]);
  return together(
    refusals.map(({ reason, advice }) => wrong(`${FunctionName}: ${reason}`, `${FunctionName}: ${advice}`)),
  );
}

/** null: there is no such layer. */
async function readLayer({ clients, region }: CheckProps): Promise<Layer | null> {
  const { layerArn } = region;
  const cut = layerArn.lastIndexOf(':');
  const LayerName = layerArn.slice(0, cut);
  const VersionNumber = Number(layerArn.slice(cut + 1));
  const found = await unlessMissing(
    clients.lambda(region.region).send(new GetLayerVersionCommand({ LayerName, VersionNumber })),
    MISSING,
  );
  if (found === null) return null;
  return { architectures: found.CompatibleArchitectures ?? [] };
}
