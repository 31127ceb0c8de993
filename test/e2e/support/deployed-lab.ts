import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { FisClient } from '@aws-sdk/client-fis';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { Route53Client } from '@aws-sdk/client-route-53';
import {
  DescribeAutomationExecutionsCommand,
  GetAutomationExecutionCommand,
  SSMClient,
  StartAutomationExecutionCommand,
  type AutomationExecution,
  type AutomationExecutionMetadata,
} from '@aws-sdk/client-ssm';
import type { Clients } from '../../../experiment/clients';
import {
  readDeployment,
  targetsOf,
  type DeployedRegion,
  type Deployment,
} from '../../../experiment/deployment';
import { takeSnapshot, type Snapshot } from '../../../experiment/snapshot';
import type { LabConfig } from '../../../schemas/lab-config';
import { startEmulatedAws, type EmulatedAws } from './emulated-aws';
import { terraformOf } from './scratch';
import { sdkSettings } from './surroundings';
import type { Terraform } from './terraform';

const POLL_MS = 50;
const WAITS_MS = 5 * 60_000;

/** A lab that Terraform has applied to an account of its own. */
export class DeployedLab {
  private constructor(
    private readonly folder: string,
    readonly aws: EmulatedAws,
    readonly terraform: Terraform,
    readonly deployment: Deployment,
    readonly clients: Clients,
  ) {}

  static async deploy(config: LabConfig): Promise<DeployedLab> {
    const folder = mkdtempSync(path.join(tmpdir(), 'chaos-lab-e2e-'));
    const aws = await startEmulatedAws(config.zone);
    try {
      const terraform = await terraformOf(config, folder, aws.env);
      await terraform.apply();
      const deployment = readDeployment(await terraform.outputs());
      return new DeployedLab(folder, aws, terraform, deployment, clientsOf(aws));
    } catch (error) {
      await aws.close();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  async close(): Promise<void> {
    try {
      await this.aws.close();
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  /** The region of that label. */
  region(label: string): DeployedRegion {
    const found = this.deployment.regions.find((region) => region.label === label);
    if (found === undefined) throw new Error(`the lab has no region ${label}`);
    return found;
  }

  /** What the functions of a region are like. */
  snapshots(region: DeployedRegion): Promise<Snapshot[]> {
    const lambda = this.clients.lambda(region.region);
    return Promise.all(targetsOf(region).map((name) => takeSnapshot(lambda, name, this.deployment.alias)));
  }

  /** Whether a region's functions have the extension: of each the version that its alias serves, and `$LATEST`. */
  async faults(region: DeployedRegion): Promise<boolean[]> {
    const lambda = this.clients.lambda(region.region);
    const configurations = targetsOf(region).flatMap((name) =>
      [this.deployment.alias, '$LATEST'].map((qualifier) =>
        lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name, Qualifier: qualifier })),
      ),
    );
    return (await Promise.all(configurations)).map(({ Layers: layers = [] }) =>
      layers.some(({ Arn: arn }) => arn === region.layerArn),
    );
  }

  /** Runs the region's document on a function, and waits for its end. */
  async runDocument(
    { region, documentName, layerArn, automationRoleArn }: DeployedRegion,
    functionName: string,
    mode: 'ENABLED' | 'DISABLED',
  ): Promise<AutomationExecution> {
    const ssm = this.clients.ssm(region);
    const { AutomationExecutionId: id } = await ssm.send(
      new StartAutomationExecutionCommand({
        DocumentName: documentName,
        Parameters: {
          FunctionName: [functionName],
          AliasName: [this.deployment.alias],
          LayerArn: [layerArn],
          AutomationAssumeRole: [automationRoleArn],
          ChaosMode: [mode],
        },
      }),
    );
    const read = async (): Promise<AutomationExecution> => {
      const { AutomationExecution: found = {} } = await ssm.send(
        new GetAutomationExecutionCommand({ AutomationExecutionId: id }),
      );
      return found;
    };
    return until(read, hasEnded);
  }

  /** Waits until so many executions of documents have been started in a region and all have ended; returns their statuses. */
  async automationsEnded({ region }: DeployedRegion, count: number): Promise<(string | undefined)[]> {
    const executions = await until(
      () => this.automations(region),
      (found) => found.length >= count && found.every(hasEnded),
    );
    return executions.map(({ AutomationExecutionStatus: status }) => status);
  }

  /** How many executions of documents have been started in a region so far. */
  async automationCount({ region }: DeployedRegion): Promise<number> {
    return (await this.automations(region)).length;
  }

  private async automations(region: string): Promise<AutomationExecutionMetadata[]> {
    const ssm = this.clients.ssm(region);
    return (
      (await ssm.send(new DescribeAutomationExecutionsCommand({}))).AutomationExecutionMetadataList ?? []
    );
  }
}

/**
 * Reads again and again until it is as wanted.
 * @throws Error with what it still is after five minutes
 */
export async function until<T>(read: () => Promise<T>, isWanted: (value: T) => boolean): Promise<T> {
  const latest = performance.now() + WAITS_MS;
  for (;;) {
    const value = await read();
    if (isWanted(value)) return value;
    if (performance.now() > latest)
      throw new Error(`after five minutes it still is ${JSON.stringify(value)}`);
    await sleep(POLL_MS);
  }
}

function hasEnded({ AutomationExecutionStatus: status }: AutomationExecutionMetadata): boolean {
  return ['Success', 'Failed', 'TimedOut', 'Cancelled'].includes(status ?? '');
}

function clientsOf({ url, engineUrl }: EmulatedAws): Clients {
  return {
    fis: (region) => new FisClient(sdkSettings(engineUrl, region)),
    ssm: (region) => new SSMClient(sdkSettings(engineUrl, region)),
    lambda: (region) => new LambdaClient(sdkSettings(url, region)),
    cloudwatch: (region) => new CloudWatchClient(sdkSettings(url, region)),
    route53: () => new Route53Client(sdkSettings(url, 'us-east-1')),
  };
}
