import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AwsClock } from '../../../experiment/aws/aws-clock';
import type { CredentialFacts } from '../../../experiment/aws/credentials';
import { readDeployment, regionNamed } from '../../../experiment/deployment/deployment';
import { runPreflight, type PreflightProps } from '../../../experiment/preflight/preflight';
import type { PreflightName, PreflightResult } from '../../../experiment/journal/preflight-result';
import { synthesize } from '../../../modules/app';
import { AwsError } from '../../../rehearsal/aws/error';
import { worldClients } from '../../../rehearsal/clients';
import { makeMistake } from '../../../rehearsal/mistakes';
import type { Python } from '../../../rehearsal/python/python';
import { toConfiguration } from '../../../terraform/configuration';
import { createWorld, type World } from '../../../rehearsal/world';
import { loadLabConfig } from '../../../validation/lab-config/lab-config';
import { scratchFolder } from '../../support/temporary-folder';
import { noPython } from '../../rehearsal/support/scripts';
import { START } from '../../rehearsal/support/context';

const PROJECT = join(__dirname, '..', '..', '..');

/** The file that the lab's template was made from. */
export const TEMPLATE = readFileSync(join(PROJECT, 'templates', 'region-latency.json'), 'utf8');

/** A synthesised `cdk.tf.json`, to be edited. */
interface Terraform {
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  readonly output: Record<string, { readonly value: unknown }>;
}

/** How a lab is deployed, other than as it stands. */
export interface Deployed {
  readonly mistake?: string;
  readonly edit?: (terraform: Terraform) => void;
  readonly python?: Python;
  /** How many seconds ago; long enough, unless a test says otherwise, for the first health checks and alarms. */
  readonly secondsAgo?: number;
}

type Answer = (input: Readonly<Record<string, unknown>>, region: string) => unknown;

/** Deploys the lab of `lab.config.json` into a World; synthesised once for each mistake. */
export function labs(): (deployed?: Deployed) => Promise<PreflightLab> {
  const folder = scratchFolder();
  const stacks = new Map<string, string>();
  const stackOf = (mistake: string): string => {
    const known = stacks.get(mistake);
    if (known !== undefined) return known;
    const written = loadLabConfig(join(PROJECT, 'lab.config.json'));
    const config = mistake === '' ? written : makeMistake(written, mistake);
    const path = synthesize(config, join(folder, `stack-${stacks.size}`));
    stacks.set(mistake, path);
    return path;
  };
  return async ({ mistake = '', edit = () => undefined, python = noPython, secondsAgo = 130 } = {}) => {
    const path = stackOf(mistake);
    const terraform = JSON.parse(readFileSync(path, 'utf8')) as Terraform & Record<string, unknown>;
    edit(terraform);
    const configuration = toConfiguration(terraform, dirname(path));
    const lab = new PreflightLab(createWorld({ configuration, seed: 1, startsAt: START, python }));
    await lab.pass(secondsAgo);
    return lab;
  };
}

/** A lab in a World, looked at before a game day in us-east-1. */
export class PreflightLab {
  readonly deployment;
  readonly us;
  readonly eu;
  /** What AWS was asked, as `service:Operation`. */
  readonly asked: string[] = [];
  /** At a moment of the World's: by how many milliseconds this machine's clock is ahead of it. */
  aheadMs: (moment: number) => number = () => 0;
  /** What is known of the credentials; by default nothing. */
  credentials: CredentialFacts | undefined;
  private readonly answers = new Map<string, Answer>();

  constructor(readonly world: ReturnType<typeof createWorld>) {
    this.deployment = readDeployment(world.outputs);
    this.us = regionNamed(this.deployment, 'us');
    this.eu = regionNamed(this.deployment, 'eu');
  }

  /** Lets so many seconds go by. */
  async pass(seconds: number): Promise<void> {
    await this.world.clock.run(this.world.clock.sleep(seconds * 1000));
  }

  /** Asks AWS as the operator, past the preflight's clients. */
  async ask<T = object>(service: string, region: string, operation: string, input: object): Promise<T> {
    return this.world.clock.run(this.world.send(service, region, operation, { ...input })) as Promise<T>;
  }

  /** Changes a function's variables or layers, and lets Lambda settle. */
  async update(functionName: string, change: object, { region = 'us-east-1', settles = true } = {}) {
    await this.ask('lambda', region, 'UpdateFunctionConfiguration', {
      FunctionName: functionName,
      ...change,
    });
    if (settles) await this.pass(25);
  }

  /** Adds a variable to a function; the others stay. */
  async addVariable(functionName: string, name: string, value: string): Promise<void> {
    const Variables = { ...this.variablesOf(functionName), [name]: value };
    await this.update(functionName, { Environment: { Variables } });
  }

  variablesOf(functionName: string): Readonly<Record<string, string>> {
    return this.world.functionNamed(functionName, 'us-east-1').configuration().Environment.Variables;
  }

  /** Publishes `$LATEST`, and lets the alias serve it. */
  release(functionName: string): void {
    const target = this.world.functionNamed(functionName, 'us-east-1');
    target.pointAlias(this.deployment.alias, target.publish().Version);
  }

  /** From now on the preflight gets this answer in place of the World's, which has no such state. */
  answer(operation: string, answer: Answer): void {
    this.answers.set(operation, answer);
  }

  /** From now on AWS refuses the preflight an operation. */
  refuse(operation: string, name: string, message: string, region?: string): void {
    this.answer(operation, async (input, asked) => {
      if (region === undefined || region === asked) throw new AwsError(name, message);
      const service = this.asked.at(-1)?.split(':')[0] ?? '';
      return this.world.send(service, asked, operation, input);
    });
  }

  /** Makes all checks before a game day in us-east-1. */
  async preflight(props: Partial<PreflightProps> = {}): Promise<readonly PreflightResult[]> {
    const { clock: worldClock } = this.world;
    const clock = new AwsClock({
      now: () => worldClock.now() + this.aheadMs(worldClock.now()),
      sleep: (milliseconds, signal) => worldClock.sleep(milliseconds, signal),
    });
    const send: World['send'] = async (service, region, operation, input) => {
      this.asked.push(`${service}:${operation}`);
      const answer = this.answers.get(operation);
      if (answer !== undefined) return await answer(input, region);
      return await this.world.send(service, region, operation, input);
    };
    const asked = worldClients({ send }, { dates: clock, clock: worldClock });
    const { credentials: facts } = this;
    const credentials = facts && { facts: () => Promise.resolve(facts), renew: () => undefined };
    const clients = credentials === undefined ? asked : { ...asked, credentials };
    const { deployment, us: region } = this;
    return worldClock.run(
      runPreflight({ clients, clock, deployment, region, template: TEMPLATE, force: [], ...props }),
    );
  }
}

/** The names of the checks that did not pass. */
export function notPassed(results: readonly PreflightResult[]): PreflightName[] {
  return results.filter(({ passed }) => passed !== true).map(({ name }) => name);
}

/** The result of one check; that it is the only one that did not pass is part of the expectation. */
export function onlyFailure(results: readonly PreflightResult[]): PreflightResult {
  const failed = results.filter(({ passed }) => passed !== true);
  const [only] = failed;
  if (only === undefined || failed.length > 1) {
    const found = failed.map(({ name, measured }) => `${name} (${measured})`);
    throw new Error(`one check should not pass, and these did not: ${found.join(', ') || 'none'}`);
  }
  return only;
}
