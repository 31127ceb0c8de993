import type { Finding } from './finding';
import { fileRules } from '../files/file-rules';

/** So many findings are listed for a file. */
const mostFindings = 100;

/**
 * A list that nobody would read to its end, cut: errors are kept before warnings, and a last finding says that there are more. It is an
 * error where one is left out.
 */
export function firstFindings(findings: readonly Finding[]): Finding[] {
  if (findings.length <= mostFindings) return [...findings];
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const kept = new Set([...errors, ...warnings].slice(0, mostFindings));
  const listed = findings.filter((finding) => kept.has(finding));
  const leftOut = findings.filter((finding) => !kept.has(finding));
  const message = `${leftOut.length} or more findings are not listed, the first of them here; mend the others first`;
  const more = leftOut.slice(0, 1).map((first): Finding => {
    const severity = errors.length > mostFindings ? 'error' : 'warning';
    return { ...first, severity, code: fileRules.tooManyFindings.code, path: '', message };
  });
  return [...listed, ...more];
}
