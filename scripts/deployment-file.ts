import { readFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { readDeployment, type Deployment } from '../experiment/deployment';
import { asked, messageOf, UsageError } from './command-line';
import { setOutput } from './output-overrides';

/** The options of every command about a deployed lab. */
export interface DeploymentOptions {
  /** The file of Terraform's outputs; `-` is standard input. */
  readonly outputs: string;
  /** Outputs that are set by hand, `name=value` each. */
  readonly set?: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

/** Every lab has this output. */
const MARK = 'api_url';

const STANDARD_INPUT = '-';

const HOW_TO_GET_THEM =
  'such a file is written by `npx cdktf deploy --outputs-file outputs.json` and by `terraform output -json > outputs.json`';

/** Adds the options of {@link DeploymentOptions} to a command. */
export function addDeploymentOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--outputs <file>',
        'what was deployed: the file of `cdktf deploy --outputs-file` or of `terraform output -json`; - reads standard input',
      )
        .env('LAB_OUTPUTS')
        .default('outputs.json'),
    )
    .option(
      '--set <output=value>',
      'set one output by hand, such as regions.us.experiment_template_id=EXT1; may be repeated',
      (assignment: string, before: readonly string[] | undefined) => [...(before ?? []), assignment],
    );
}

/** Where `--outputs -` reads from. */
export type Input = AsyncIterable<Buffer | string> & { readonly isTTY?: boolean };

/**
 * Reads a deployment from the file of `cdktf deploy --outputs-file`, or from that of `terraform output -json`; which of them it is, its
 * content tells. Then sets what is set by hand; where that is everything, no file is needed.
 * @throws {UsageError} that names the file, what is wrong with it, and the command that writes it
 */
export async function loadDeployment(
  { outputs: file, set = [] }: DeploymentOptions,
  input: Input = process.stdin,
): Promise<Deployment> {
  const source = file === STANDARD_INPUT ? 'standard input' : file;
  try {
    const text = file === STANDARD_INPUT ? await readInput(input) : readFile(file);
    if (text === null && set.length === 0) throw new Error('there is no such file');
    const written = text === null ? {} : outputsOf(parse(text));
    return readDeployment(asked(() => set.reduce(setOutput, written)));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${source}: ${messageOf(error)}; ${HOW_TO_GET_THEM}`, { cause: error });
  }
}

async function readInput(input: Input): Promise<string> {
  if (input.isTTY === true)
    throw new Error('is a terminal: pipe the outputs into it (terraform output -json | …)');
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Null where there is no such file. */
function readFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
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
