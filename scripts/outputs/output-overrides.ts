import { isMap, type Parts } from '../../validation/parts';

/**
 * Terraform's outputs with one of them set: `alias=live`, `fault.minutes=5`, `regions.us.experiment_template_id=EXT1`. A region is named
 * by its label, its code or its place from 0. What is JSON is taken as JSON, unless it takes the place of a text; anything else is a text.
 * @throws Error that names what was asked for, and what would be right
 */
export function setOutput(outputs: Parts, assignment: string): Parts {
  const [, path, value] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
  if (path === undefined || value === undefined) {
    throw new Error(
      `--set ${assignment}: name an output and its value, such as regions.us.experiment_template_id=EXT1`,
    );
  }
  return put(outputs, path.split('.'), value, path) as Parts;
}

function put(holder: unknown, [name, ...rest]: readonly string[], text: string, path: string): unknown {
  if (name === undefined) return valueOf(text, holder);
  const places = Array.isArray(holder) || (holder === undefined && /^\d+$/.test(name));
  if (places) return putIntoList((holder ?? []) as readonly unknown[], name, rest, text, path);
  if (holder !== undefined && !isMap(holder)) {
    throw new Error(`--set ${path}: ${JSON.stringify(holder)} has no ${name}`);
  }
  return { ...holder, [name]: put(holder?.[name], rest, text, path) };
}

function putIntoList(
  list: readonly unknown[],
  name: string,
  rest: readonly string[],
  text: string,
  path: string,
): unknown[] {
  const index = /^\d+$/.test(name) ? Number(name) : list.findIndex((item) => isNamed(item, name));
  // A list has no holes: the next item may be added, and none after it.
  if (index < 0 || index > list.length) {
    const known = list.flatMap((item) => (isMap(item) && typeof item.label === 'string' ? [item.label] : []));
    const places = list.length === 0 ? '0' : `0 to ${list.length}`;
    throw new Error(`--set ${path}: there is no ${name}; use ${[...known, places].join(', ')}`);
  }
  return [...list.slice(0, index), put(list[index], rest, text, path), ...list.slice(index + 1)];
}

function isNamed(item: unknown, name: string): boolean {
  return isMap(item) && (item.label === name || item.region === name);
}

function valueOf(text: string, before: unknown): unknown {
  if (typeof before === 'string') return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
