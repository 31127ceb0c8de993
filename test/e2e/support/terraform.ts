import { run, runOrThrow, type Ended } from './run';

/** What a plan says. */
export interface Plan {
  /** As `-detailed-exitcode` has it: 0 nothing to change, 1 an error, 2 something to change. */
  readonly exitCode: number | null;
  /** `aws_lambda_alias.us-east-1_hello_alias will be updated in-place`, …; the errors, where there are any. */
  readonly changes: readonly string[];
}

/** Terraform in one folder. */
export class Terraform {
  constructor(
    readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Finds the provider. */
  async init(): Promise<void> {
    await this.must('init');
  }

  /** The errors and warnings that it finds in the configuration alone. */
  async validate(): Promise<readonly string[]> {
    const { stdout } = await this.run(['validate', '-json']);
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { readonly summary: string; readonly detail?: string }[];
    };
    return diagnostics.map(({ summary, detail = '' }) => `${summary}: ${detail}`);
  }

  /** Compares the configuration with what there is, and changes nothing; `out` is a file to keep the plan in. */
  async plan(out?: string): Promise<Plan> {
    const { status, stdout, stderr } = await this.run([
      'plan',
      '-input=false',
      '-lock=false',
      '-detailed-exitcode',
      '-no-color',
      ...(out === undefined ? [] : [`-out=${out}`]),
    ]);
    const changes = [...stdout.matchAll(/^ {2}# (.+)$/gm)].map(([, line]) => line ?? '');
    return { exitCode: status, changes: stderr === '' ? changes : [...changes, stderr] };
  }

  /** Changes what there is into what the configuration says, or into what the plan in that file says. */
  async apply(plan?: string): Promise<void> {
    await this.must('apply', ...(plan === undefined ? ['-auto-approve'] : [plan]));
  }

  async destroy(): Promise<void> {
    await this.must('destroy', '-auto-approve');
  }

  /** The addresses of the resources in the state. */
  async stateList(): Promise<readonly string[]> {
    const { stdout } = await this.run(['state', 'list']);
    return stdout.split('\n').filter((line) => line !== '');
  }

  /**
   * The attributes of a resource in the state.
   * @throws Error where there is none
   */
  async attributes(address: string): Promise<Readonly<Record<string, unknown>>> {
    const { values } = JSON.parse((await this.run(['show', '-json'])).stdout) as {
      values?: { root_module: { resources: { address: string; values: Record<string, unknown> }[] } };
    };
    const found = values?.root_module.resources.find((resource) => resource.address === address);
    if (found === undefined) throw new Error(`the state has no ${address}`);
    return found.values;
  }

  /** What `terraform output -json` prints. */
  async outputsText(): Promise<string> {
    return (await this.run(['output', '-json'])).stdout;
  }

  /** The values of the outputs, by name. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const outputs = JSON.parse(await this.outputsText()) as Record<string, { readonly value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** The versions of the providers that were found. */
  async providerVersions(): Promise<readonly string[]> {
    const { stdout } = await this.run(['version', '-json']);
    return Object.values(
      (JSON.parse(stdout) as { provider_selections: Record<string, string> }).provider_selections,
    );
  }

  /**
   * Runs one of Terraform's commands, without asking anything.
   * @throws Error with all that it said, where it fails
   */
  async must(command: string, ...args: readonly string[]): Promise<void> {
    const input = command === 'state' ? [] : ['-input=false', '-no-color'];
    await runOrThrow('terraform', [command, ...input, ...args], {
      cwd: this.folder,
      env: this.env,
    });
  }

  private run([command = '', ...args]: readonly string[]): Promise<Ended> {
    return run('terraform', [command, ...args], { cwd: this.folder, env: this.env });
  }
}
