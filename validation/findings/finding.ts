import { printable } from '../printable';

/** A path inside a file's value: `['regions', 1, 'label']`. */
export type ValuePath = readonly (string | number)[];

/** An error makes a file unusable; a warning names what AWS takes and practice regrets. */
export type Severity = 'error' | 'warning';

/** Something wrong in a hand-authored file. */
export interface Finding {
  /** Relative to the working directory. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
  readonly severity: Severity;
  /** The rule that is broken, `SSM101`; `validate --explain` tells more about it. */
  readonly code: string;
  /** Where in the value: `regions[1].label`; empty for the whole file. */
  readonly path: string;
  /** The wrong value, why it is wrong, what would be right. */
  readonly message: string;
}

/** Thrown when a hand-authored file cannot be used; carries every error that was found, not only the first. */
export class InvalidFileError extends Error {
  override readonly name = 'InvalidFileError';

  constructor(readonly findings: readonly Finding[]) {
    super(findings.map((finding) => formatFinding(finding)).join('\n'));
  }
}

/** One line for one finding: `lab.config.json:7:36: regions[1].label: … [LAB101]`. */
function formatFinding(finding: Finding): string {
  return `${printable(finding.file)}:${finding.line}:${finding.column}: ${formatText(finding)}`;
}

/** What a finding says, without its place in the text: `regions[1].label: … [LAB101]`. */
export function formatText({ path, message, code }: Finding): string {
  return `${printable(path === '' ? message : `${path}: ${message}`)} [${code}]`;
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
