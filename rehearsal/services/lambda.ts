import { resolve } from 'node:path';
import { strFromU8 } from 'fflate';
import { uuid } from '../../experiment/random';
import type { AwsApi, Input, Operation, Call } from '../aws-api';
import { readArchive } from '../archive';
import { AwsError } from '../aws-error';
import { NotModelled } from '../refusal';
import { loadHandler, type Handler } from '../sandbox/sandbox';
import { arnOf, type Surroundings } from '../surroundings';
import { describe } from './lambda-configuration';
import { LambdaFunction, type Permission } from './lambda-function';
import { Invocations, type InvocationResult } from './lambda-invocation';
import { readLayerFiles, type Layer } from './lambda-layer';

/** The modules that a function finds in its runtime, for a role and a region. */
export type Modules = (name: string, caller: Call) => unknown;

/** Lambda in all regions. */
export class Lambda {
  private readonly functions = new Map<string, LambdaFunction>();
  private readonly layers = new Map<string, Layer>();
  private readonly invocations = new Map<string, Invocations>();
  private readonly handlers = new Map<string, Handler>();

  /** @param modules what `require` gives inside a function */
  constructor(
    private readonly world: Surroundings,
    api: AwsApi,
    private readonly modules: Modules,
  ) {
    api.register('lambda', this.operations());
  }

  /** The function that a name or an ARN (of the function, a version or an alias) stands for. */
  function(nameOrArn: string, region: string): LambdaFunction {
    const [, , , arnRegion, , , arnName] = nameOrArn.split(':');
    const arn = this.functionArn(arnName ?? nameOrArn, arnRegion ?? region);
    const found = this.functions.get(arn);
    if (found === undefined)
      throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
    return found;
  }

  /** Invokes a function through a qualifier, and waits for its end. */
  async invoke(
    target: LambdaFunction,
    qualifier: string,
    event: unknown,
    region: string,
  ): Promise<InvocationResult> {
    const configuration = target.served(qualifier);
    return this.invocationsIn(region).invoke({
      configuration,
      layers: configuration.Layers.map(({ Arn }) => this.layer(Arn)),
      handler: this.handlerOf(target, qualifier, region),
      event,
    });
  }

  /** The layer version with that ARN. */
  layer(arn: string): Layer {
    const layer = this.layers.get(arn);
    if (layer === undefined)
      throw new NotModelled(`the layer ${arn}, which the configuration does not define`);
    return layer;
  }

  /** Adds a layer version, as Terraform makes it. */
  addLayer(name: string, region: string, archive: string, compatibleRuntimes: readonly string[]): Layer {
    const arn = `${arnOf(this.world, 'lambda', region, `layer:${name}`)}:1`;
    const layer = { arn, version: 1, compatibleRuntimes, files: readLayerFiles(archive) };
    this.layers.set(arn, layer);
    return layer;
  }

  /** Adds a function with `$LATEST` only, as Terraform makes it. */
  addFunction(settings: FunctionSettings, region: string): LambdaFunction {
    const { name, archive } = settings;
    const arn = this.functionArn(name, region);
    const random = this.world.random(`lambda ${arn}`);
    const { files, sha256 } = readArchive(archive);
    const bundle = files['index.js'];
    if (bundle === undefined) throw new Error(`${archive} holds no index.js`);
    const created = new LambdaFunction(
      {
        FunctionName: name,
        FunctionArn: arn,
        Version: '$LATEST',
        Runtime: settings.runtime,
        Handler: settings.handler,
        Role: settings.role,
        Timeout: settings.timeoutSeconds,
        MemorySize: settings.memoryMegabytes,
        PackageType: 'Zip',
        Architectures: settings.architectures,
        CodeSha256: sha256,
        RevisionId: uuid(random),
        State: 'Active',
        LastUpdateStatus: 'Successful',
        Environment: { Variables: settings.variables },
        Layers: settings.layers.map((Arn) => ({ Arn })),
      },
      strFromU8(bundle),
      this.world.clock,
      random,
    );
    this.functions.set(arn, created);
    return created;
  }

  private functionArn(name: string, region: string): string {
    return arnOf(this.world, 'lambda', region, `function:${name}`);
  }

  private invocationsIn(region: string): Invocations {
    const known = this.invocations.get(region);
    if (known !== undefined) return known;
    const invocations = new Invocations(
      this.world.clock,
      this.world.random(`invocations ${region}`),
      this.world.controls,
    );
    this.invocations.set(region, invocations);
    return invocations;
  }

  private handlerOf(target: LambdaFunction, qualifier: string, region: string): Handler {
    const configuration = target.served(qualifier);
    // $LATEST has another revision after each update; a version's never changes.
    const key = `${configuration.FunctionArn} ${configuration.RevisionId}`;
    const known = this.handlers.get(key);
    if (known !== undefined) return known;
    if (configuration.Handler !== 'index.handler')
      throw new NotModelled(`the handler ${configuration.Handler}`);
    const caller: Call = { principal: { roleArn: configuration.Role }, region };
    const handler = loadHandler(target.code, {
      clock: this.world.clock,
      random: this.world.random(`function ${configuration.FunctionArn}`),
      environment: {
        ...configuration.Environment.Variables,
        AWS_REGION: region,
        AWS_LAMBDA_FUNCTION_NAME: configuration.FunctionName,
      },
      moduleNamed: (name) => this.modules(name, caller),
    });
    this.handlers.set(key, handler);
    return handler;
  }

  private operations(): Readonly<Record<string, Operation>> {
    const target = (input: Input, region: string): LambdaFunction =>
      this.function(String(input.FunctionName), region);
    const ofFunction = (input: Input, { region }: Call): string[] => [
      target(input, region).configuration().FunctionArn,
    ];
    const ofQualified = (input: Input, call: Call): string[] =>
      ofFunction(input, call).map((arn) =>
        input.Qualifier === undefined ? arn : `${arn}:${textOf(input.Qualifier)}`,
      );
    return {
      GetFunctionConfiguration: {
        resources: ofQualified,
        run: (input, { region }) =>
          describe(target(input, region).configuration(optionalText(input.Qualifier))),
      },
      UpdateFunctionConfiguration: {
        resources: ofFunction,
        run: (input, { region }) => describe(target(input, region).update(updateOf(input))),
      },
      PublishVersion: {
        resources: ofFunction,
        run: (input, { region }) => describe(target(input, region).publish(optionalText(input.RevisionId))),
      },
      ListVersionsByFunction: {
        resources: ofFunction,
        run: (input, { region }) => ({ Versions: target(input, region).allVersions().map(describe) }),
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
          const layer = this.layer(`${textOf(input.LayerName)}:${String(input.VersionNumber)}`);
          return {
            LayerVersionArn: layer.arn,
            Version: layer.version,
            CompatibleRuntimes: layer.compatibleRuntimes,
          };
        },
      },
      Invoke: {
        action: 'lambda:InvokeFunction',
        resources: ofQualified,
        run: (input, { region }) => {
          if (input.InvocationType !== 'Event') throw new NotModelled('a synchronous lambda:Invoke');
          const event: unknown = JSON.parse(payloadOf(input.Payload));
          // Lambda queues the event and answers at once.
          const qualifier = optionalText(input.Qualifier) ?? '$LATEST';
          this.world.clock.watch(this.invoke(target(input, region), qualifier, event, region));
          return { StatusCode: 202 };
        },
      },
    };
  }
}

/** What Terraform says about a function. */
export interface FunctionSettings {
  readonly name: string;
  /** The path of the zip. */
  readonly archive: string;
  readonly runtime: string;
  readonly handler: string;
  readonly role: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly architectures: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly layers: readonly string[];
}

/** The path of an archive as Terraform finds it, from the stack's folder. */
export function archivePath(folder: string, filename: string): string {
  return resolve(folder, filename);
}

/** Whether that service may invoke the function through that qualifier, for that ARN of its own. */
export function mayInvoke(permissions: readonly Permission[], principal: string, sourceArn: string): boolean {
  return permissions.some(
    (permission) => permission.principal === principal && arnMatches(permission.sourceArn, sourceArn),
  );
}

function arnMatches(pattern: string, arn: string): boolean {
  const expression = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${expression}$`).test(arn);
}

function updateOf(input: Input): Parameters<LambdaFunction['update']>[0] {
  const known = ['FunctionName', 'RevisionId', 'Environment', 'Layers'];
  const unknown = Object.keys(input).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new NotModelled(`lambda:UpdateFunctionConfiguration with ${unknown}`);
  const environment = input.Environment as { readonly Variables: Record<string, string> } | undefined;
  return {
    revisionId: optionalText(input.RevisionId),
    variables: environment?.Variables,
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
