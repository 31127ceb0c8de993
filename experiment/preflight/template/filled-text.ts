import { fillPlaceholders } from '../../../validation/placeholders';
import type { PlaceholderValue } from './placeholder-values';

const PLACEHOLDER = /\$\{([^}]+)\}/;

/** Tells whether texts are those of a template file with its placeholders filled; one placeholder is filled with one value everywhere. */
export class FilledText {
  /** @param values by placeholder: its value, or a shape; what is not there may have become anything */
  constructor(private values: Readonly<Record<string, PlaceholderValue>>) {}

  /** The same, for a try: what it learns stays with it. */
  copy(): FilledText {
    return new FilledText(this.values);
  }

  /** Whether `found` is what `wanted` can have become. */
  matches(wanted: string, found: string): boolean {
    // Splitting by an expression with a group gives texts and names in turn.
    const parts = wanted.split(PLACEHOLDER);
    const names = parts.filter((_part, index) => index % 2 === 1);
    const pattern = parts
      .map((part, index) => (index % 2 === 0 ? escaped(part) : `(${this.patternOf(part)})`))
      .join('');
    const match = new RegExp(`^${pattern}$`, 's').exec(found);
    if (match === null) return false;
    const filled = Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
    if (names.some((name, index) => filled[name] !== match[index + 1])) return false;
    this.values = { ...this.values, ...filled };
    return true;
  }

  /** The text with what is known of its placeholders; the others stay. */
  fill(wanted: string): string {
    return fillPlaceholders(wanted, (name) => {
      const value = this.values[name];
      return typeof value === 'string' ? value : `\${${name}}`;
    });
  }

  private patternOf(name: string): string {
    const value = this.values[name];
    if (value === undefined) return '.+';
    return typeof value === 'string' ? escaped(value) : value.source;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
