import { run, runOrThrow, type Ended } from './run';

/** What a plan says. */
export interface Plan {
  /** As `-detailed-exitcode` has it: 0 nothing to change, 1 an error, 2 something to change. */
  readonly exitCode: number | null;
  /** `aws_lambda_alias.us_hello_alias will be updated in-place`, …; the errors, where there are any. */
  readonly changes: readonly string[];
}

/** Terraform in one folder. */
export class Terraform {
  constructor(
    private readonly folder: string,
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

  /** Compares the configuration with what there is, and changes nothing. */
  async plan(): Promise<Plan> {
    const { status, stdout, stderr } = await this.run([
      'plan',
      '-input=false',
      '-lock=false',
      '-detailed-exitcode',
      '-no-color',
    ]);
    const changes = [...stdout.matchAll(/^ {2}# (.+)$/gm)].map(([, line]) => line ?? '');
    return { exitCode: status, changes: stderr === '' ? changes : [...changes, stderr] };
  }

  async apply(): Promise<void> {
    await this.must('apply', '-auto-approve');
  }

  async destroy(): Promise<void> {
    await this.must('destroy', '-auto-approve');
  }

  /** The addresses of the resources in the state. */
  async stateList(): Promise<readonly string[]> {
    const { stdout } = await this.run(['state', 'list']);
    return stdout.split('\n').filter((line) => line !== '');
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

  private async must(command: string, ...args: readonly string[]): Promise<void> {
    await runOrThrow('terraform', [command, '-input=false', '-no-color', ...args], {
      cwd: this.folder,
      env: this.env,
    });
  }

  private run([command = '', ...args]: readonly string[]): Promise<Ended> {
    return run('terraform', [command, ...args], { cwd: this.folder, env: this.env });
  }
}
