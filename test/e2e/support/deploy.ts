import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LabConfig } from '../../../validation/lab-config/lab-config';
import { runOrThrow } from './run';
import { checkOut, terraformOf } from './scratch';
import { Terraform } from './terraform';

/** Deploys a lab below a folder, where its state goes as well, and the outputs into {@link OUTPUTS}; there may be one already. */
export type Deploy = (config: LabConfig, folder: string, env: NodeJS.ProcessEnv) => Promise<Terraform>;

/** Where the outputs are, within the folder. */
export const OUTPUTS = 'outputs.json';

/** `terraform apply`, and `terraform output -json`. */
export const withTerraform: Deploy = async (config, folder, env) => {
  const terraform = await terraformOf(config, folder, env);
  await terraform.apply();
  writeFileSync(path.join(folder, OUTPUTS), await terraform.outputsText());
  return terraform;
};

/** `cdktf deploy --outputs-file`. */
export const withCdktf: Deploy = async (config, folder, env) => {
  checkOut(config, folder);
  await cdktf(folder, env, 'deploy', '--auto-approve', '--skip-provider-lock', '--outputs-file', OUTPUTS);
  return new Terraform(path.join(folder, 'cdktf.out', 'stacks', config.name), env);
};

/** Runs CDKTF's command line in what looks like a checkout. */
export async function cdktf(
  folder: string,
  env: NodeJS.ProcessEnv,
  ...args: readonly string[]
): Promise<void> {
  await runOrThrow('npm', ['run', 'cdktf', '--', ...args], {
    cwd: folder,
    env: {
      ...env,
      CDKTF_HOME: path.join(folder, '.cdktf'),
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
      CI: '1',
    },
  });
}
