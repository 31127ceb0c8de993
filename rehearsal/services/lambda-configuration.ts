/** What a function has at one moment: its `$LATEST`, or a published version. Names as in the Lambda API. */
export interface Configuration {
  readonly FunctionName: string;
  readonly FunctionArn: string;
  readonly Version: string;
  readonly Runtime: string;
  readonly Handler: string;
  readonly Role: string;
  readonly Timeout: number;
  readonly MemorySize: number;
  readonly PackageType: 'Zip';
  readonly Architectures: readonly string[];
  readonly CodeSha256: string;
  readonly RevisionId: string;
  readonly State: 'Active';
  readonly LastUpdateStatus: 'Successful' | 'InProgress';
  readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
  readonly Layers: readonly { readonly Arn: string }[];
}

/** A pointer to a published version. */
export interface Alias {
  readonly Name: string;
  readonly AliasArn: string;
  readonly FunctionVersion: string;
  readonly RevisionId: string;
}

/** A configuration as the API answers it: without Environment and Layers where there are none (see aws-sdk models). */
export function describe(configuration: Configuration): object {
  const { Environment, Layers, ...rest } = configuration;
  return {
    ...rest,
    ...(Object.keys(Environment.Variables).length === 0 ? {} : { Environment }),
    ...(Layers.length === 0 ? {} : { Layers }),
  };
}

/** Whether two configurations would publish the same version. */
export function sameContent(a: Configuration, b: Configuration): boolean {
  return contentOf(a) === contentOf(b);
}

function contentOf(configuration: Configuration): string {
  const { Runtime, Handler, Role, Timeout, MemorySize, CodeSha256, Environment, Layers } = configuration;
  const variables = Object.entries(Environment.Variables).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([Runtime, Handler, Role, Timeout, MemorySize, CodeSha256, variables, Layers]);
}
