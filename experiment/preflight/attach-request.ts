import type { ExperimentTemplate } from '@aws-sdk/client-fis';

/** The document's own values where the template names none (documents/chaos-extension.yaml). */
const DEFAULT_LATENCY_SECONDS = '60';
const DEFAULT_PROBABILITY = '1';

/** What the document is asked to attach. */
export interface AttachRequest {
  readonly layerArn: string;
  readonly latencySeconds: string;
  readonly probability: string;
}

/** What a template asks the document to attach to a function; the document's defaults where it does not say, or where there is none. */
export function attachRequestFor(
  functionName: string,
  layerArn: string,
  template: ExperimentTemplate | null,
): AttachRequest {
  const given = Object.values(template?.actions ?? {})
    .map(({ parameters }) => parametersOf(parameters?.documentParameters))
    .find(({ FunctionName: name, ChaosMode: mode }) => name === functionName && mode !== 'DISABLED');
  return {
    layerArn,
    latencySeconds: given?.LatencySeconds ?? DEFAULT_LATENCY_SECONDS,
    probability: given?.Probability ?? DEFAULT_PROBABILITY,
  };
}

/** FIS takes strings and lists of them (FIS user guide, aws:ssm:start-automation-execution); the lab's document takes single values. */
function parametersOf(json = '{}'): Partial<Record<string, string>> {
  const given = parsed(json);
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String([value].flat()[0])]));
}

/** What FIS would refuse when it starts the document is not told here: the template's own check compares it with the file. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
