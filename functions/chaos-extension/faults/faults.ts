import type { FaultKind } from './fault-kind';
import { latency } from './latency';
import { response } from './response';

/** Every kind of fault that the extension injects; each may be enabled beside the others. */
export const FAULTS: readonly FaultKind[] = [latency, response];
