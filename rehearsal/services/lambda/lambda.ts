import { resolve } from 'node:path';
import { strFromU8 } from 'fflate';
import { uuid } from '../../../experiment/random';
import type { Call } from '../../aws/call';
import { readArchive } from '../../archive';
import { AwsError } from '../../aws/error';
import { NotModelled } from '../../not-modelled';
import { loadHandler, type Handler } from '../../sandbox/sandbox';
import { arnOf, type WorldContext } from '../../world-context';
import type { Configuration } from './configuration';
import { LambdaFunction } from './function';
import { Invocations, type InvocationResult } from './invocation';
import { readLayerFiles, type Layer } from './layer';
import { meterOf, type Meter, type Telemetry } from './meter';

/** The modules that a function finds in its runtime, for a role and a region. */
export type Modules = (name: string, caller: Call) => unknown;

/** Lambda in all regions. */
export class Lambda {
  private readonly functions = new Map<string, LambdaFunction>();
  private readonly layers = new Map<string, Layer>();
  private readonly invocations = new Map<string, Invocations>();
  private readonly handlers = new Map<string, Handler>();
  private readonly meters = new Map<string, Meter>();

  /**
   * @param modules what `require` gives inside a function
   * @param telemetry where what is told of invocations goes
   */
  constructor(
    private readonly world: WorldContext,
    private readonly modules: Modules,
    private readonly telemetry: Telemetry,
  ) {}

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
    const arn = this.functionArn(configuration.FunctionName, region);
    return this.invocationsIn(region).invoke({
      configuration,
      layers: configuration.Layers.map(({ Arn }) => this.layer(Arn)),
      handler: this.handlerOf(target, qualifier, region),
      event,
      invokedArn: qualifier === '$LATEST' ? arn : `${arn}:${qualifier}`,
      meter: this.meterOf(configuration, qualifier, region),
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
  addLayer(
    name: string,
    region: string,
    archive: string,
    compatibleRuntimes: readonly string[],
    compatibleArchitectures: readonly string[] = [],
  ): Layer {
    const arn = `${arnOf(this.world, 'lambda', region, `layer:${name}`)}:1`;
    const files = readLayerFiles(archive);
    const layer = { arn, version: 1, compatibleRuntimes, compatibleArchitectures, files };
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
        ...(settings.kmsKeyArn === undefined ? {} : { KMSKeyArn: settings.kmsKeyArn }),
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

  private meterOf(configuration: Configuration, qualifier: string, region: string): Meter {
    const key = `${region} ${configuration.FunctionName} ${qualifier}`;
    const known = this.meters.get(key);
    if (known !== undefined) return known;
    const meter = meterOf(this.telemetry, configuration, qualifier, region);
    this.meters.set(key, meter);
    return meter;
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
    const handler = loadHandler(target.codeOf(configuration), {
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
  /** The customer's key that encrypts the variables. */
  readonly kmsKeyArn?: string;
  readonly layers: readonly string[];
}

/** The path of an archive as Terraform finds it, from the stack's folder. */
export function archivePath(folder: string, filename: string): string {
  return resolve(folder, filename);
}
