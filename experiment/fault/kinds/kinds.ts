import type { FaultRecord } from '../../journal/fault-record';
import type { DocumentParameters } from '../document-parameters';
import type { FaultKind } from './fault-kind';
import { latency } from './latency';

/** Every kind of fault that a game day can inject. */
export const KINDS: Readonly<Record<FaultRecord['kind'], FaultKind>> = { latency };

/** What the document attaches; it knows no other kind. */
export const ATTACHED = latency;

/** What the document takes where it is handed nothing (documents/chaos-extension.yaml); as far as it says how strong the fault is. */
export const DOCUMENT_DEFAULTS: DocumentParameters = {
  Probability: '1',
  ...Object.fromEntries(
    Object.entries(ATTACHED.parameters).map(([name, { byDefault }]) => [name, byDefault]),
  ),
};
