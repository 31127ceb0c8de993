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
  /** Absent: the variables are encrypted with Lambda's own key, which everybody may use who may read the function. */
  readonly KMSKeyArn?: string;
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

/** What Lambda answers in place of variables that the caller may not decrypt (Lambda API reference, EnvironmentResponse). */
const UNREADABLE = {
  Error: {
    ErrorCode: 'AccessDeniedException',
    Message:
      'Lambda was unable to decrypt your environment variables because the KMS access was denied. Please check your KMS permissions.',
  },
};

/**
 * A configuration as the API answers it: without Environment and Layers where there are none (see aws-sdk models).
 * @param mayDecrypt whether whoever asks may use a key; by default everybody may
 */
export function describe(
  configuration: Configuration,
  mayDecrypt: (keyArn: string) => boolean = () => true,
): object {
  const { Environment, Layers, ...rest } = configuration;
  const { KMSKeyArn: key } = configuration;
  const environment = key === undefined || mayDecrypt(key) ? Environment : UNREADABLE;
  return {
    ...rest,
    ...(Object.keys(Environment.Variables).length === 0 ? {} : { Environment: environment }),
    ...(Layers.length === 0 ? {} : { Layers }),
  };
}

/** Whether two configurations would publish the same version. */
export function sameContent(a: Configuration, b: Configuration): boolean {
  return contentOf(a) === contentOf(b);
}

function contentOf(configuration: Configuration): string {
  const { Runtime, Handler, Role, Timeout, MemorySize, CodeSha256, KMSKeyArn, Environment, Layers } =
    configuration;
  const variables = Object.entries(Environment.Variables).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    Runtime,
    Handler,
    Role,
    Timeout,
    MemorySize,
    CodeSha256,
    KMSKeyArn,
    variables,
    Layers,
  ]);
}
