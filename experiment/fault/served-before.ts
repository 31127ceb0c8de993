import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { FAULT_NOTE } from './snapshot';
import { isReadable, variablesOf } from './variables-of';

/** What an alias served. */
export interface Served {
  readonly version: string;
  /** Weights of other versions, by their number; empty where it served one. */
  readonly weights: Readonly<Record<string, number>>;
}

/** A version is a number (Lambda API reference, UpdateAlias). */
const VERSION = /^\d+$/;

/** What an alias served before the fault, by the document's note in a function's environment; null where there is none that can be read. */
export function servedBefore(configuration: FunctionConfiguration): Served | null {
  if (!isReadable(configuration)) return null;
  const { version, weights = {} } = noteIn(variablesOf(configuration)[FAULT_NOTE]);
  return typeof version === 'string' && VERSION.test(version) ? { version, weights } : null;
}

function noteIn(text = '{}'): Partial<Served> {
  try {
    return JSON.parse(text) as Partial<Served>;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
