import type { Finding } from '../findings/finding';
import { printable } from '../printable';

/**
 * The findings as workflow commands, which GitHub shows beside the lines of a pull request; one a line.
 * Source: GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of actions/toolkit, `command.ts`.
 */
export function forGithub(findings: readonly Finding[]): string {
  return findings.map((finding) => `${command(finding)}\n`).join('');
}

function command({ file, line, column, severity, code, path, message }: Finding): string {
  const properties = Object.entries({ file, line, col: column, title: code })
    .map(([name, value]) => `${name}=${escapeProperty(printable(String(value)))}`)
    .join(',');
  return `::${severity} ${properties}::${escapeData(printable(path === '' ? message : `${path}: ${message}`))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
