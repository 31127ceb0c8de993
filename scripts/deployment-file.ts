import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readDeployment, type Deployment } from '../experiment/deployment';
import { messageOf, UsageError } from './command-line';

/** The options of every command about a deployed lab. */
export interface DeploymentOptions {
  /** The file of Terraform's outputs. */
  readonly outputs: string;
}

type Values = Readonly<Record<string, unknown>>;

/** Every lab has this output. */
const MARK = 'api_url';

/** Adds the options of {@link DeploymentOptions} to a command. */
export function addDeploymentOptions(command: Command): Command {
  return command.option(
    '--outputs <file>',
    'what was deployed: the file of `cdktf deploy --outputs-file`, or of `terraform output -json`',
    'outputs.json',
  );
}

/**
 * Reads a deployment from the file of `cdktf deploy --outputs-file`, or from that of `terraform output -json`; which of them it is, its
 * content tells.
 * @throws {UsageError} that names the file, what is wrong with it, and the command that writes it
 */
export function loadDeployment(file: string): Deployment {
  try {
    return readDeployment(outputsOf(parse(read(file))));
  } catch (error) {
    throw new UsageError(
      `${file}: ${messageOf(error)}; such a file is written by ` +
        '`npx cdktf deploy --outputs-file outputs.json` and by `terraform output -json > outputs.json`',
      { cause: error },
    );
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw missing ? new Error('there is no such file', { cause: error }) : error;
  }
}

function parse(text: string): Values {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`is not JSON (${messageOf(error)})`, { cause: error });
  }
  if (!isObject(value) || Object.keys(value).length === 0) throw new Error('holds no outputs');
  return value;
}

function outputsOf(content: Values): Values {
  const terraform = Object.entries(content).flatMap(([name, output]) =>
    isObject(output) && 'value' in output && 'sensitive' in output ? [[name, output.value] as const] : [],
  );
  if (terraform.length > 0) return Object.fromEntries(terraform);
  const stacks = Object.entries(content).filter((entry): entry is [string, Values] => isObject(entry[1]));
  const labs = stacks.length === 1 ? stacks : stacks.filter(([, outputs]) => MARK in outputs);
  const [lab, another] = labs;
  if (lab === undefined) {
    throw new Error(`no stack in it has the output ${MARK} of a lab`);
  }
  if (another !== undefined) {
    throw new Error(
      `holds more than one lab, ${labs.map(([name]) => name).join(' and ')}: keep each in a file`,
    );
  }
  return lab[1];
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
