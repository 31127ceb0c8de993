import type { Message } from '../../experiment/journal/messages';
import type { Journal } from '../../experiment/journal/journal';
import type { PreflightResult } from '../../experiment/journal/preflight-result';
import type { RandomGameDay } from '../randomised/random-game-day';
import type { RehearsalProps } from '../rehearse';
import type { Block, Configuration } from '../../terraform/configuration';

/** A configuration as JSON. */
export interface ConfigurationData extends Omit<Configuration, 'regions'> {
  readonly regions: readonly (readonly [string, string])[];
  readonly blocks: readonly Block[];
}

/** What a World's process is told to rehearse: what of the props is data. */
export interface RehearsalTask extends Omit<
  RehearsalProps,
  'configuration' | 'python' | 'prepare' | 'checked' | 'report'
> {
  readonly configuration: ConfigurationData;
}

/** What a World's process is told. */
export type ToWorld =
  | { readonly kind: 'rehearse'; readonly task: RehearsalTask }
  /** Random game days of that stack follow, a seed each. */
  | { readonly kind: 'soak'; readonly task: Pick<RehearsalTask, 'configuration' | 'hypothesis'> }
  | { readonly kind: 'seed'; readonly seed: number }
  /** Comes with the socket that leads to a Python interpreter. */
  | { readonly kind: 'interpreter' };

/** What a World's process says. Code from outside may have a say in it: it is data, and never trusted. */
export type FromWorld =
  /** It needs another Python interpreter. */
  | { readonly kind: 'interpreter' }
  | { readonly kind: 'checked'; readonly result: PreflightResult }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'journal'; readonly journal: Journal }
  /** The rehearsal could not be carried to its end. */
  | { readonly kind: 'failed'; readonly message: string }
  /** It waits for a seed. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly gameDay: RandomGameDay }
  /** The game day of a seed could not be run at all. */
  | { readonly kind: 'broken'; readonly seed: number; readonly message: string };

/** For a message. */
export function toData({ regions, ...rest }: Configuration): ConfigurationData {
  return { ...rest, regions: [...regions] };
}

/** From a message. */
export function fromData({ regions, ...rest }: ConfigurationData): Configuration {
  return { ...rest, regions: new Map(regions) };
}
