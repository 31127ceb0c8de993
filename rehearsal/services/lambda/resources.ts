import type { ResourceModels } from '../../resources/apply';
import { archivePath, type Lambda } from './lambda';

/** How Terraform makes functions, aliases, permissions and layers. */
export function lambdaResources(lambda: Lambda): ResourceModels {
  return {
    aws_lambda_function: {
      modelled: [
        'function_name',
        'filename',
        'runtime',
        'handler',
        'role',
        'timeout',
        'memory_size',
        'architectures',
        'environment',
        'kms_key_arn',
        'layers',
        'publish',
      ],
      withoutEffect: ['description', 'source_code_hash', 'tags', 'tracing_config', 'logging_config'],
      create: (values, { folder, region }) => {
        const name = values.text('function_name');
        const created = lambda.addFunction(
          {
            name,
            archive: archivePath(folder, values.text('filename')),
            runtime: values.text('runtime'),
            handler: values.text('handler'),
            role: values.text('role'),
            // 3 s and 128 MB are Lambda's own defaults (Lambda API reference, CreateFunction).
            timeoutSeconds: values.number('timeout', 3),
            memoryMegabytes: values.number('memory_size', 128),
            architectures: values.texts('architectures'),
            variables: values.block('environment')?.map('variables') ?? {},
            kmsKeyArn: values.optionalText('kms_key_arn') ?? undefined,
            layers: values.texts('layers'),
          },
          region,
        );
        const version = values.flag('publish') ? created.publish().Version : '$LATEST';
        const { FunctionArn: arn } = created.configuration();
        return {
          arn,
          id: name,
          version,
          qualified_arn: `${arn}:${version}`,
          invoke_arn: invokeArn(arn, region),
        };
      },
    },
    aws_lambda_alias: {
      modelled: ['name', 'function_name', 'function_version'],
      withoutEffect: ['description'],
      create: (values, { region }) => {
        const target = lambda.function(values.text('function_name'), region);
        const { AliasArn: arn } = target.pointAlias(values.text('name'), values.text('function_version'));
        return { arn, id: arn, invoke_arn: invokeArn(arn, region) };
      },
    },
    aws_lambda_permission: {
      modelled: ['function_name', 'qualifier', 'action', 'principal', 'source_arn'],
      withoutEffect: ['statement_id'],
      create: (values, { region, address }) => {
        if (values.text('action') !== 'lambda:InvokeFunction')
          throw new Error(`${address} allows another action`);
        const qualifier = values.optionalText('qualifier') ?? '$LATEST';
        lambda.function(values.text('function_name'), region).permit(qualifier, {
          principal: values.text('principal'),
          sourceArn: values.optionalText('source_arn') ?? '*',
        });
        return {};
      },
    },
    aws_lambda_layer_version: {
      modelled: ['layer_name', 'filename', 'compatible_runtimes', 'compatible_architectures'],
      withoutEffect: ['description', 'license_info', 'skip_destroy', 'source_code_hash'],
      create: (values, { folder, region }) => {
        const layer = lambda.addLayer(
          values.text('layer_name'),
          region,
          archivePath(folder, values.text('filename')),
          values.texts('compatible_runtimes'),
          values.texts('compatible_architectures'),
        );
        return { arn: layer.arn, version: String(layer.version), layer_arn: layer.arn.replace(/:\d+$/, '') };
      },
    },
    aws_lambda_function_event_invoke_config: {
      modelled: ['function_name', 'qualifier', 'maximum_retry_attempts', 'maximum_event_age_in_seconds'],
      create: (values, { address }) => {
        if (values.number('maximum_retry_attempts', 2) !== 0) {
          throw new Error(
            `${address}: retries of asynchronous invocations are not rehearsed; set maximum_retry_attempts to 0`,
          );
        }
        return {};
      },
    },
  };
}

/** What API Gateway calls (Lambda API reference for API Gateway integrations). */
function invokeArn(arn: string, region: string): string {
  return `arn:${arn.split(':')[1] ?? 'aws'}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
}
