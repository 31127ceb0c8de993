import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Step } from './workflow-files';

/** What a step's script finds when it runs. */
export interface CommandContext {
  readonly env?: Readonly<Record<string, string>>;
  /** Path → text, below the folder that it runs in. */
  readonly files?: Readonly<Record<string, string>>;
  /** Name → a shell script that stands in for the program of that name; its arguments are recorded. */
  readonly programs?: Readonly<Record<string, string>>;
}

export interface StepResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The arguments of every program that was stood in for, in order. */
  readonly calls: readonly (readonly string[])[];
  /** What the file of that name holds; null where there is none. */
  readonly read: (path: string) => string | null;
}

/** Where a step writes its outputs and its summary. */
export const OUTPUT = 'github-output';
export const SUMMARY = 'github-summary';

const CALLS = 'calls';

/** Runs a step's script as GitHub's runner does, in a folder of its own that is taken away afterwards. */
export function runStep({ run = '' }: Step, { env, files, programs }: CommandContext): StepResult {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-step-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  try {
    for (const [path, text] of Object.entries(files ?? {})) write(path, text);
    for (const [name, text] of Object.entries(programs ?? {})) {
      write(
        `bin/${name}`,
        `#!/bin/bash\nprintf '%s\\0' "$@" >>'${folder}/${CALLS}'\nprintf '\\n' >>'${folder}/${CALLS}'\n${text}\n`,
      );
      chmodSync(join(folder, 'bin', name), 0o755);
    }
    write('step.sh', run);
    // The runner's own way (GitHub Docs, workflow syntax, `defaults.run.shell`).
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', 'step.sh'],
      {
        cwd: folder,
        encoding: 'utf8',
        env: {
          PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
          GITHUB_OUTPUT: join(folder, OUTPUT),
          GITHUB_STEP_SUMMARY: join(folder, SUMMARY),
          ...env,
        },
      },
    );
    const texts = new Map<string, string>();
    for (const path of ['comment.md', 'plan.md', 'pwned', CALLS, OUTPUT, SUMMARY]) {
      if (existsSync(join(folder, path))) texts.set(path, readFileSync(join(folder, path), 'utf8'));
    }
    const calls = (texts.get(CALLS) ?? '')
      .split('\0\n')
      .slice(0, -1)
      .map((line) => line.split('\0'));
    return { status, stdout, stderr, calls, read: (path) => texts.get(path) ?? null };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
