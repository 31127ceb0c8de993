import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

import { unzipSync } from 'fflate';

import { buildLayerArchive } from '../../modules/archive';
import type { RuntimeApi } from './runtime-api';

/** Builds the layer's archive and unpacks it into the directory, which stands for Lambda's `/opt`. */
export function unpackLayer(directory: string): void {
  const archive = readFileSync(buildLayerArchive(directory));
  for (const [name, contents] of Object.entries(unzipSync(archive))) {
    const target = join(directory, name);
    mkdirSync(dirname(target), { recursive: true });
    // fflate reads no modes. That the archive has the right ones is a matter of the tests.
    writeFileSync(target, contents, { mode: 0o755 });
  }
}

/** A program of an execution environment: its environment is what Lambda and the layer set, and nothing of this process. */
export function start(
  file: string,
  args: readonly string[],
  environment: Record<string, string>,
): ChildProcess {
  return spawn(file, args, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** An extension that stands between a Runtime API and its runtime. */
export interface Extension {
  readonly process: ChildProcess;
  /** Where its proxy listens. */
  readonly port: number;
  /** From the start of the process until Lambda knew it to be ready and its proxy took a connection. */
  readonly readyMs: number;
}

/** Starts the extension of the unpacked layer, and waits until it is ready. */
export async function startExtension(layer: string, api: RuntimeApi): Promise<Extension> {
  const port = await freePort();
  const ready = api.extensionReady();
  const startedAt = performance.now();
  const extension = start(join(layer, 'extensions/chaos-extension'), [], {
    AWS_LAMBDA_RUNTIME_API: api.address,
    CHAOS_EXTENSION__PORT: String(port),
  });
  await Promise.race([ready, failure(extension, 'the extension')]);
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const readyMs = performance.now() - startedAt;
  socket.destroy();
  return { process: extension, port, readyMs };
}

/** Ends when the process does, and fails: it has to stay. */
export async function failure(child: ChildProcess, what: string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`${what} ended with ${code ?? 'a signal'}`);
}

/** Ends a program at once, as Lambda does, and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Resident memory of a process in MB, now and at its peak; undefined elsewhere than on Linux, which alone has /proc. */
export function memoryOf({ pid }: ChildProcess): { readonly now: number; readonly peak: number } | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
