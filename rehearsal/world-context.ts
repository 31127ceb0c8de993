import type { Random } from '../experiment/random';
import type { Controls } from './controls';
import type { VirtualClock } from './time/virtual-clock';

/** What every service of the World lives in. */
export interface WorldContext {
  readonly clock: VirtualClock;
  /** The stream of chance of that name. */
  random(name: string): Random;
  readonly accountId: string;
  readonly partition: string;
  readonly controls: Controls;
}

/** `arn:aws:lambda:us-east-1:123456789012:function:hello`. */
export function arnOf(world: WorldContext, service: string, region: string, resource: string): string {
  return `arn:${world.partition}:${service}:${region}:${world.accountId}:${resource}`;
}
