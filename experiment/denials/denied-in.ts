/** What a message of AWS, or a traceback that holds one, says of a call that was denied. */
export interface DeniedWords {
  /** The role's name; null where the message names none. */
  readonly who: string | null;
  /** `lambda:UpdateAlias`, or only `UpdateAlias`. */
  readonly call: string;
  readonly reason: string;
}

/** boto3: "An error occurred (AccessDeniedException) when calling the UpdateAlias operation: …" */
const BOTO =
  /An error occurred \(\w*(?:AccessDenied|Unauthorized|NotAuthorized)\w*\) when calling the (\w+) operation(?: \([^)]*\))?: ([^\n]*)/;

/** IAM: "User: arn:aws:sts::1:assumed-role/NAME/SESSION is not authorized to perform: lambda:UpdateAlias on resource: …" */
const IAM = /(\S+) is not authorized to perform: ([\w-]+:\w+)[^\n]*/;

const ROLE = /:(?:assumed-role|role)\/([^/\s]+)/;

/** Null where a message tells of no denied call. */
export function deniedIn(message: string): DeniedWords | null {
  const [, operation, said] = BOTO.exec(message) ?? [];
  const [words, caller = '', action] = IAM.exec(message) ?? [];
  const call = action ?? operation;
  if (call === undefined) return null;
  return { who: ROLE.exec(caller)?.[1] ?? null, call, reason: (said ?? words ?? '').trim() };
}
