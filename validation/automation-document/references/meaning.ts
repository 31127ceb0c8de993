/** What a `{{ … }}` names. */
export type Meaning =
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'output'; readonly step: string; readonly output: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** `global:REGION`, or something with another prefix. */
  | { readonly kind: 'system'; readonly name: string }
  /** `ssm:/lab/alarm`: a parameter of Parameter Store. */
  | { readonly kind: 'store'; readonly name: string };

/** What Automation itself knows (Systems Manager user guide, "Automation system variables"). */
export const systemVariables = [
  'global:ACCOUNT_ID',
  'global:AWS_PARTITION',
  'global:DATE',
  'global:DATE_TIME',
  'global:REGION',
  'automation:EXECUTION_ID',
] as const;

/** What State Manager and maintenance windows fill in before Automation does (Systems Manager user guide, "pseudo parameters"). */
export const pseudoParameters: ReadonlySet<string> = new Set(['RESOURCE_ID', 'TARGET_ID', 'TARGET_TYPE']);

/** What the text between double braces names; undefined where it is no name, so that the braces mean something else. */
export function meaningOf(text: string): Meaning | undefined {
  const [, prefix, rest = ''] = /^([a-zA-Z]\w*):(\S+)$/.exec(text) ?? [];
  if (prefix === 'ssm') return { kind: 'store', name: rest };
  if (prefix === 'variable') return { kind: 'variable', name: rest };
  if (prefix !== undefined) return { kind: 'system', name: text };
  const [, step, output] = /^(\w+)\.([\w.-]+)$/.exec(text) ?? [];
  if (step !== undefined && output !== undefined) return { kind: 'output', step, output };
  return /^\w+$/.test(text) ? { kind: 'parameter', name: text } : undefined;
}
