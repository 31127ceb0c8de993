import type { FaultRecord, FaultValues } from '../../journal/fault-record';
import type { DocumentParameters } from '../document-parameters';

/** A kind of fault as the runner knows it: how AWS tells it, what it does to an invocation that it strikes, and its words. */
export interface FaultKind {
  readonly kind: FaultRecord['kind'];
  /** The document's parameters that are this kind's own. */
  readonly parameters: Readonly<Record<string, OwnParameter>>;
  /** What the document is handed, as numbers; null for what it is not handed, or what nobody can read. */
  readonly read: (parameters: DocumentParameters) => Partial<FaultValues>;
  /** The variables that the document sets for the extension, prefix and all, by what it is handed. */
  readonly variables: (parameters: DocumentParameters) => Readonly<Record<string, string>>;
  /** How long an invocation that is struck is held back before the function gets it; null where that is not known. */
  readonly heldSeconds: (values: FaultValues) => number | null;
  /** `60 s of latency`. */
  readonly words: (values: FaultValues) => string;
  /** What a user changes to make it stronger. */
  readonly setting: string;
}

/** A parameter of the document. */
export interface OwnParameter {
  /** Of every value that the document takes; without groups that capture. */
  readonly shape: RegExp;
  /** The document's own value. */
  readonly byDefault: string;
}
