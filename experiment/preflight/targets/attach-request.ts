import type { ExperimentTemplate } from '@aws-sdk/client-fis';
import { documentParametersOf, functionOf, isAttaching } from '../../fault/document-parameters';

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
    .map(({ parameters }) => documentParametersOf(parameters))
    .find((parameters) => functionOf(parameters) === functionName && isAttaching(parameters));
  return {
    layerArn,
    latencySeconds: given?.LatencySeconds ?? DEFAULT_LATENCY_SECONDS,
    probability: given?.Probability ?? DEFAULT_PROBABILITY,
  };
}
