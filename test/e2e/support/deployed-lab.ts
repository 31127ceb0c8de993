import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
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
import { STSClient } from '@aws-sdk/client-sts';
import type { Clients } from '../../../experiment/aws/clients';
import {
  readDeployment,
  targetsOf,
  type DeployedRegion,
  type Deployment,
} from '../../../experiment/deployment/deployment';
import { readCustomers } from '../../../experiment/measure/evidence';
import { takeSnapshot, type Snapshot } from '../../../experiment/fault/snapshot';
import type { LabConfig } from '../../../validation/lab-config/lab-config';
import { startEmulatedAws, type EmulatedAws } from './emulated-aws';
import { OUTPUTS, withTerraform, type Deploy } from './deploy';
import { GameDayProcess, journalFile, readJournal } from './game-day-process';
import type { Seen } from './moments';
import { sdkSettings } from './context';
import type { Terraform } from './terraform';
import type { WereCounted } from './truth';

const POLL_MS = 50;
const WAITS_MS = 5 * 60_000;

/** How a lab is deployed. */
export interface DeployOptions {
  /** By default with Terraform alone. */
  readonly deploy?: Deploy;
  /** How many times faster waiting is over in its account. */
  readonly factor?: number;
}

/** A lab that Terraform has applied to an account of its own. */
export class DeployedLab {
  private readonly processes = new Set<GameDayProcess>();

  private constructor(
    /** Everything of it is below: the stack with its state, the outputs, the reports. */
    readonly folder: string,
    readonly aws: EmulatedAws,
    readonly terraform: Terraform,
    readonly deployment: Deployment,
    readonly clients: Clients,
  ) {}

  /** Deploys it. */
  static async deploy(
    config: LabConfig,
    { deploy = withTerraform, factor }: DeployOptions = {},
  ): Promise<DeployedLab> {
    const folder = mkdtempSync(path.join(tmpdir(), 'chaos-lab-e2e-'));
    const aws = await startEmulatedAws(config.zone, factor);
    try {
      const terraform = await deploy(config, folder, aws.env);
      const deployment = readDeployment(await terraform.outputs());
      return new DeployedLab(folder, aws, terraform, deployment, clientsOf(aws));
    } catch (error) {
      await aws.close();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Ends every game day that is still under way, with SIGKILL. */
  async endGameDays(): Promise<void> {
    this.aws.endpoint.beforeAnswer = () => undefined;
    await Promise.all([...this.processes].map((process) => process.kill()));
  }

  async close(): Promise<void> {
    try {
      await this.endGameDays();
      await this.aws.close();
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  /** Runs `start-experiment` on it, in a process of its own. Time goes by as on the machine until that process lives by the clock. */
  startExperiment(reports: string, ...options: readonly string[]): GameDayProcess {
    return this.startExperimentAs(this.aws.env, reports, ...options);
  }

  /** Likewise, with whatever credentials that environment leads to. */
  startExperimentAs(env: NodeJS.ProcessEnv, reports: string, ...options: readonly string[]): GameDayProcess {
    const { endpoint } = this.aws;
    const args = ['--outputs', path.join(this.folder, OUTPUTS), '--reports', reports, ...options];
    const process = new GameDayProcess(args, env);
    this.processes.add(process);
    void process.ended.then(() => this.processes.delete(process));
    void endpoint.clock.hold(Promise.race([endpoint.nextLease(), process.ended]));
    return process;
  }

  /**
   * Kills a game day with SIGKILL at the first request to AWS at which that is true. The request is carried out all the same, but nobody
   * hears the answer. Returns the journal's file.
   * @throws Error with what the game day said, where it ends without such a request
   */
  async killWhen(gameDay: GameDayProcess, reports: string, isNow: (seen: Seen) => boolean): Promise<string> {
    const { endpoint } = this.aws;
    const killed = new Promise<void>((resolve) => {
      endpoint.beforeAnswer = async (call) => {
        const file = journalFile(reports);
        if (!isNow({ call, journal: file === null ? null : readJournal(file) })) return;
        endpoint.beforeAnswer = () => undefined;
        await gameDay.kill();
        resolve();
      };
    });
    await Promise.race([killed, gameDay.ended]);
    const { status, stderr } = await gameDay.ended;
    const file = journalFile(reports);
    if (status === null && file !== null) return file;
    throw new Error(`the game day ended with ${status ?? 'a signal'} before it was killed: ${stderr}`);
  }

  /** By region and minute: whether customers were counted. */
  async countedCustomers(): Promise<WereCounted> {
    const { clients, deployment, aws } = this;
    const span = { from: 0, to: aws.endpoint.clock.now() };
    const customers = await readCustomers(clients, deployment, this.region('eu').region, span);
    const minutes = new Map(
      [...customers].map(([region, buckets]) => [region, new Set(buckets.map(({ at }) => minuteOf(at)))]),
    );
    return (region, minute) => minutes.get(region)?.has(minute) === true;
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
    return Promise.all(
      targetsOf(region).map((name) => takeSnapshot(lambda, name, this.deployment.alias, 'salt')),
    );
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
          LeaseTableArn: [this.deployment.leaseTableArn ?? ''],
          ApiUrl: [this.deployment.apiUrl],
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

function minuteOf(at: number): number {
  return Math.floor(at / 60_000) * 60_000;
}

function hasEnded({ AutomationExecutionStatus: status }: AutomationExecutionMetadata): boolean {
  return ['Success', 'Failed', 'TimedOut', 'Cancelled'].includes(status ?? '');
}

function clientsOf({ endpoint: { url } }: EmulatedAws): Clients {
  return {
    fis: (region) => new FisClient(sdkSettings(url, region)),
    ssm: (region) => new SSMClient(sdkSettings(url, region)),
    dynamodb: (region) => new DynamoDBClient(sdkSettings(url, region)),
    lambda: (region) => new LambdaClient(sdkSettings(url, region)),
    cloudwatch: (region) => new CloudWatchClient(sdkSettings(url, region)),
    route53: () => new Route53Client(sdkSettings(url, 'us-east-1')),
    sts: () => new STSClient(sdkSettings(url, 'us-east-1')),
  };
}
