import type { ExperimentTemplate } from '@aws-sdk/client-fis';

/** What a FIS action hands to the document, by parameter. */
export type DocumentParameters = Readonly<Partial<Record<string, string>>>;

/**
 * Reads the `documentParameters` of a FIS action: JSON inside a string, each value a string or a list of strings (FIS user guide, actions
 * reference). Empty where there are none, or where they are no JSON object, which FIS refuses when the template is made.
 */
export function documentParametersOf({
  documentParameters = '{}',
}: ActionParameters = {}): DocumentParameters {
  let given: unknown;
  try {
    given = JSON.parse(documentParameters);
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
  if (typeof given !== 'object' || given === null) return {};
  const texts = Object.entries(given).flatMap(([name, value]: [string, unknown]) => {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? [[name, first] as const] : [];
  });
  return Object.fromEntries(texts);
}

/** A parameter's number; null for what the document does not take: plain decimals only (documents/chaos-extension.yaml, allowedPattern). */
export function decimalOf(text: string | undefined): number | null {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** A FIS action's own parameters, as far as they matter here. */
export interface ActionParameters {
  readonly documentParameters?: string;
}

/** Whether the document attaches the fault: it does unless it is told to detach it (documents/chaos-extension.yaml, ChaosMode). */
export function isAttaching({ ChaosMode }: DocumentParameters): boolean {
  return ChaosMode !== 'DISABLED';
}

/** The name of the function that the document works on, `lab-hello`, also where its ARN is given; null where none is. */
export function functionOf({ FunctionName }: DocumentParameters): string | null {
  if (FunctionName === undefined) return null;
  return /:function:([^:]+)/.exec(FunctionName)?.[1] ?? FunctionName;
}

/** A function that a template attaches the fault to, and how. */
export interface Attachment {
  readonly functionName: string;
  readonly parameters: DocumentParameters;
}

/** What a deployed template attaches the fault to with a document, by the functions' names: FIS tells the actions in no order. */
export function attachmentsOf(template: ExperimentTemplate, documentName: string): Attachment[] {
  const found = Object.values(template.actions ?? {}).flatMap(({ parameters = {} }): Attachment[] => {
    const { documentArn = '' } = parameters;
    const given = documentParametersOf(parameters);
    const functionName = functionOf(given);
    if (!documentArn.endsWith(`:document/${documentName}`) || !isAttaching(given)) return [];
    return functionName === null ? [] : [{ functionName, parameters: given }];
  });
  return found.sort((one, other) => (one.functionName < other.functionName ? -1 : 1));
}
