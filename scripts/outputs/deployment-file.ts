import { readFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { readDeployment, type Deployment } from '../../experiment/deployment/deployment';
import { deploymentProblems } from '../../experiment/deployment/deployment-problems';
import { lineOf, moreWords, problemWords } from '../../experiment/journal/journal-problems';
import type { ValuePath } from '../../validation/findings/finding';
import { printable } from '../../validation/printable';
import { toUsageError, messageOf, UsageError } from '../command-line/command-line';
import { setOutput } from './output-overrides';
import { parseOutputs, type OutputsFile } from './outputs-file';

/** The options of every command about a deployed lab. */
export interface DeploymentOptions {
  /** The file of Terraform's outputs; `-` is standard input. */
  readonly outputs: string;
  /** Outputs that are set by hand, `name=value` each. */
  readonly set?: readonly string[];
}

const STANDARD_INPUT = '-';

const HOW_TO_GET_THEM =
  'such a file is written by `npm run cdktf -- deploy --outputs-file outputs.json` and by `terraform output -json > outputs.json`';

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
 * Reads a deployment from its file of outputs, sets what is set by hand (where that is everything, no file is needed), and makes sure that
 * it is of one lab: a file may be somebody else's, and what it names is called.
 * @throws {UsageError} that names the file, what is wrong with it, and the command that writes it
 */
export async function loadDeployment(
  { outputs: file, set = [] }: DeploymentOptions,
  input: Input = process.stdin,
): Promise<Deployment> {
  const source = file === STANDARD_INPUT ? 'standard input' : printable(file);
  try {
    const text = file === STANDARD_INPUT ? await readInput(input) : readFile(file);
    if (text === null && set.length === 0) throw new Error('there is no such file');
    const written = text === null ? null : parseOutputs(text);
    const outputs = toUsageError(() => set.reduce(setOutput, written?.outputs ?? {}));
    const deployment = readDeployment(outputs);
    const problem = firstProblem(deployment, outputs, written);
    if (problem !== null) throw new UsageError(`${source}${problem}; ${HOW_TO_GET_THEM}`);
    return deployment;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${source}: ${messageOf(error)}; ${HOW_TO_GET_THEM}`, { cause: error });
  }
}

/** What is wrong first, and how much more is: `:12: regions[0].host: …`; without a line where it was set by hand. Null where nothing is. */
function firstProblem(
  deployment: Deployment,
  outputs: OutputsFile['outputs'],
  written: OutputsFile | null,
): string | null {
  const [first, ...others] = deploymentProblems(deployment);
  if (first === undefined) return null;
  const path = first.path.map(outputName);
  const isWritten = written !== null && valueAt(outputs, path) === valueAt(written.outputs, path);
  const line = isWritten ? `:${lineOf(written.text, written.placeOf(path))}` : '';
  return `${line}: ${problemWords({ ...first, path })}${moreWords(others.length)}`;
}

/** The stack's outputs are called as the parts of a deployment, in Terraform's manner: `experimentTemplateId` is `experiment_template_id`. */
function outputName(part: string | number): string | number {
  return typeof part === 'number' ? part : part.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function valueAt(value: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>((here, part) => (here as OutputsFile['outputs'] | undefined)?.[part], value);
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
