import { spawn } from 'node:child_process';
import { isolated } from './context';

/** A running emulator of AWS. */
export interface Moto {
  readonly url: string;
  close(): Promise<void>;
}

/** It imports all of its services' models at the start. */
const STARTS_WITHIN_MS = 60_000;

/** The shell waits for the end of its input, which comes when this process ends, in whatever way; then it ends the server. */
const ENDING_WITH_US = 'moto_server "$@" & server=$!; cat; kill "$server"; wait "$server"';

/**
 * Starts `moto_server` on a port of the system's choice, with an account that holds nothing, and waits until it listens.
 * @throws Error with what it said, where it does not
 */
export async function startMoto(): Promise<Moto> {
  // It takes a minute to validate a certificate unless it is told otherwise, and Terraform waits for it.
  const env = isolated({ MOTO_ACM_VALIDATION_WAIT: '1' });
  const server = spawn('sh', ['-c', ENDING_WITH_US, 'sh', '-H', '127.0.0.1', '-p', '0'], { env });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const close = async (): Promise<void> => {
    server.stdin.end();
    await ended;
  };
  try {
    return { url: await urlOf(server), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function urlOf(server: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const limit = setTimeout(
      () => reject(new Error(`moto_server did not say where it listens: ${said}`)),
      STARTS_WITHIN_MS,
    );
    server.once('error', reject);
    // Goes on for as long as the server runs, so that its log never fills the pipe.
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < 10_000) said += text;
      const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(limit);
      resolve(url);
    });
    server.stdout?.resume();
  });
}
