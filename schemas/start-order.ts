/** Something that starts after others. */
interface Starting {
  readonly startAfter?: readonly string[];
}

/**
 * The names of actions that wait for each other, each followed by one that it waits for, the first one again at the end; empty
 * where every action can start.
 */
export function cycleIn(actions: Readonly<Record<string, Starting>>): string[] {
  const settled = new Set<string>();
  const visit = (name: string, trail: readonly string[]): string[] => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (settled.has(name)) return [];
    for (const before of actions[name]?.startAfter ?? []) {
      const cycle = visit(before, [...trail, name]);
      if (cycle.length > 0) return cycle;
    }
    settled.add(name);
    return [];
  };
  for (const name of Object.keys(actions)) {
    const cycle = visit(name, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
