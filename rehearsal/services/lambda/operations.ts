import { strFromU8, strToU8 } from 'fflate';
import type { AwsApi, Operation } from '../../aws/api';
import type { Call, Input } from '../../aws/call';
import { AwsError } from '../../aws/error';
import { NotModelled } from '../../not-modelled';
import type { WorldContext } from '../../world-context';
import type { Lambda } from './lambda';
import { describe, type Configuration } from './configuration';
import type { LambdaFunction } from './function';
import type { InvocationResult } from './invocation';

/** The operations of Lambda's API that the document, the game day and the load need. */
export function lambdaOperations(
  lambda: Lambda,
  { clock, controls }: WorldContext,
  api: Pick<AwsApi, 'mayFor'>,
): Readonly<Record<string, Operation>> {
  const target = (input: Input, region: string): LambdaFunction =>
    lambda.function(String(input.FunctionName), region);
  const ofFunction = (input: Input, { region }: Call): string[] => [
    target(input, region).configuration().FunctionArn,
  ];
  const ofQualified = (input: Input, call: Call): string[] =>
    ofFunction(input, call).map((arn) =>
      input.Qualifier === undefined ? arn : `${arn}:${textOf(input.Qualifier)}`,
    );
  const told = (configuration: Configuration, call: Call): object =>
    describe(configuration, (key) => api.mayFor(call, 'kms:Decrypt', key));
  return {
    GetFunctionConfiguration: {
      resources: ofQualified,
      run: (input, call) =>
        told(target(input, call.region).configuration(optionalText(input.Qualifier)), call),
    },
    UpdateFunctionConfiguration: {
      resources: ofFunction,
      // Service authorization reference, Lambda.
      context: ({ Layers: layers = [] }) => ({ 'lambda:Layer': layers as readonly string[] }),
      run: (input, call) => told(target(input, call.region).update(updateOf(input)), call),
    },
    PublishVersion: {
      resources: ofFunction,
      run: (input, call) => told(target(input, call.region).publish(optionalText(input.RevisionId)), call),
    },
    ListVersionsByFunction: {
      resources: ofFunction,
      run: (input, call) => ({
        Versions: target(input, call.region)
          .allVersions()
          .map((version) => told(version, call)),
      }),
    },
    DeleteFunction: {
      resources: ofQualified,
      run: (input, { region }) => {
        const version = optionalText(input.Qualifier);
        if (version === undefined) throw new NotModelled('lambda:DeleteFunction without a Qualifier');
        target(input, region).deleteVersion(version);
        return {};
      },
    },
    GetAlias: {
      resources: ofFunction,
      run: (input, { region }) => target(input, region).alias(textOf(input.Name)),
    },
    UpdateAlias: {
      resources: ofFunction,
      run: (input, { region }) => {
        refuseWeights(input.RoutingConfig);
        const alias = target(input, region).alias(textOf(input.Name));
        const version = optionalText(input.FunctionVersion) ?? alias.FunctionVersion;
        return target(input, region).pointAlias(alias.Name, version, optionalText(input.RevisionId));
      },
    },
    GetLayerVersion: {
      resources: (input) => [`${textOf(input.LayerName)}:${String(input.VersionNumber)}`],
      run: (input) => {
        const layer = lambda.layer(`${textOf(input.LayerName)}:${String(input.VersionNumber)}`);
        return {
          LayerVersionArn: layer.arn,
          Version: layer.version,
          // Left out where the layer does not say.
          ...(layer.compatibleRuntimes.length === 0 ? {} : { CompatibleRuntimes: layer.compatibleRuntimes }),
          ...(layer.compatibleArchitectures.length === 0
            ? {}
            : { CompatibleArchitectures: layer.compatibleArchitectures }),
        };
      },
    },
    GetAccountSettings: {
      resources: () => ['*'],
      run: () => ({
        AccountLimit: {
          ConcurrentExecutions: controls.concurrency,
          // Nothing reserves any: Terraform's `reserved_concurrent_executions` is not modelled.
          UnreservedConcurrentExecutions: controls.concurrency,
        },
      }),
    },
    Invoke: {
      action: 'lambda:InvokeFunction',
      resources: ofQualified,
      run: (input, { region }) => {
        // RequestResponse is the default (Lambda API reference, Invoke).
        const type = optionalText(input.InvocationType) ?? 'RequestResponse';
        const event: unknown = JSON.parse(payloadOf(input.Payload));
        const qualifier = optionalText(input.Qualifier) ?? '$LATEST';
        const called = target(input, region);
        if (type === 'RequestResponse')
          return lambda.invoke(called, qualifier, event, region).then(invocationAnswer);
        if (type !== 'Event') throw new NotModelled(`lambda:Invoke of the type ${type}`);
        // Lambda queues the event and answers at once.
        clock.watch(lambda.invoke(called, qualifier, event, region));
        return { StatusCode: 202 };
      },
    },
  };
}

/** A function that fails is answered 200 too, and told by FunctionError (Lambda API reference, Invoke). */
function invocationAnswer(result: InvocationResult): object {
  if (result.kind === 'throttled') throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
  if (result.kind === 'answered') {
    return { StatusCode: 200, Payload: strToU8(JSON.stringify(result.payload ?? null)) };
  }
  const payload = { errorMessage: result.error };
  return { StatusCode: 200, FunctionError: 'Unhandled', Payload: strToU8(JSON.stringify(payload)) };
}

function updateOf(input: Input): Parameters<LambdaFunction['update']>[0] {
  const known = ['FunctionName', 'RevisionId', 'Environment', 'Layers'];
  const unknown = Object.keys(input).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new NotModelled(`lambda:UpdateFunctionConfiguration with ${unknown}`);
  const environment = input.Environment as { readonly Variables?: Record<string, string> } | undefined;
  return {
    revisionId: optionalText(input.RevisionId),
    // An environment without variables is written like any other: it takes them all away.
    variables: environment && (environment.Variables ?? {}),
    layers: input.Layers as readonly string[] | undefined,
  };
}

function refuseWeights(routing: unknown): void {
  const weights = (routing as { readonly AdditionalVersionWeights?: object } | undefined)
    ?.AdditionalVersionWeights;
  if (Object.keys(weights ?? {}).length > 0) throw new NotModelled('an alias with weights');
}

function payloadOf(payload: unknown): string {
  return payload instanceof Uint8Array ? strFromU8(payload) : textOf(payload ?? '{}');
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new AwsError('ValidationException', `${JSON.stringify(value)} should be a string`);
}

function optionalText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : textOf(value);
}
