import { spawn } from 'node:child_process';
import { ENDS_WITHIN_MS } from '../../support/ends-within';

/** How a process ended, and all that it said. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** Kills it. */
  readonly signal?: AbortSignal;
}

/** Runs a program to its end, without blocking: the servers that it talks to may live in this very process. */
export function run(
  command: string,
  args: readonly string[],
  { cwd, env, input, signal }: RunOptions = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, timeout: ENDS_WITHIN_MS, killSignal: 'SIGKILL' });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, ...output }));
    signal?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
    // A program that ends without reading its input is judged by its exit status.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/**
 * What a program wrote on standard output.
 * @throws Error with all that it said, where it did not end with 0
 */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { status, stdout, stderr } = await run(command, args, options);
  if (status === 0) return stdout;
  throw new Error(
    `${command} ${args.join(' ')} ended with ${status ?? 'a signal'}:\n${stdout}\n${stderr}`.trim(),
  );
}
