import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readDeployment, type Deployment } from '../../../experiment/deployment/deployment';
import type { LabConfig } from '../../../validation/lab-config/lab-config';
import type { Synthesized } from '../../modules/synthesized';
import { changeOf } from './change-log';
import { startEmulatedAws, type EmulatedAws } from './emulated-aws';
import { terraformOf } from './scratch';
import type { Plan, Terraform } from './terraform';

/** What became of a change of the configuration. */
export interface Change {
  /** What the plan said. */
  readonly plan: Plan;
  /** What was changed in the account, in the order in which it was asked for; see `changeOf`. */
  readonly calls: readonly string[];
  /** The regions whose providers asked who they are, each once: those that Terraform configured. */
  readonly configured: readonly string[];
  /** What a plan said afterwards. */
  readonly then: Plan;
}

/** Where the plan that is applied is kept, in the stack's folder. */
const PLAN = 'change.tfplan';

/** A lab in an account of its own that goes from one configuration to the next, as a Terraform shop's does over the years. */
export class ChangingLab {
  private constructor(
    /** The states lie in it. */
    readonly folder: string,
    readonly aws: EmulatedAws,
    /** In the folder of the newest configuration. */
    public terraform: Terraform,
  ) {}

  static async deploy(config: LabConfig): Promise<ChangingLab> {
    const folder = mkdtempSync(path.join(tmpdir(), 'chaos-lab-e2e-'));
    const aws = await startEmulatedAws(config.zone);
    try {
      const terraform = await terraformOf(config, folder, aws.env);
      await terraform.apply();
      return new ChangingLab(folder, aws, terraform);
    } catch (error) {
      await aws.close();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Synthesises another configuration, plans it, applies it, and plans again; `edit` changes what was synthesised. */
  async change(config: LabConfig, edit: (stack: Synthesized) => void = () => undefined): Promise<Change> {
    this.terraform = await terraformOf(config, this.folder, this.aws.env);
    const file = path.join(this.terraform.folder, 'cdk.tf.json');
    const stack = JSON.parse(readFileSync(file, 'utf8')) as Synthesized;
    edit(stack);
    writeFileSync(file, JSON.stringify(stack));
    const configured = new Set<string>();
    const calls: string[] = [];
    this.aws.endpoint.beforeAnswer = (call) => {
      if (call.service === 'sts') configured.add(call.region);
      const change = changeOf(call);
      if (change !== null) calls.push(change);
    };
    const plan = await this.terraform.plan(PLAN);
    await this.terraform.apply(PLAN);
    const then = await this.terraform.plan();
    return { plan, calls, configured: [...configured].sort(), then };
  }

  /** What the outputs say. */
  async deployment(): Promise<Deployment> {
    return readDeployment(await this.terraform.outputs());
  }

  async close(): Promise<void> {
    await this.aws.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
