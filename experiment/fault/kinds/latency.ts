import { latency as injected } from '../../../functions/chaos-extension/faults/latency';
import { PREFIX } from '../../../functions/chaos-extension/faults/variables';
import { decimalOf } from '../document-parameters';
import type { FaultKind } from './fault-kind';

/** Holds invocations back before the function gets them. */
export const latency = {
  kind: 'latency',
  parameters: { LatencySeconds: { shape: /\d+(?:\.\d+)?/, byDefault: '60' } },
  read: ({ LatencySeconds }) => ({ latencySeconds: decimalOf(LatencySeconds) }),
  variables: ({ LatencySeconds = '', Probability = '' }) => ({
    [PREFIX + injected.variables.enabled]: 'true',
    [PREFIX + injected.variables.seconds]: LatencySeconds,
    [PREFIX + injected.variables.probability]: Probability,
  }),
  heldSeconds: ({ latencySeconds }) => latencySeconds,
  words: ({ latencySeconds }) =>
    latencySeconds === null ? 'latency of an unknown length' : `${latencySeconds} s of latency`,
  setting: 'fault.latencySeconds of lab.config.json',
} satisfies FaultKind;
