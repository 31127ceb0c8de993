/**
 * The names of actions that wait for each other, each followed by one that it waits for, the first one again at the end; empty
 * where every action can start. Given is what each action waits for.
 */
export function cycleIn(startAfter: ReadonlyMap<string, readonly string[]>): string[] {
  const settled = new Set<string>();
  const visit = (name: string, trail: readonly string[]): string[] => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (settled.has(name)) return [];
    for (const before of startAfter.get(name) ?? []) {
      const cycle = visit(before, [...trail, name]);
      if (cycle.length > 0) return cycle;
    }
    settled.add(name);
    return [];
  };
  for (const name of startAfter.keys()) {
    const cycle = visit(name, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
