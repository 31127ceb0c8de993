import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildLayerArchive } from '../../../modules/archive';
import { unzip } from '../unzip';
import { LambdaEmulator } from './lambda-emulator';
import { Program, freePort, listen } from './processes';

/** A runtime that only tells which API it would talk to, and its arguments. */
const RUNTIME = [
  '-e',
  'console.log(JSON.stringify([process.env.AWS_LAMBDA_RUNTIME_API, ...process.argv.slice(1)]))',
  'two words',
  '*',
];

/** What a runtime was told, and its process. */
export interface Told {
  /** The address of its API, and its arguments. */
  readonly told: readonly string[];
  readonly runtime: Program;
}

/** The layer, unpacked, in an execution environment that is new for each test. */
export class UnpackedLayer {
  lambda!: LambdaEmulator;
  /** Where the extension's proxy is to listen. */
  port = 0;
  private programs: Program[] = [];
  private servers: Server[] = [];

  constructor(readonly opt: string) {}

  async begin(): Promise<void> {
    this.lambda = await LambdaEmulator.start();
    this.port = await freePort();
  }

  async end(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.kill()));
    for (const server of this.servers) server.close();
    this.lambda.stop();
    this.programs = [];
    this.servers = [];
  }

  /** Runs a program of the layer, by its path under `/opt`. */
  run(file: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Program {
    const program = Program.start(join(this.opt, file), args, {
      AWS_LAMBDA_RUNTIME_API: this.lambda.address,
      CHAOS_EXTENSION__PORT: String(this.port),
      ...environment,
    });
    this.programs.push(program);
    return program;
  }

  /** Starts the extension, and waits until Lambda would start the runtime. */
  async attach(environment: NodeJS.ProcessEnv = {}): Promise<Program> {
    const extension = this.run('extensions/chaos-extension', [], environment);
    const ready = this.lambda.request('GET', '/2020-01-01/extension/event/next');
    const ended = extension.end().then(() => {
      throw new Error(`the extension has ended: ${extension.stdout}${extension.stderr}`);
    });
    // It ends when the test does.
    ended.catch(() => undefined);
    await Promise.race([ready, ended]);
    return extension;
  }

  /** Starts a runtime as Lambda does, and waits until it has ended. */
  async wrap(environment: NodeJS.ProcessEnv = {}): Promise<Told> {
    const runtime = this.run('bootstrap', [process.execPath, ...RUNTIME], environment);
    await runtime.end();
    return { runtime, told: JSON.parse(runtime.stdout.split('\n').at(-2) ?? '') as string[] };
  }

  /** Lets a server listen where the proxy is to. */
  async occupyPort(server: Server): Promise<void> {
    this.servers.push(server);
    this.port = await listen(server);
  }

  /** Lets a server listen somewhere within the environment; its address. */
  async serve(server: Server): Promise<string> {
    this.servers.push(server);
    return `127.0.0.1:${await listen(server)}`;
  }

  /** Writes a script that bash runs; its path. */
  script(name: string, text: string): string {
    const file = join(this.opt, name);
    writeFileSync(file, `#!/bin/bash\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  }
}

/** Unpacks the layer for the tests of a file, and gives each an environment of its own. */
export function useLayer(): UnpackedLayer {
  const opt = mkdtempSync(join(tmpdir(), 'layer-'));
  const layer = new UnpackedLayer(opt);
  beforeAll(() => unzip(buildLayerArchive(opt), opt));
  afterAll(() => rmSync(opt, { recursive: true }));
  beforeEach(() => layer.begin());
  afterEach(() => layer.end());
  return layer;
}
