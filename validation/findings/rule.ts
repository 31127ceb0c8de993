import type { Severity, ValuePath } from './finding';
import type { SourceName } from './sources';

/** What validation can find, as data: `validate --explain` and `docs/validation.md` are made of it. */
export interface Rule {
  /** Stable: once given, it keeps its meaning. The letters tell the kind of file. */
  readonly code: `${'FILE' | 'SSM' | 'FIS' | 'HYP' | 'LAB'}${string}`;
  readonly severity: Severity;
  /** What is wrong, in a few words and lower case: `the name of a step is used twice`. */
  readonly title: string;
  /** Why AWS or the lab refuses it, and what happens in practice where nobody does. Whole sentences. */
  readonly explanation: string;
  readonly examples: Examples;
  /** Where AWS says so; for the lab's own rules, where the lab does. */
  readonly source: SourceName;
}

/** The same small file twice. */
export interface Examples {
  readonly language: 'yaml' | 'json' | 'sh';
  /** Breaks the rule, and no other. */
  readonly wrong: string;
  /** Breaks none. */
  readonly right: string;
  /** Whether the file alone shows the fault. Else it needs the file system, or values that only the synthesis knows. */
  readonly alone: boolean;
}

/** One broken rule at one place. */
export interface Problem {
  readonly path: ValuePath;
  /** The wrong value, why it is wrong, what would be right: `"detatch" is no step; did you mean "detach"?`. */
  readonly message: string;
  /** The key at the path is wrong, not the value. */
  readonly on?: 'key';
  /** For a part of a string: the place of its first character in the string, from 0. */
  readonly offset?: number;
}

/** A problem and the rule that it breaks. */
export interface Report extends Problem {
  readonly rule: Rule;
}

/**
 * A rule that no JSON Schema can say, with the code that finds it. The context may be that of a malformed file: what has the wrong
 * type, or is not there, is absent in it, and is reported elsewhere.
 */
export interface CheckRule<Context> extends Rule {
  readonly check: (context: Context) => Iterable<Problem>;
}

/** Examples in YAML, which show the fault by themselves. */
export function yaml(wrong: string, right: string): Examples {
  return { language: 'yaml', wrong: wrong.trimStart(), right: right.trimStart(), alone: true };
}

/** Examples in JSON, which show the fault by themselves. */
export function json(wrong: string, right: string): Examples {
  return { language: 'json', wrong: wrong.trimStart(), right: right.trimStart(), alone: true };
}

/** Examples that are commands, for what is wrong about a file and not in it. */
export function shell(wrong: string, right: string): Examples {
  return { language: 'sh', wrong: wrong.trimStart(), right: right.trimStart(), alone: false };
}
