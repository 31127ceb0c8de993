import type { ExperimentTemplate } from '@aws-sdk/client-fis';
import {
  documentParametersOf,
  functionOf,
  isAttaching,
  type DocumentParameters,
} from '../../fault/document-parameters';
import { DOCUMENT_DEFAULTS } from '../../fault/kinds/kinds';

/** What the document is asked to attach. */
export interface AttachRequest {
  readonly layerArn: string;
  /** What the template hands to the document, over the document's defaults. */
  readonly parameters: DocumentParameters;
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
  return { layerArn, parameters: { ...DOCUMENT_DEFAULTS, ...given } };
}
