import { relative } from 'node:path';
import { type Finding, InvalidFileError } from '../../validation/findings/finding';

/** What a loader finds wrong; empty where it finds nothing. */
export function findingsOf(load: () => unknown): readonly Finding[] {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof InvalidFileError) return error.findings;
    throw error;
  }
}

/** `line:column path: message`, one for each finding. */
export function placesOf(load: () => unknown): string[] {
  return findingsOf(load).map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

/** The text with one place changed; the place must be there, once. */
export function edited(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2)
    throw new Error(`${JSON.stringify(from)} stands in the text ${parts.length - 1} times`);
  return parts.join(to);
}

/** The path as findings show it. */
export function shown(path: string): string {
  return relative(process.cwd(), path);
}
