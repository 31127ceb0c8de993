import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { synthesize } from '../../../modules/app';
import type { LabConfig } from '../../../validation/lab-config/lab-config';
import { isolated } from './context';
import { Terraform } from './terraform';
import { PROVIDER_OVERRIDE } from './tools';

const PROJECT = path.join(__dirname, '..', '..', '..');

/** Lets `work` use a folder that is removed when it is done. */
export async function inScratchFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chaos-lab-e2e-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Synthesises the lab below that folder, where its state goes as well, and makes Terraform ready there. */
export async function terraformOf(config: LabConfig, folder: string, env = isolated()): Promise<Terraform> {
  const stackFolder = path.dirname(synthesize(config, path.join(folder, 'cdktf.out')));
  writeFileSync(path.join(stackFolder, PROVIDER_OVERRIDE.name), PROVIDER_OVERRIDE.text);
  const terraform = new Terraform(stackFolder, env);
  await terraform.init();
  return terraform;
}

/** Makes that folder look like a checkout of the project with another `lab.config.json`; it may do so already. */
export function checkOut(config: LabConfig, folder: string): void {
  for (const name of [
    'main.ts',
    'cdktf.json',
    'package.json',
    'scripts',
    'startup',
    'node_modules',
    'cdktf-cli',
  ]) {
    const link = path.join(folder, name);
    if (!existsSync(link)) symlinkSync(path.join(PROJECT, name), link);
  }
  writeFileSync(path.join(folder, 'lab.config.json'), JSON.stringify(config));
}
