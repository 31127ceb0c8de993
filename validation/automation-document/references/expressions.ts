import type { ValuePath } from '../../findings/finding';
import { asList, asMap, isMap, type Parts } from '../../parts';
import type { PlacedStep } from '../placed-step';

/** A `{{ … }}` in a document: Systems Manager puts a value in its place when the step runs. */
export interface Expression {
  /** Between the braces, without the blanks at the two ends: `attach.Version`. */
  readonly text: string;
  /** Of the string that it stands in. */
  readonly path: ValuePath;
  /** Where the text begins in the string, from 0. */
  readonly offset: number;
  /** Stands inside of another, where no program is. */
  readonly nested: boolean;
  /** The string is a program, in which double braces may mean something else. */
  readonly inProgram: boolean;
  /** The step that it stands in; undefined outside of all. */
  readonly step: PlacedStep | undefined;
}

/** Inputs that hold a program, or the template of something. */
const programs = new Set(['Script', 'commands', 'UserData', 'TemplateBody']);

/** What is in double braces is a name, and no longer than this. */
const longestName = 100;

/** Every expression of a document but those in descriptions, which are never filled in. */
export function expressionsOf(document: Parts, steps: readonly PlacedStep[]): Expression[] {
  const found: Expression[] = [];
  collect(found, without(document, 'mainSteps'), [], undefined);
  for (const placed of steps) {
    const { path, step, action } = placed;
    // The steps of a loop are visited by themselves.
    const isLoop = action === 'aws:loop' && isMap(step.inputs);
    const visited = isLoop ? { ...step, inputs: without(asMap(step.inputs), 'Steps') } : step;
    collect(found, visited, path, placed);
  }
  return found;
}

function without(parts: Parts, left: string): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([name]) => name !== left));
}

function collect(found: Expression[], value: unknown, path: ValuePath, step: PlacedStep | undefined): void {
  if (typeof value === 'string') {
    found.push(...expressionsIn(value, path, step));
  } else if (Array.isArray(value)) {
    for (const [index, item] of asList(value).entries()) collect(found, item, [...path, index], step);
  } else if (isMap(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (name === 'description' && !path.includes('inputs')) continue;
      collect(found, item, [...path, name], step);
    }
  }
}

function expressionsIn(value: string, path: ValuePath, step: PlacedStep | undefined): Expression[] {
  const inProgram = path.some((part) => programs.has(String(part)));
  return [...value.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => {
    const [, inner = ''] = match;
    const text = inner.trim();
    const offset = match.index + 2 + inner.indexOf(text);
    const before = value.slice(Math.max(0, match.index - longestName), match.index);
    return { text, path, offset, nested: !inProgram && /\{\{[^}]*$/.test(before), inProgram, step };
  });
}
