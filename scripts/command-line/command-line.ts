import { type Command, CommanderError } from 'commander';
import { InvalidFileError } from '../../validation/findings/finding';
import { helpColumns } from './help';
import { surviveLostOutput } from './lost-output';

/** What the exit codes of every command mean. */
export const exitCodes = {
  /** The hypothesis held, or the command did what it was asked. */
  success: 0,
  /** The tool or AWS failed. */
  failure: 1,
  /** Wrong usage or an invalid file. */
  usage: 2,
  /** The hypothesis was refuted. */
  refuted: 3,
  /** The experiment was stopped or aborted. */
  stopped: 4,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

/** Something that was asked for cannot be had: answered with its message and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * What `choose` returns.
 * @throws {UsageError} with the message of what it throws: for choices that can fail by what the user asked for only
 */
export function toUsageError<T>(choose: () => T): T {
  try {
    return choose();
  } catch (error) {
    if (error instanceof InvalidFileError) throw error;
    throw new UsageError(messageOf(error), { cause: error });
  }
}

/**
 * Runs a command line; nothing is thrown and the process is not ended. Wrong usage is answered in one line and an invalid file with
 * every finding, both on standard error and with exit code 2; any other error with its message and 1. An action whose outcome is
 * none of these sets `process.exitCode` itself.
 * `argv` is as `process.argv`: two entries precede the arguments.
 */
export async function runCommandLine(program: Command, argv: readonly string[]): Promise<void> {
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      outputError: (text, write) => write(oneLine(text)),
      getOutHelpWidth: helpColumns,
    });
  }
  try {
    await program.parseAsync(argv);
  } catch (error) {
    // Commander has written its own errors by now; it throws for --help and --version, too.
    if (!(error instanceof CommanderError)) {
      process.stderr.write(`${messageOf(error)}\n`);
    }
    process.exitCode = exitCodeOf(error);
  }
}

/** Runs a command line as this process's own: with its arguments, and with whoever reads its output. */
export async function runProcess(program: Command): Promise<void> {
  surviveLostOutput(process.stdout, process.stderr, (why) => {
    process.stderr.write(`the result could not be written to standard output: ${why}\n`);
    process.exitCode = exitCodes.failure;
  });
  // The lab says itself which Node.js it needs: the SDK's notice about the next one would stand in the middle of the progress.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  await runCommandLine(program, process.argv);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.success : exitCodes.usage;
  return error instanceof InvalidFileError || error instanceof UsageError
    ? exitCodes.usage
    : exitCodes.failure;
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Commander puts its suggestion on a line of its own. */
function oneLine(text: string): string {
  return `${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`;
}
