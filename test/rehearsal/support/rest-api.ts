import { ApiGateway } from '../../../rehearsal/services/api-gateway/api-gateway';
import { Acm } from '../../../rehearsal/services/acm';
import { apiGatewayResources } from '../../../rehearsal/services/api-gateway/resources';
import { lambdaService } from './functions';
import { make } from './make';

export const HOST = 'us.lab.com';

/** A REST API with the path /api/hello, which a function answers through its alias `live`, behind a custom domain. */
export function restApi(
  folder: string,
  code: string,
  {
    permitted = true,
    through = 'live',
    qualifier = 'live',
    timeoutSeconds = 60,
    integrationMs = undefined as number | undefined,
  } = {},
) {
  const account = lambdaService(folder);
  const { lambda, add, clock } = account;
  const target = add('hello', code, { timeoutSeconds });
  target.publish();
  target.pointAlias('live', '1');
  const gateway = new ApiGateway(account, lambda);
  const acm = new Acm(account);
  const models = apiGatewayResources(account, gateway, acm);
  const endpoint_configuration = { types: ['REGIONAL'] };

  const certificate = make(acm.resources, 'aws_acm_certificate', {
    domain_name: HOST,
    validation_method: 'DNS',
  });
  const options = certificate.domain_validation_options as { readonly resource_record_name: string }[];
  make(acm.resources, 'aws_acm_certificate_validation', {
    certificate_arn: certificate.arn,
    validation_record_fqdns: options.map(({ resource_record_name }) => resource_record_name),
  });

  const rest = make(models, 'aws_api_gateway_rest_api', { endpoint_configuration });
  const rest_api_id = rest.id;
  const api = make(models, 'aws_api_gateway_resource', {
    rest_api_id,
    parent_id: rest.root_resource_id,
    path_part: 'api',
  });
  const addRoute = (path_part: string): void => {
    const { id: resource_id } = make(models, 'aws_api_gateway_resource', {
      rest_api_id,
      parent_id: api.id,
      path_part,
    });
    const method = { rest_api_id, resource_id, http_method: 'GET' };
    make(models, 'aws_api_gateway_method', { ...method, authorization: 'NONE' });
    make(models, 'aws_api_gateway_integration', {
      ...method,
      type: 'AWS_PROXY',
      integration_http_method: 'POST',
      uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${through === 'live' ? target.alias('live').AliasArn : target.configuration().FunctionArn}/invocations`,
      timeout_milliseconds: integrationMs,
    });
  };
  const deploy = (): void => {
    const { id: deployment_id } = make(models, 'aws_api_gateway_deployment', { rest_api_id });
    make(models, 'aws_api_gateway_stage', { rest_api_id, deployment_id, stage_name: 'live' });
    make(models, 'aws_api_gateway_base_path_mapping', {
      api_id: rest_api_id,
      stage_name: 'live',
      domain_name: HOST,
    });
  };
  const domain = make(models, 'aws_api_gateway_domain_name', {
    domain_name: HOST,
    regional_certificate_arn: certificate.arn,
    endpoint_configuration,
  });
  addRoute('hello');
  deploy();
  const source = `${String(rest.execution_arn)}/live/GET/api/hello`;
  if (permitted) target.permit(qualifier, { principal: 'apigateway.amazonaws.com', sourceArn: source });
  const endpoint = domain.regional_domain_name as string;
  const get = (path: string, host = HOST) => clock.run(gateway.answer(endpoint, host, path));
  return { ...account, gateway, acm, models, target, rest_api_id, endpoint, addRoute, deploy, get };
}
