import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const PROJECT = join(__dirname, '..', '..');

/** Permissions of the token that GitHub gives a job: `contents: read`. */
export type Permissions = Readonly<Record<string, string>>;

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly 'timeout-minutes'?: number;
}

export interface Job {
  readonly name?: string;
  readonly 'runs-on': string;
  readonly 'timeout-minutes': number;
  readonly permissions?: Permissions;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly Step[];
}

interface Trigger {
  readonly paths?: readonly string[];
  readonly inputs?: Readonly<Record<string, object>>;
}

/** A GitHub workflow, as far as the tests look at it. */
export interface Workflow {
  /** `check.yml` */
  readonly file: string;
  readonly text: string;
  readonly 'run-name'?: string;
  readonly on: Readonly<Record<string, Trigger | null>>;
  readonly permissions: Permissions;
  readonly concurrency: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly defaults: { readonly run: { readonly shell: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = join(PROJECT, '.github', 'workflows');

export const workflows: readonly Workflow[] = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  return { ...(parse(text) as Omit<Workflow, 'file' | 'text'>), file, text };
});

export function workflowNamed(file: string): Workflow {
  const found = workflows.find((workflow) => workflow.file === file);
  if (found === undefined) throw new Error(`there is no workflow ${file}`);
  return found;
}

/** Every job of a workflow, with its id. */
export function jobsOf({ jobs }: Workflow): readonly (Job & { readonly id: string })[] {
  return Object.entries(jobs).map(([id, job]) => ({ ...job, id }));
}

export function stepsOf(workflow: Workflow): readonly Step[] {
  return jobsOf(workflow).flatMap(({ steps }) => steps);
}

/** The one step of that name in a job. */
export function stepNamed(file: string, jobId: string, name: string): Step {
  const found = workflowNamed(file).jobs[jobId]?.steps.filter((step) => step.name === name) ?? [];
  if (found.length !== 1) throw new Error(`${file} has ${found.length} steps "${name}" in ${jobId}`);
  return found[0]!;
}

/** A file of the project that is JSON. */
export function readJson(...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(join(PROJECT, ...path), 'utf8'));
}
