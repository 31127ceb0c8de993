import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '../../../scripts/pictures/chromium';
import { type Suite, suiteUnless } from '../../support/skipped-suite';
import { isolated } from './context';

const PROJECT = join(__dirname, '..', '..', '..');

/** What the e2e tests cannot bring along. */
export type Tool = 'terraform' | 'provider' | 'cdktf-cli' | 'moto' | 'boto3' | 'chromium' | 'terminals';

/** The last of the older major version: what it takes, the lab may use. */
export const PROVIDER_VERSION = '5.100.0';

/** Pins the provider, beside a synthesised stack; Terraform merges it into the stack's own `terraform` block. */
export const PROVIDER_OVERRIDE = {
  name: 'provider_override.tf.json',
  text: JSON.stringify({
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: PROVIDER_VERSION } } },
  }),
};

interface Requirement {
  readonly isThere: () => boolean;
  readonly missing: string;
}

const REQUIREMENTS: Readonly<Record<Tool, Requirement>> = {
  terraform: {
    isThere: () => succeeds('terraform', ['version']),
    missing: 'terraform is missing: install Terraform 1.10 or newer',
  },
  provider: {
    isThere: providerIsThere,
    missing:
      `Terraform's AWS provider ${PROVIDER_VERSION} cannot be installed without a network: keep a copy with ` +
      '`terraform providers mirror <folder>`, and name a file in TF_CLI_CONFIG_FILE that holds ' +
      '`provider_installation { filesystem_mirror { path = "<folder>" } }`',
  },
  'cdktf-cli': {
    isThere: () => succeeds('npm', ['run', 'cdktf', '--', '--version'], PROJECT),
    missing: 'cdktf-cli is missing: npm ci --prefix cdktf-cli',
  },
  moto: {
    isThere: () => succeeds('moto_server', ['--help']),
    missing: "moto_server is missing: pip install 'moto[all,server]==5.2.*'",
  },
  boto3: {
    isThere: () => succeeds('python3', ['-c', 'import boto3']),
    missing: 'python3 with boto3 is missing: pip install boto3',
  },
  terminals: {
    isThere: () => succeeds('python3', ['-c', 'import pty']),
    missing: 'python3 is missing, which opens terminals',
  },
  chromium: {
    isThere: () => chromiumPath(process.env) !== null,
    missing: 'Chromium is missing: apt-get install chromium, or name one in CHROMIUM',
  },
};

/**
 * `describe`, where the machine has those tools. Where it has not, a `describe` that skips and says what is missing and how to get it.
 * @throws Error that says so, with REQUIRE_E2E=1
 */
export function suiteWith(...tools: readonly Tool[]): Suite {
  const missing = tools
    .filter((tool) => !REQUIREMENTS[tool].isThere())
    .map((tool) => REQUIREMENTS[tool].missing);
  return suiteUnless(missing.length === 0 ? null : missing.join('; '));
}

function succeeds(command: string, args: readonly string[], cwd?: string): boolean {
  return spawnSync(command, args, { cwd, env: isolated(), stdio: 'ignore' }).status === 0;
}

/** Whether `terraform init` finds the provider without a network. */
function providerIsThere(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-lab-provider-'));
  try {
    writeFileSync(join(folder, PROVIDER_OVERRIDE.name), PROVIDER_OVERRIDE.text);
    writeFileSync(join(folder, 'main.tf.json'), '{}');
    return succeeds('terraform', ['init', '-input=false'], folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
