import { NotModelled } from '../../not-modelled';
import { arnOf, type WorldContext } from '../../world-context';
import type { ResourceModels } from '../../resources/apply';
import type { Acm } from '../acm';
import { functionArnIn, type ApiGateway } from './api-gateway';

/** A REST API waits so long for its integration by default (API Gateway API reference, PutIntegration). */
const DEFAULT_TIMEOUT_MS = 29_000;

/** How Terraform makes REST APIs and custom domains. */
export function apiGatewayResources(world: WorldContext, gateway: ApiGateway, acm: Acm): ResourceModels {
  return {
    aws_api_gateway_rest_api: {
      modelled: ['endpoint_configuration'],
      withoutEffect: [
        'name',
        'description',
        'tags',
        'disable_execute_api_endpoint',
        'minimum_compression_size',
      ],
      create: (values, { region, address }) => {
        regionalOnly(values.block('endpoint_configuration')?.texts('types') ?? [], address);
        const { api, rootId } = gateway.addApi(region);
        return {
          id: api.id,
          root_resource_id: rootId,
          arn: `arn:${world.partition}:apigateway:${region}::/restapis/${api.id}`,
          execution_arn: arnOf(world, 'execute-api', region, api.id),
        };
      },
    },
    aws_api_gateway_resource: {
      modelled: ['rest_api_id', 'parent_id', 'path_part'],
      create: (values, { address }) => {
        const api = gateway.api(values.text('rest_api_id'));
        const part = values.text('path_part');
        if (part.includes('{')) throw new NotModelled(`the path ${part}`, address);
        const parent = api.paths.get(values.text('parent_id'));
        const path = `${parent === '/' ? '' : (parent ?? '')}/${part}`;
        return { id: gateway.addPath(api, path), path };
      },
    },
    aws_api_gateway_method: {
      modelled: ['rest_api_id', 'resource_id', 'http_method', 'authorization'],
      withoutEffect: ['operation_name'],
      create: (values, { address }) => {
        if (values.text('authorization') !== 'NONE')
          throw new NotModelled('an authorization other than NONE', address);
        const resourceId = values.text('resource_id');
        const httpMethod = values.text('http_method');
        if (httpMethod === 'ANY') throw new NotModelled('the HTTP method ANY', address);
        gateway.api(values.text('rest_api_id')).methods.push({ resourceId, httpMethod, integration: null });
        return { id: address };
      },
    },
    aws_api_gateway_integration: {
      modelled: [
        'rest_api_id',
        'resource_id',
        'http_method',
        'type',
        'integration_http_method',
        'uri',
        'timeout_milliseconds',
      ],
      create: (values, { address }) => {
        if (values.text('type') !== 'AWS_PROXY')
          throw new NotModelled(`the integration type ${values.text('type')}`, address);
        const method = gateway
          .api(values.text('rest_api_id'))
          .methods.find(
            ({ resourceId, httpMethod }) =>
              resourceId === values.text('resource_id') && httpMethod === values.text('http_method'),
          );
        if (method === undefined) throw new Error(`${address}: there is no such method yet`);
        method.integration = {
          functionArn: functionArnIn(values.text('uri')),
          timeoutMs: values.number('timeout_milliseconds', DEFAULT_TIMEOUT_MS),
        };
        return { id: address };
      },
    },
    aws_api_gateway_deployment: {
      modelled: ['rest_api_id'],
      withoutEffect: ['triggers', 'description'],
      create: (values) => ({ id: gateway.deploy(gateway.api(values.text('rest_api_id'))) }),
    },
    aws_api_gateway_stage: {
      modelled: ['rest_api_id', 'deployment_id', 'stage_name'],
      withoutEffect: ['description', 'tags', 'xray_tracing_enabled', 'access_log_settings'],
      create: (values, { region }) => {
        const api = gateway.api(values.text('rest_api_id'));
        const name = values.text('stage_name');
        gateway.addStage(api, name, values.text('deployment_id'));
        return { execution_arn: arnOf(world, 'execute-api', region, `${api.id}/${name}`) };
      },
    },
    aws_api_gateway_method_settings: {
      modelled: ['rest_api_id', 'stage_name', 'method_path', 'settings'],
      create: (values, { address }) => {
        const settings = values.block('settings')?.only('throttling_rate_limit', 'throttling_burst_limit');
        const path = values.text('method_path');
        const [resource = '', method = ''] = path.split('/');
        if (settings === undefined || path.includes('*'))
          throw new NotModelled(`the method settings of ${path}`, address);
        gateway.throttle(
          gateway.api(values.text('rest_api_id')),
          values.text('stage_name'),
          `${method} ${resource.replaceAll('~1', '/')}`,
          settings.number('throttling_rate_limit'),
          settings.number('throttling_burst_limit'),
        );
        return { id: address };
      },
    },
    aws_api_gateway_domain_name: {
      modelled: ['domain_name', 'regional_certificate_arn', 'endpoint_configuration'],
      withoutEffect: ['security_policy', 'tags'],
      create: (values, { region, address }) => {
        regionalOnly(values.block('endpoint_configuration')?.texts('types') ?? [], address);
        const name = values.text('domain_name');
        acm.check(values.text('regional_certificate_arn'), name, region, address);
        const { regionalDomainName, zoneId } = gateway.addDomain(name, region);
        return { id: name, regional_domain_name: regionalDomainName, regional_zone_id: zoneId };
      },
    },
    aws_api_gateway_base_path_mapping: {
      modelled: ['api_id', 'stage_name', 'domain_name'],
      create: (values, { region }) => {
        const api = gateway.api(values.text('api_id'));
        gateway.map(values.text('domain_name'), region, api, values.text('stage_name'));
        return {};
      },
    },
  };
}

function regionalOnly(types: readonly string[], address: string): void {
  if (types.join() !== 'REGIONAL')
    throw new NotModelled(`the endpoint type ${types.join() || 'EDGE'}`, address);
}
