/** A path inside a file's value: `['regions', 1, 'label']`. */
export type ValuePath = readonly (string | number)[];

/** Something wrong in a hand-authored file. */
export interface Finding {
  /** Relative to the working directory. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Where in the value: `regions[1].label`; empty for the whole file. */
  readonly path: string;
  /** The wrong value, why it is wrong, what would be right. */
  readonly message: string;
}

/** Thrown when a hand-authored file cannot be used; carries everything that was found, not only the first. */
export class InvalidFileError extends Error {
  override readonly name = 'InvalidFileError';

  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(formatFinding).join('\n'));
  }
}

/** One line for one finding: `lab.config.json:7:36: regions[1].label: …`. */
function formatFinding({ file, line, column, path, message }: Finding): string {
  const place = `${file}:${line}:${column}: `;
  return place + (path === '' ? message : `${path}: ${message}`);
}

/** `regions[1].label` for `['regions', 1, 'label']`; keys that are no plain words are quoted: `parameters["a b"]`. */
export function formatPath(path: ValuePath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[\w$-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}
