import { UsageError } from '../command-line/command-line';

/** Something that is broken on purpose, to see whether the tests notice. */
export interface Mutant {
  /** The file that is changed; like all paths here from the project's folder, with slashes. */
  readonly file: string;
  /** What is broken, in words that tell it from every other mutant of the file. */
  readonly breaks: string;
  /** The text that is replaced. It stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The unit tests that should notice. */
  readonly tests: readonly string[];
  /** Why no test can notice. Absent where one should. */
  readonly equivalent?: string;
}

/** The mutants of one file, which share its tests unless one names its own. */
export interface MutatedFile extends Pick<Mutant, 'file' | 'tests'> {
  readonly mutants: readonly (Omit<Mutant, 'file' | 'tests'> & Partial<Pick<Mutant, 'tests'>>)[];
}

/** What a mutant is called: `experiment/restore/restore.ts: stops no running work`. */
export function nameOf({ file, breaks }: Mutant): string {
  return `${file}: ${breaks}`;
}

/**
 * The text of a mutant's file, changed.
 * @throws {UsageError} where the text that is replaced stands there not at all, or more than once: the file has become another
 */
export function mutated(mutant: Mutant, text: string): string {
  const { find, replace } = mutant;
  const at = text.indexOf(find);
  const isOnce = find !== '' && at >= 0 && !text.includes(find, at + 1);
  if (isOnce) return text.slice(0, at) + replace + text.slice(at + find.length);
  throw new UsageError(
    `${nameOf(mutant)}: the text that it replaces stands there ${at < 0 ? 'no longer' : 'more than once'}, and must once; ` +
      `adapt it (scripts/mutants/areas) to what the file says today: ${JSON.stringify(find)}`,
  );
}
